"""Which pairs are compared: each once, those that matter, and not many more."""

import numpy as np
import pytest

from pipeline.linking.blocking import candidates, keys
from pipeline.linking.bounds import Bounds
from pipeline.linking.masks import Masks
from pipeline.linking.pairs import FEATURES, Judge, Weights, shipped_weights
from pipeline.linking.rules import rules
from pipeline.linking.sieve import sieved
from tests.linking.making import profiles, report

NAMES = ["Norway", "Chile"]


def test_no_pair_twice_and_none_with_itself() -> None:
    items = profiles(*(report(str(n), NAMES, "fishing quotas for krill") for n in range(30)))
    pairs = candidates(items, window=40)
    assert len(pairs) == 30 * 29 // 2
    assert len(np.unique(pairs, axis=0)) == len(pairs) and (pairs[:, 0] < pairs[:, 1]).all()


def test_a_block_of_any_size_costs_the_window() -> None:
    items = profiles(*(report(str(n), NAMES, "fishing quotas for krill") for n in range(400)))
    each = [len(candidates(items[:n], window=5)) / n for n in (100, 200, 400)]
    assert max(each) <= 5 and each[2] == pytest.approx(each[0], rel=0.1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(report("b", ["Norway", "Chile"], "something else entirely"), id="parties and month"),
        pytest.param(report("b", ["Norway"], "krill", when=None, published=None), id="party and word"),
        pytest.param(
            report("b", ["Norway", "Chile"], "else", when="2024-12-01"), id="over the end of a month"
        ),
        pytest.param(report("b", ["Peru"], "quotas", title="Krill Charter", when="2020"), id="title"),
        pytest.param(report("b", ["Chile", "Norway"], "partnership", when="2020-01-10"), id="all parties"),
    ],
)
def test_shares_a_key(other: object) -> None:
    mine = report("a", NAMES, "quotas for krill", title="Krill Charter", when="2024-11-30")
    a, b = profiles(mine, other)  # type: ignore[arg-type]
    assert not set(keys(a)).isdisjoint(keys(b))


def test_an_unknown_year_goes_round_and_meets_its_neighbours_in_time() -> None:
    a, b = profiles(
        report("a", NAMES, "quotas", when="XXXX-12-31", published=None),
        report("b", NAMES, "else", when="XXXX-01-01", published=None),
    )
    assert not set(keys(a)).isdisjoint(keys(b))
    years = [
        report(f"{y}", NAMES, "krill", when=f"{y}-11-05", published=f"{y}-11-06") for y in range(2000, 2025)
    ]
    items = profiles(*years, report("x", NAMES, "krill", when="XXXX-11-05", published="2024-11-06"))
    pairs = {tuple(pair) for pair in candidates(items, window=4).tolist()}
    assert (24, 25) in pairs


SIDES = profiles(
    *(
        report(
            f"{who}-{when}-{status}-{title}-{subject}",
            list(who),
            subject,
            when=when,
            status=status,
            title=title,
            amounts=amounts,
        )
        for who in (
            ("Norway", "Chile"),
            ("Norway", "Peru"),
            ("Norway", "Oslo"),
            ("Quay Fisheries", "Chile"),
            ("Quay Fisheries Ltd", "Peru Quay Holding", "Chile"),
            ("Chile", "Peru", "Ghana", "Japan", "Kenya", "Nepal", "Oman", "Qatar", "Spain"),
            ("Chile", "Mr Ibarra"),
            ("Chile", "Mr Okafor"),
            ("Quay Fisheries Council", "QFC", "Chile"),
            tuple(f"Quay {n} Trust" for n in range(20)),
            tuple(f"Quay {n} Trust" for n in range(6, 20)),
        )
        for when in ("2024-11-13", "2023-01-01", "2024", "XXXX-11-13", "XXXX-01", None)
        for status in ("signed", "approved")
        for title in (None, "Krill Quota Charter")
        for subject, amounts in (("krill", ()), ("quotas for Peru", ((5.0, "USD"),)))
    )
)
EVERY = np.array([(i, j) for i in range(len(SIDES)) for j in range(i + 1, len(SIDES))])
WEIGHTS = {
    "shipped": shipped_weights(),
    "all speak for it": Weights(-4.0, (1.0,) * len(FEATURES)),
    "odd ones against": Weights(3.0, tuple((-1.0) ** n for n in range(len(FEATURES)))),
    "undated ones otherwise": Weights(
        3.0, (-1.0,) * len(FEATURES), undated=Weights(-4.0, (1.0,) * len(FEATURES))
    ),
}


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_pair_is_surer_than_its_bound(weights: Weights) -> None:
    judge, highest = Judge(weights), Bounds(SIDES, weights).highest(EVERY)
    scores = np.array([judge.score(SIDES[i], SIDES[j]) for i, j in EVERY.tolist()])
    assert (np.maximum(highest, -30) >= scores - 1e-9).all()


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_the_sieve_leaves_out_nothing_that_could_be_judged_one(weights: Weights) -> None:
    judge = Judge(weights)
    kept = {tuple(pair) for pair in sieved(EVERY, SIDES, weights).tolist()}
    ones = {(i, j) for i, j in EVERY.tolist() if judge.probability(SIDES[i], SIDES[j]) >= rules().threshold}
    assert ones <= kept < {tuple(pair) for pair in EVERY.tolist()}


def test_rivals_are_not_judged() -> None:
    known = profiles(report("a", ["Norway", "Chile"], "krill"), report("b", ["Norway", "Peru"], "krill"))
    assert not len(sieved(np.array([(0, 1)]), known, shipped_weights()))


def test_a_set_with_texts_that_share_a_bit_is_not_counted_short() -> None:
    texts = [f"word{n}" for n in range(400)]
    masks = Masks([texts, texts[:300]], 2)
    assert masks.shared(np.array([0]), np.array([1]))[0] >= 300
