"""The choice among sets of actors: which sets there are, what they are weighed by, which one is best."""

import numpy as np
import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.linear import Features, LinearModel
from pipeline.relations.party_choice import pooled
from pipeline.relations.party_joint import Slate
from pipeline.relations.party_sets import MOST, Member, choose, elements, members, sets
from pipeline.relations.paths import frame_of
from training.acts.sets import Choice, choice, fit_sets

TEXT = "Norway and Chile signed a treaty on whales. Peru stayed away."


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> tuple[View, Slate, dict[str, int]]:
    doc = extractor.doc(TEXT)
    seen, candidate = view(doc), find_candidates(doc)[0]
    slate = Slate(candidate, pooled(candidate, frame_of(candidate), seen, {0: 0.9, 1: 0.6, 2: 0.1}))
    slate.put([0.9, 0.6, 0.1])
    return seen, slate, {actor.name: k for k, actor in enumerate(seen.actors)}


def judge(weights: dict[str, float]) -> LinearModel:
    return LinearModel({"classes": ["1"], "bias": [0.0], "weights": {k: [w] for k, w in weights.items()}})


def test_every_set_but_the_empty_one_is_weighed_once() -> None:
    rows = sets(4)
    assert rows.shape == (15, 4) and len({tuple(row) for row in rows.tolist()}) == 15
    assert rows.any(1).all() and rows[:4].sum() == 4


def test_only_the_likeliest_actors_are_weighed(read: tuple[View, Slate, dict[str, int]]) -> None:
    _, slate, names = read
    ranked = [(0.9, names["Norway"]), (0.6, names["Chile"]), (0.01, names["Peru"])]
    assert [m.actor for m in members(ranked, slate)] == [names["Norway"], names["Chile"]]
    assert [m.place for m in members([(0.01, names["Peru"])], slate)] == ["near"]  # the best of bad ones
    assert len(members([(0.5, k) for k in range(20)], slate)) == MOST
    assert members([], slate) == []


def test_a_set_has_the_features_of_its_members_pairs_and_size(
    read: tuple[View, Slate, dict[str, int]],
) -> None:
    seen, slate, names = read
    found = [Member(names[n], 0.5, place) for n, place in zip(names, ("here", "here", "near"), strict=True)]
    rows, told = sets(3), elements(found, slate, seen)

    def of(chosen: set[str]) -> Features:
        row = next(k for k, r in enumerate(rows) if {n for n, x in zip(names, r, strict=True) if x} == chosen)
        out: Features = {}
        for features, times in told:
            for name, value in features.items():
                out[name] = out.get(name, 0.0) + value * times[row]
        return {name: value for name, value in out.items() if value}

    both = of({"Norway", "Chile"})
    assert both["type=country"] == 2 and both["both|row"] == 1 and both["size=2|here=2"] == 1
    assert "apart|row" not in both and "size=1" not in both
    assert of({"Norway", "Peru"})["apart|row"] == 1 and "both|row" not in of({"Norway", "Peru"})
    assert of({"Norway", "Chile", "Peru"})["size=3"] == 1


def test_half_of_a_list_is_chosen_alone_or_whole(read: tuple[View, Slate, dict[str, int]]) -> None:
    seen, slate, names = read
    found = members([(0.9, names["Norway"]), (0.3, names["Chile"]), (0.1, names["Peru"])], slate)
    norway, chile = names["Norway"], names["Chile"]
    assert choose(found, slate, seen, judge({"z": 1.0})) == {norway}
    assert choose(found, slate, seen, judge({"z": 1.0, "apart|row": -3.0})) == {norway, chile}
    assert choose([], slate, seen, judge({})) == set()


def test_the_weights_of_right_sets_grow(read: tuple[View, Slate, dict[str, int]]) -> None:
    seen, slate, names = read
    ranked = [(0.8, names["Norway"]), (0.3, names["Chile"]), (0.3, names["Peru"])]
    one = choice(ranked, {names["Norway"]: 1, names["Chile"]: 1}, slate, seen, 1.0)
    assert one is not None and one.right.sum() == 1
    optional = choice(ranked, {names["Norway"]: 1, names["Chile"]: None}, slate, seen, 1.0)
    assert optional is not None and optional.right.sum() == 2
    assert choice(ranked, {}, slate, seen, 1.0) is None
    learnt, weights = fit_sets([one] * 5)
    found = members(ranked, slate)
    fitted = judge(dict(zip(learnt, weights.tolist(), strict=True)))
    assert choose(found, slate, seen, fitted) == {names["Norway"], names["Chile"]}


def test_the_slope_of_the_loss_is_right() -> None:
    rng = np.random.default_rng(0)
    right = np.array([True, False, False])
    choices = [Choice([{"a": 1.0}, {"b": 1.0}], rng.normal(size=(3, 2)), right, 1.0) for _ in range(4)]
    names, weights = fit_sets(choices)
    assert names == ["a", "b"]

    def loss(w: np.ndarray) -> float:
        scores = [c.times @ w for c in choices]
        return sum(np.log(np.exp(s).sum()) - s[0] for s in scores) / 4 + 1e-4 * float((w**2).sum())

    best = loss(weights)
    assert all(best <= loss(weights + d) + 1e-9 for d in rng.normal(scale=0.1, size=(50, 2)))
