"""Dates as ranges of days, and dates whose year nobody tells."""

import pytest

from pipeline.dates.edtf import parse
from pipeline.linking.days import Days, act_days, comparable, exactly, gap
from schemas.record import When


def days(edtf: str) -> Days | None:
    """The days of a stated date."""
    value = parse(edtf)
    first, last = value.bounds()
    when = When(edtf=edtf, start=first, end=last, precision=value.precision(), basis="stated", text=edtf)
    return act_days(when, "signed", None)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("XXXX-11-05", "XXXX-11-05", 0),
        ("XXXX-11-05", "XXXX-11-07", 2),
        ("XXXX-11-05", "XXXX-11", 0),
        ("XXXX-12-30", "XXXX-01-02", 3),
        ("XXXX-02-29", "XXXX-03-01", 1),
        ("2024-12-30", "2025-01-02", 3),
        ("2024-01-02", "2025-01-02", 366),
    ],
)
def test_days_between(one: str, other: str, apart: int) -> None:
    a, b = days(one), days(other)
    assert a is not None and b is not None and comparable(a, b)
    assert gap(a, b) == gap(b, a) == apart


@pytest.mark.parametrize(
    ("one", "other"), [("XXXX-11-05", "2024-11-05"), ("XXXX-11", "2024"), ("XXXX", "XXXX")]
)
def test_nothing_is_known_of_an_unknown_year(one: str, other: str) -> None:
    assert not comparable(days(one), days(other))


def test_a_day_without_its_year_is_a_day() -> None:
    a = days("XXXX-11-05")
    assert a is not None and a.yearless and exactly(a, a)


@pytest.mark.parametrize("edtf", ["XXXX", "XXXX-13-01", "XXXX-02-30"])
def test_what_is_no_day_of_a_year(edtf: str) -> None:
    when = When(edtf=edtf, start=None, end=None, precision="day", basis="stated", text=edtf)
    assert act_days(when, "signed", None) is None
