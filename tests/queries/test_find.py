"""Questions to a store of records, the same in SQLite and PostgreSQL."""

import pytest
from sqlalchemy import Connection

from pipeline.queries.find import count, find
from pipeline.queries.question import Name, Question
from pipeline.queries.sources import RECORDS, best_kind, unlinked
from pipeline.stores.keys import name_key
from tests.queries.stored import ROWS


def name(text: str, country: str | None = None, *, known: bool = True) -> Name:
    return Name(text, (name_key(text),), country, known)


def ids(connection: Connection, question: Question) -> list[str]:
    return [hit.id for hit in find(connection, RECORDS, question)]


def asked(connection: Connection, **parts: object) -> set[str]:
    found = ids(connection, Question(**parts))  # type: ignore[arg-type]
    assert len(found) == len(set(found)) == count(connection, RECORDS, Question(**parts))  # type: ignore[arg-type]
    return set(found)


def test_nothing_asked_is_everything_newest_first_undated_last(connection: Connection) -> None:
    found = ids(connection, Question())
    assert found[:3] == ["r3", "r2", "r1"] and set(found[3:]) == {"r4", "r5", "r6"}


def test_limit(connection: Connection) -> None:
    assert len(ids(connection, Question(limit=2))) == 2
    assert len(ids(connection, Question(limit=None))) == len(ROWS)
    assert count(connection, RECORDS, Question(limit=2)) == len(ROWS)


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ([name("Kazakhstan", "KZ")], {"r1", "r2", "r5"}),
        ([name("Kazakhstan", "KZ"), name("China", "CN")], {"r1", "r5"}),
        ([name("whatever it is called", "TR")], {"r3"}),
        ([name("CHINA")], {"r1", "r4", "r5"}),
        ([name("fisheries", known=False)], {"r4"}),
        ([name("fisheries")], set()),
        ([name("100%_", known=False)], {"r4"}),
        ([name("1%l", known=False)], set()),
        ([name("x' OR '1'='1", known=False)], set()),
    ],
)
def test_party(connection: Connection, parties: list[Name], expected: set[str]) -> None:
    assert asked(connection, parties=tuple(parties)) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-11-13", None, {"r1", "r2", "r3", "r5"}),
        ("2024-11-14", None, {"r2", "r3", "r5"}),
        ("2025-09-30", None, {"r2", "r3", "r5"}),
        ("2025-10-01", None, {"r2", "r5"}),
        ("2026-02-01", None, set()),
        (None, "2024-11-12", {"r5"}),
        (None, "2025-01-01", {"r1", "r2", "r5"}),
        ("2025-07-01", "2025-07-31", {"r2", "r3", "r5"}),
    ],
)
def test_partial_dates_fit_by_their_bounds(
    connection: Connection, since: str | None, until: str | None, expected: set[str]
) -> None:
    """An interval that is open at one side holds all of that side; a date without a year fits nothing."""
    assert asked(connection, since=since, until=until) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("baku", {"r1"}),
        ("cop29", {"r1"}),
        ("sao paulo", {"r4"}),
        ("SÃO", {"r4"}),
        ("%", set()),
        ("Paris", set()),
    ],
)
def test_place_without_regard_to_case_and_accents(
    connection: Connection, where: str, expected: set[str]
) -> None:
    assert asked(connection, where=where) == expected


def test_country_of_the_place(connection: Connection) -> None:
    assert asked(connection, country="AZ") == {"r1", "r3"}


def test_several_values_of_one_part_are_alternatives(connection: Connection) -> None:
    assert asked(connection, status=("planned", "ended")) == {"r2", "r6"}
    assert asked(connection, instrument=("memorandum",), status=("signed",)) == {"r1"}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("green energy", ["r1", "r5"]),
        ("energy production", ["r1", "r5"]),
        ("fishing fleet", ["r4"]),
        ("sao paulo", ["r4"]),
        ("gabala", ["r3"]),
        ("trading", ["r3"]),
        ("travelling", []),
        ("energy", ["r2", "r1", "r5"]),
        ("green fishing", []),
        ("'; DROP TABLE records; --", []),
    ],
)
def test_about_the_best_first(connection: Connection, about: str, expected: list[str]) -> None:
    assert ids(connection, Question(about=about)) == expected
    assert count(connection, RECORDS, Question(about=about)) == len(expected)


def test_words_that_stand_together_are_better(connection: Connection) -> None:
    assert ids(connection, Question(about="production green energy", limit=1)) == ["r1"]


def test_a_hit_holds_what_the_store_knows(connection: Connection) -> None:
    (hit,) = find(connection, RECORDS, Question(where="Baku"))
    assert (hit.kind, hit.parties, hit.articles) == ("record", ["Kazakhstan", "China"], ["a-r1"])
    assert (hit.when, hit.where, hit.country, hit.event) == ("2024-11-13", "Baku", "AZ", "COP29")
    assert hit.document["record_id"] == "r1" and hit.document["evidence"][0]["text"] == "They."


def test_before_linking_records_are_asked(connection: Connection) -> None:
    assert best_kind(connection) is RECORDS
    assert unlinked(connection) == len(ROWS)
