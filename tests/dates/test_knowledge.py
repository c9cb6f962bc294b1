"""The pattern language and the data files."""

import pytest

from pipeline.dates.forms import FormCompiler
from pipeline.dates.knowledge import load_knowledge
from pipeline.dates.normalise import month_number, numeric_dates
from pipeline.dates.resolve import RESOLVERS
from pipeline.errors import DataFileError

COMPILER = FormCompiler(
    {"MONTH": "m", "DAY": "d", "YEAR": "y", "COMMA": "c"}, {"TAIL": "(COMMA? <year>YEAR)"}
)


def test_slots_are_groups() -> None:
    form = COMPILER.compile("day", "<month>MONTH <day>DAY TAIL?")
    match = form.regex.fullmatch("mdcy")
    assert match is not None
    assert match.groupdict() == {"month": "m", "day": "d", "year": "y"}
    assert form.first == {"m"}


def test_alternatives_and_optional_items() -> None:
    form = COMPILER.compile("day", "(MONTH | DAY)? YEAR")
    assert form.first == {"m", "d", "y"}
    assert all(form.regex.fullmatch(codes) for codes in ("my", "dy", "y"))
    assert not form.regex.fullmatch("mdy")


def test_what_follows_is_no_part() -> None:
    form = COMPILER.compile("month", "<month>MONTH &(COMMA MONTH <year>YEAR)")
    match = form.regex.match("mcmy")
    assert match is not None and match.end() == 1 and match["year"] == "y"


@pytest.mark.parametrize(
    "source", ["MONTH (DAY", "NOSUCH", "? DAY", "DAY?", "day", "<x>DAY <x>MONTH", "DAY )"]
)
def test_a_wrong_form_is_named(source: str) -> None:
    with pytest.raises(DataFileError):
        COMPILER.compile("day", source)


def test_every_kind_of_pattern_has_a_resolver_and_the_other_way_round() -> None:
    kinds = {form.kind for forms in load_knowledge().by_first.values() for form in forms}
    assert kinds == set(RESOLVERS)


def test_the_scan_knows_every_form() -> None:
    knowledge = load_knowledge()
    for code, forms in knowledge.by_first.items():
        assert all(code in form.first for form in forms)
        assert all(form.bare in knowledge.scan.pattern for form in forms)


@pytest.mark.parametrize(
    ("name", "number"), [("Sept.", 9), ("sep", 9), ("MARCH", 3), ("Dec", 12), ("Smarch", None), ("", None)]
)
def test_month_names(name: str, number: int | None) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-10-07", ["2025-10-07"]),
        ("17.09.2025", ["2025-09-17"]),
        ("14.10.17", ["2017-10-14"]),
        ("10/07/2025", ["2025-10-07", "2025-07-10"]),
        ("10.07.2025", ["2025-07-10", "2025-10-07"]),
        ("2025-13-40", []),
        ("31.02.2025", []),
    ],
)
def test_numeric_dates(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in numeric_dates(text)] == days
