"""EDTF values: written, read back, bounded and named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import edtf
from pipeline.dates.edtf import CODE_MONTHS, PRECISIONS, Edtf, EdtfError, Point

_YEARS = st.one_of(st.none(), st.integers(1, 9999))


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Any point that the stage could write."""
    kind = draw(st.sampled_from(["year", "month", "code", "day", "decade"]))
    if kind == "decade":
        return Point(decade=draw(st.integers(0, 999)))
    year = draw(_YEARS)
    if kind == "year":
        return Point(year)
    if kind == "month":
        return Point(year, draw(st.integers(1, 12)))
    if kind == "code":
        return Point(year, draw(st.sampled_from(sorted(CODE_MONTHS))))
    day = draw(st.dates(date(1, 1, 1), date(9999, 12, 31)))
    return Point(day.year, day.month, day.day)


VALUES = st.builds(Edtf, points(), st.one_of(st.none(), points()))


@given(VALUES)
def test_what_is_written_is_read_back(value: Edtf) -> None:
    assert edtf.parse(str(value)) == value


@given(VALUES)
def test_precision_is_one_of_the_names(value: Edtf) -> None:
    assert value.precision() in PRECISIONS


@given(points())
def test_bounds_of_a_point_are_in_order_or_unknown(point: Point) -> None:
    first, last = Edtf(point).bounds()
    if point.year is None and point.decade is None:
        assert first is None and last is None
    else:
        assert first is not None and last is not None and first <= last
        assert date.fromisoformat(first) <= date.fromisoformat(last)


@given(VALUES)
def test_without_year_nothing_is_bounded_but_decades(value: Edtf) -> None:
    bare = value.without_year()
    if value.start.decade is None:
        assert bare.bounds()[0] is None
    assert edtf.parse(str(bare)) == bare


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = edtf.parse(text)
    except EdtfError:
        return
    assert value.precision() in PRECISIONS


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-11-13", "2024-11-13", "2024-11-13", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2025-35", "2025-07-01", "2025-09-30", "quarter"),
        ("2025-40", "2025-01-01", "2025-06-30", "half"),
        ("2026-01/2026-06", "2026-01-01", "2026-06-30", "half"),
        ("2026-04/2026-06", "2026-04-01", "2026-06-30", "quarter"),
        ("2029-22", "2029-06-01", "2029-08-31", "quarter"),
        ("2025-24", "2025-12-01", "2026-02-28", "quarter"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("2022/2026", "2022-01-01", "2026-12-31", "interval"),
        ("2024-11-13/2024-11-15", "2024-11-13", "2024-11-15", "interval"),
        ("../1980", None, "1980-12-31", "interval"),
        ("2015/..", "2015-01-01", None, "interval"),
        ("XXXX-12-11", None, None, "day"),
        ("XXXX-12", None, None, "month"),
        ("XXXX", None, None, "unknown"),
    ],
)
def test_bounds_and_precision(text: str, first: str | None, last: str | None, precision: str) -> None:
    value = edtf.parse(text)
    assert value.bounds() == (first, last)
    assert value.precision() == precision


NO_VALUES = [
    "",
    " .. ",
    "20",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "2023-02-29",
    "199X-05",
    "2024-11-13-1",
    "a/b",
    "1/2/3",
    "2024-35-01",
    "0000",
    "２０２４",
]


@pytest.mark.parametrize("text", NO_VALUES)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        edtf.parse(text)


def test_a_leap_day_may_have_an_unknown_year() -> None:
    assert str(edtf.parse("XXXX-02-29")) == "XXXX-02-29"
