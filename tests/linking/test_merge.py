"""The view of an agreement, its life, and what its sources contradict one another in."""

import pytest

from pipeline.linking import Agreement, Report, merged
from schemas.record import Where
from tests.linking.making import report

GREEN = ["Kazakhstan", "Azerbaijan", "Uzbekistan"]


def view(*reports: Report) -> Agreement:
    return merged("agr-x", reports)


def names(agreement: Agreement) -> list[str]:
    return [party.name for party in agreement.parties]


def test_fullest_parties_most_precise_date_most_advanced_status_longest_title() -> None:
    made = view(
        report("a", GREEN[:2], when="2024-11", status="agreed", title="Green Agreement"),
        report("b", GREEN, when="2024-11-13", title="Agreement on Green Energy"),
        report("c", GREEN[1:], when="2025-06-01", status="in_force"),
    )
    assert names(made) == GREEN
    assert made.when is not None and made.when.edtf == "2024-11-13"
    assert (made.status, made.title) == ("in_force", "Agreement on Green Energy")


def test_a_party_under_two_names_stands_once() -> None:
    long, short = "Petronet LNG Limited", "Petronet LNG"
    made = view(report("a", ["Norway", short]), report("b", ["Norway", long]), report("c", ["Norway", long]))
    assert names(made) == ["Norway", long]


def test_a_party_of_one_source_in_many_is_doubtful_and_shown_as_such() -> None:
    made = view(*(report(str(n), GREEN[:2]) for n in range(5)), report("odd", [*GREEN[:2], "Quay Fisheries"]))
    assert names(made) == GREEN[:2]
    (doubt,) = [d for d in made.disagreements if d.field == "party"]
    assert [(c.value, c.sources) for c in doubt.claims] == [("+ Quay Fisheries", (5,))]


def test_its_life_in_order_each_stage_with_its_date_and_sources() -> None:
    made = view(
        report("a", GREEN, status="signed", when="2024-11-13"),
        report("b", GREEN, status="planned", when="2024-11"),
        report("c", GREEN, status="approved", when="2025-03-01"),
        report("d", GREEN, status="signed", when="2024"),
        report("e", GREEN, status="ended", when=None),
    )
    told = [(s.status, s.when.edtf if s.when else None, s.sources) for s in made.stages]
    assert told == [
        ("planned", "2024-11", (1,)),
        ("signed", "2024-11-13", (0, 3)),
        ("approved", "2025-03-01", (2,)),
        ("ended", None, (4,)),
    ]
    assert made.status == "ended" and made.when is not None and made.when.edtf == "2024-11-13"


def test_a_refusal_gives_way_to_the_later_signing() -> None:
    made = view(report("a", GREEN, status="rejected", when="2024-10-01"), report("b", GREEN))
    assert made.status == "signed"


def test_contradicting_dates_are_kept_with_who_says_which() -> None:
    made = view(
        report("a", GREEN, when="2024-11-13"),
        report("b", GREEN, when="2024-11-12"),
        report("c", GREEN, when="2024-11-13"),
        report("d", GREEN, when="2024-11"),
    )
    (conflict,) = made.disagreements
    assert conflict.field == "when"
    assert [(c.value, c.sources) for c in conflict.claims] == [
        ("2024-11-13", (0, 2)),
        ("2024-11", (3,)),
        ("2024-11-12", (1,)),
    ]


@pytest.mark.parametrize("other", ["2024-11", "2024", None])
def test_less_precise_is_no_disagreement(other: str | None) -> None:
    assert view(report("a", GREEN), report("b", GREEN, when=other)).disagreements == ()


def test_figures_of_one_unit_that_differ_are_shown() -> None:
    made = view(
        report("a", GREEN, amounts=((62e6, "EUR"), (8, "cranes"))),
        report("b", GREEN, amounts=((60e6, "EUR"),)),
    )
    (conflict,) = made.disagreements
    assert conflict.field == "amounts:EUR"
    assert {c.value for c in conflict.claims} == {"6.2e+07 EUR", "6e+07 EUR"}


def test_places_and_instruments_that_differ_are_shown() -> None:
    made = view(
        report("a", GREEN, place="Baku", country="AZ"),
        report("b", GREEN, place="Astana", country="KZ", instrument="memorandum"),
        report("c", GREEN, place="Baku", country="AZ"),
    )
    assert {d.field: [c.value for c in d.claims] for d in made.disagreements} == {
        "instrument": ["agreement", "memorandum"],
        "where": ["Baku", "Astana"],
    }
    assert made.where == Where(name="Baku", country="AZ", event=None, basis="stated")


def test_every_source_with_its_evidence() -> None:
    made = view(report("a", GREEN, evidence="They signed."), report("b", GREEN, evidence="It was signed."))
    assert [(s.article_id, s.record_id, s.evidence) for s in made.sources] == [
        ("article-a", "a", ("They signed.",)),
        ("article-b", "b", ("It was signed.",)),
    ]
    plain = made.as_json()
    assert plain["sources"][0]["published"] == "2024-11-14" and plain["when"]["edtf"] == "2024-11-13"


def test_nothing_can_be_made_of_nothing() -> None:
    with pytest.raises(ValueError, match="agr-x has no report"):
        merged("agr-x", [])
