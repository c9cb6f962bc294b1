"""Stages that one article tells: what points back, and that the order of a pair makes no difference."""

import pytest

from pipeline.linking.pairs import Judge
from pipeline.linking.rules import RulesError, rules
from pipeline.linking.sides import Side
from pipeline.linking.things import pointed, things
from pipeline.linking.within import WithinWeights, shipped_within, told_together
from schemas.record import Evidence
from tests.linking.making import profiles, report

PARTIES = ["Norway", "Chile"]
SIGNED = report(
    "a", PARTIES, "fishing quotas for krill", article="x", evidence="They signed a treaty on krill."
)
RATIFIED = report(
    "b", ["Chile"], "the treaty", article="x", status="approved", when="2025-01-20",
    evidence="Chile ratified the treaty in January.",
)  # fmt: skip
RATIFIED.record.evidence[0] = Evidence(start=400, end=437, text=RATIFIED.record.evidence[0].text)
PORTS = report(
    "c", PARTIES, "a loan for ports", article="x", instrument="contract", evidence="They agreed a loan."
)


@pytest.mark.parametrize(
    ("text", "spoken", "known"),
    [
        ("Parliament ratified the new trade deal.", ("agreement",), ("agreement",)),
        ("They signed a deal.", ("agreement",), ()),
        ("Regulators refused the same transaction.", ("takeover",), ("takeover",)),
        ("Its offer was raised, a truce was not.", ("ceasefire", "takeover"), ("takeover",)),
        ("The minister and his aides, after talks, left.", ("talks",), ()),
        ("The ministers signed a treaty.", ("agreement",), ()),
        ("Norway left both. A treaty was signed.", ("agreement",), ()),
        ("Its parliament approved a loan.", ("loan",), ()),
        ("Rain fell.", (), ()),
    ],
)
def test_what_a_sentence_speaks_of_and_takes_for_known(
    text: str, spoken: tuple[str, ...], known: tuple[str, ...]
) -> None:
    assert (things(text), pointed(text)) == (spoken, known)


def test_the_order_of_a_pair_makes_no_difference() -> None:
    items = profiles(SIGNED, RATIFIED, PORTS)
    judge = Judge()
    for a in items:
        for b in items:
            assert told_together(Side(a), Side(b), rules()) == told_together(Side(b), Side(a), rules())
            assert judge.score(a, b) == pytest.approx(judge.score(b, a))


def test_a_ratification_that_points_back_is_a_stage_of_the_treaty() -> None:
    signed, ratified, ports = profiles(SIGNED, RATIFIED, PORTS)
    noted = told_together(Side(signed), Side(ratified), rules())
    assert noted["points_back"] == noted["status signed>approved"] == 1.0
    judge = Judge()
    assert judge.probability(signed, ratified) > judge.probability(signed, ports)


def test_the_same_stage_years_apart_is_another_agreement() -> None:
    again = report("d", PARTIES, "fishing quotas for krill", article="x", when="2015-01-10")
    first, second = profiles(SIGNED, again)
    assert Judge().score(first, second) == -30


def test_what_the_weights_do_not_name_counts_nothing() -> None:
    signed, ratified, _ = profiles(SIGNED, RATIFIED, SIGNED)
    assert Judge(within=WithinWeights(-1.5, {"no such thing": 9.0})).score(signed, ratified) == -1.5


def test_weights_are_checked() -> None:
    assert shipped_within().fitted_on
    with pytest.raises(RulesError, match="weights_within"):
        WithinWeights.of({"bias": 0.0})
