"""How the choice among sets of actors is fitted; needs scikit-learn, which only the training needs."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is needed for training only (training/acts/README.md)")

from scipy.optimize import check_grad

from pipeline.assemble import Extractor
from pipeline.linear import LinearModel
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.party_choice import pooled
from pipeline.relations.party_joint import Slate
from pipeline.relations.party_sets import choose, members
from pipeline.relations.paths import frame_of
from training.acts.sets import Choice, Loss, choice, fit_sets


def test_right_sets_are_learnt(extractor: Extractor) -> None:
    doc = extractor.doc("Norway and Chile signed a treaty on whales. Peru stayed away.")
    seen, candidate = view(doc), find_candidates(doc)[0]
    norway, chile, peru = (
        next(k for k, actor in enumerate(seen.actors) if actor.name == name)
        for name in ("Norway", "Chile", "Peru")
    )
    slate = Slate(candidate, pooled(candidate, frame_of(candidate), seen, {0: 0.9, 1: 0.6, 2: 0.1}))
    slate.put([0.9, 0.6, 0.1])
    ranked = [(0.8, norway), (0.3, chile), (0.3, peru)]
    one = choice(ranked, {norway: 1, chile: 1}, slate, seen, 1.0)
    assert one is not None and one.right.sum() == 1
    optional = choice(ranked, {norway: 1, chile: None}, slate, seen, 1.0)
    assert optional is not None and optional.right.sum() == 2
    assert choice(ranked, {}, slate, seen, 1.0) is None
    names, weights = fit_sets([one] * 5)
    fitted = {name: [float(w)] for name, w in zip(names, weights, strict=True)}
    judge = LinearModel({"classes": ["1"], "bias": [0.0], "weights": fitted})
    assert choose(members(ranked, slate), slate, seen, judge)[0] == {norway, chile}


def test_slope_of_the_loss() -> None:
    rng = np.random.default_rng(0)
    rights = ([True, False, False], [True, True, False], [False, True, True])
    choices = [
        Choice([{"a": 1.0}, {"b": 1.0, "a": 0.5}], rng.normal(size=(3, 2)), np.array(right), weight)
        for right, weight in zip(rights, (1.0, 0.5, 1.0), strict=True)
    ]
    loss = Loss(choices)
    assert loss.names == ["a", "b"]
    for _ in range(5):
        at = rng.normal(scale=2.0, size=2)
        assert check_grad(lambda w: loss(w)[0], lambda w: loss(w)[1], at) < 1e-5
    half = Loss([Choice(c.features, c.times, c.right, c.weight / 2) for c in choices])
    assert half(at)[0] < loss(at)[0]
