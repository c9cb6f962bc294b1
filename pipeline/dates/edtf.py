"""EDTF values (ISO 8601-2): build, write, read, and the calendar dates that bound them.

A value is a point or an interval of two points. A point has a year, month and day of which any tail may be
missing; the year may be unknown (``XXXX``) or a whole decade (``199X``), and a season, quarter or half may
stand in the place of the month (codes 21-24, 33-36, 40-41).
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

#: Months (first, last) that a code in the place of the month covers; winter runs into the next year.
CODE_MONTHS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip

PRECISIONS = ("day", "month", "quarter", "half", "year", "decade", "interval", "unknown")

_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?", re.ASCII)


class EdtfError(ValueError):
    """A string is no EDTF value of the kinds that this module knows, or a date does not exist."""


@dataclass(frozen=True, slots=True)
class Point:
    """One side of a value. ``year`` None is an unknown year; ``decade`` is 199 for the 1990s."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: int | None = None
    open: bool = False

    def __post_init__(self) -> None:
        if self.month is not None and not (1 <= self.month <= 12 or self.month in CODE_MONTHS):
            raise EdtfError(f"no month, season, quarter or half has the number {self.month}")
        if self.day is not None:
            if self.month is None or self.month > 12:
                raise EdtfError("a day needs a month")
            # 2000 is a leap year: an unknown year may have a 29 February.
            if not 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]:
                raise EdtfError(f"month {self.month} has no day {self.day}")
        if self.decade is not None and not 0 <= self.decade <= 999:
            raise EdtfError(f"the decade {self.decade} cannot be written in three digits")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise EdtfError(f"the year {self.year} cannot be written in four digits")

    def __str__(self) -> str:
        if self.open:
            return ".."
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.decade is not None:
            year = f"{self.decade:03d}X"
        tail = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([year, *tail])

    def first(self) -> date | None:
        """The earliest calendar day of the point, None when it is unknown or open."""
        if self.decade is not None:
            return date(max(self.decade * 10, 1), 1, 1)
        if self.open or self.year is None:
            return None
        month = CODE_MONTHS.get(self.month, (self.month,))[0] if self.month else 1
        return date(self.year, month or 1, self.day or 1)

    def last(self) -> date | None:
        """The latest calendar day of the point, None when it is unknown or open."""
        if self.decade is not None:
            return date(self.decade * 10 + 9, 12, 31)
        if self.open or self.year is None:
            return None
        month = CODE_MONTHS.get(self.month, (0, self.month))[1] if self.month else 12
        # A winter ends in the year after the one it is named by.
        year = min(self.year + 1, 9999) if self.month == 24 else self.year
        return date(year, month or 12, self.day or calendar.monthrange(year, month or 12)[1])

    def precision(self) -> str:
        """The calendar unit of the point; a season counts as a quarter, being three months long."""
        if self.decade is not None:
            return "decade"
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month" if self.month <= 12 else "half" if self.month >= 40 else "quarter"
        return "unknown" if self.year is None else "year"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A value: one point, or the interval from ``start`` to ``end``."""

    start: Point
    end: Point | None = None

    def __str__(self) -> str:
        return str(self.start) if self.end is None else f"{self.start}/{self.end}"

    def bounds(self) -> tuple[str | None, str | None]:
        """The ISO dates of the first and the last day, None where digits are unknown or a side is open."""
        first, last = self.start.first(), (self.end or self.start).last()
        return (first.isoformat() if first else None, last.isoformat() if last else None)

    def precision(self) -> str:
        """One of ``PRECISIONS``. An interval that is just a half or a quarter of a year is called so."""
        if self.end is None:
            return self.start.precision()
        start, end = self.start, self.end
        if start.day is None and end.day is None and start.year == end.year and start.month and end.month:
            months = (start.month, end.month)
            if months in ((1, 6), (7, 12)):
                return "half"
            if months in ((1, 3), (4, 6), (7, 9), (10, 12)):
                return "quarter"
        return "interval"

    def without_year(self) -> "Edtf":
        """The same value with the year unknown."""
        end = replace(self.end, year=None) if self.end else None
        return Edtf(replace(self.start, year=None), end)


UNKNOWN = Edtf(Point())


def on(day: date) -> Edtf:
    """The value of one calendar day."""
    return Edtf(Point(day.year, day.month, day.day))


def between(first: date, last: date) -> Edtf:
    """The value of a run of calendar days."""
    return Edtf(Point(first.year, first.month, first.day), Point(last.year, last.month, last.day))


def parse(text: str) -> Edtf:
    """Read a value; raises EdtfError when it is none, or a day that does not exist."""
    sides = text.split("/")
    if len(sides) > 2:
        raise EdtfError(f"{text!r} has more than two sides")
    points = [_parse_point(side, text) for side in sides]
    return Edtf(points[0], points[1] if len(points) == 2 else None)


def _parse_point(side: str, text: str) -> Point:
    if side in ("", "..") and "/" in text:
        return Point(open=True)
    match = _POINT.fullmatch(side)
    if match is None:
        raise EdtfError(f"{text!r} is no EDTF value")
    year, month, day = match.groups()
    if year[3] == "X" and year != "XXXX":
        if month:
            raise EdtfError(f"{text!r}: a decade has no month")
        return Point(decade=int(year[:3]))
    known = None if year == "XXXX" else int(year)
    return Point(known, int(month) if month else None, int(day) if day else None)
