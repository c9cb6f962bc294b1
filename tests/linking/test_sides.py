"""A judge that remembers what a record brings to its pairs says what is said of each pair alone."""

import pytest

from pipeline.linking import sides
from pipeline.linking.pairs import Judge, features, shipped_weights
from pipeline.linking.rules import rules
from tests.linking.making import profiles, report


def test_a_judge_remembers_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "_KEPT", 2)  # so that sides are dropped and made again
    items = profiles(
        report("a", ["Norway", "Chile"], "fishing quotas for krill", title="Krill Treaty"),
        report("b", ["Norway", "Chile"], "quotas for krill", title="Treaty on Krill"),
        report("c", ["Norway", "Peru"], "a loan for ports", amounts=((5, "EUR"),)),
        report("d", ["Chile", "Peru"], "a loan for ports", amounts=((6, "EUR"),), status="approved"),
    )
    judge, weights = Judge(), shipped_weights()
    said = set()
    for a in items:
        for b in items:
            if a is b:
                continue  # records of one article are judged otherwise
            found = features(a, b, rules())
            if found is None:
                assert judge.score(a, b) == -30
            else:
                plain = weights.bias + sum(w * f for w, f in zip(weights.values, found, strict=True))
                assert judge.score(a, b) == pytest.approx(plain)
                assert features(b, a, rules()) == pytest.approx(found)
            said.add(found is None)
    assert said == {True, False}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Nordvik Fisheries Council", "NFC"], ["Nordvik Fisheries Council"]),
        (["Norway", "Government of Norway"], ["Norway"]),
        ([f"Harbour {n} Trust" for n in range(20)], [f"Harbour {n} Trust" for n in range(13)]),
        ([f"Harbour {n % 3} Trust {'x' * n}" for n in range(20)], [f"Harbour {n} Trust" for n in range(14)]),
    ],
)
def test_the_order_of_a_pair_of_two_articles_makes_no_difference(one: list[str], other: list[str]) -> None:
    a, b = profiles(report("a", one, "quotas for krill"), report("b", other, "quotas for krill"))
    assert features(a, b, rules()) == pytest.approx(features(b, a, rules()))
    found = features(a, b, rules())
    assert found is not None and all(0.0 <= value <= 1.5 for value in found)
