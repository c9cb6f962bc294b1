"""EDTF values as the guidelines use them: their bounds, for comparison, and whether they are well formed."""

import calendar
import re

#: ISO 8601-2 codes of quarters, quadrimesters and semesters, as (first month, last month).
_PARTS_OF_YEAR = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_QUALIFIERS = "?~%"
_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")
_LEAP = 2000  # stands for an unknown year, so that 29 February is possible


def bounds(value: str | None) -> tuple[str, str] | None:
    """The first and last day that a value covers, as comparable strings.

    Unknown digits stay ``X``, an open end is ``..``. A value that is no EDTF is its own bounds, so that it
    equals only itself. None for an empty value.
    """
    if not value:
        return None
    halves = value.rstrip(_QUALIFIERS).split("/")
    try:
        return _point(halves[0])[0], _point(halves[-1])[1]
    except (ValueError, IndexError):
        return value, value


def _point(part: str) -> tuple[str, str]:
    part = part.rstrip(_QUALIFIERS)
    if part in ("", ".."):
        return "..", ".."
    bits = part.split("-")
    if len(bits) == 1:
        return f"{part}-01-01", f"{part}-12-31"
    if len(bits) == 3:
        return part, part
    year, month = bits[0], bits[1]
    code = int(month)
    if code <= 12:
        last = calendar.monthrange(int(year), code)[1] if year.isdigit() else 31
        return f"{year}-{month}-01", f"{year}-{month}-{last:02d}"
    if code in _PARTS_OF_YEAR:
        first, final = _PARTS_OF_YEAR[code]
        return f"{year}-{first:02d}-01", f"{year}-{final:02d}-{calendar.monthrange(_LEAP, final)[1]:02d}"
    return part, part


def problem(value: str | None) -> str | None:
    """What is wrong with an EDTF value, or None: its form, month, day, or the order of an interval."""
    if not value:
        return "empty"
    halves = value.split("/")
    if len(halves) > 2:
        return "more than one '/'"
    if value in ("/", "../..", "..", "/..", "../"):
        return "names no date"
    for half in halves:
        if half in ("", "..") and len(halves) == 2:
            continue
        if fault := _point_problem(half):
            return fault
    got = bounds(value)
    if len(halves) == 2 and got and "X" not in value and ".." not in got and got[0] > got[1]:
        return "the interval ends before it starts"
    return None


def _point_problem(part: str) -> str | None:
    found = _POINT.fullmatch(part)
    if not found:
        return "not of the form YYYY, YYYY-MM or YYYY-MM-DD"
    year, month, day = found.groups()
    if month is None or "X" in month:
        return None
    code = int(month)
    if not (1 <= code <= 12 or 21 <= code <= 24 or 33 <= code <= 41):
        return f"no month or part of a year: {month}"
    if day is None or "X" in day:
        return None
    if code > 12:
        return f"a day in a part of a year: {part}"
    if (
        not 1
        <= int(day)
        <= calendar.monthrange(int(year) if year.isdigit() and int(year) else _LEAP, code)[1]
    ):
        return f"no such day: {part}"
    return None
