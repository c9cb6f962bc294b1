"""When an act was, as a range of days, from a record's date or else from its article's."""

import math
import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from schemas.record import When

#: An act without a date of its own was in the days before its article was published.
BEFORE_PUBLICATION = 10
#: The date of fresh news is that of the article: the act was on it or shortly before.
BEFORE_DATELINE = 3
#: A leap year long gone stands for the unknown one; ordinals from here to there are such days.
_NO_YEAR = 4
YEARLESS_START, YEARLESS_END = date(_NO_YEAR, 1, 1).toordinal(), date(_NO_YEAR, 12, 31).toordinal()
#: Days of the year that goes round.
ROUND = 366
_SURE = frozenset({"agreed", "signed", "approved", "in_force", "ended", "rejected", "proposed"})
_MONTH_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")


class Days(NamedTuple):
    """A half-known point in time: first and last possible day as ordinals; ``stated`` by the record.

    A day whose year is unknown (XXXX-11-05) is filed in year 4, where no other record is: it can be compared
    with its like only.
    """

    first: int
    last: int
    stated: bool

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def yearless(self) -> bool:
        """Whether the year is unknown."""
        return self.first >= YEARLESS_START and self.last <= YEARLESS_END


def ordinal(day: str | None) -> int | None:
    """A day in ISO form as an ordinal; None where it is missing or has unknown digits."""
    if not day:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def act_days(when: When | None, status: str, published: int | None) -> Days | None:
    """The days an act may have been on, or None where nothing tells."""
    if when is not None:
        first, last = ordinal(when.start), ordinal(when.end)
        if first is not None or last is not None:
            low = first if first is not None else last
            high = last if last is not None else first
            if low is not None and high is not None and low <= high:
                if when.basis == "dateline":
                    return Days(low - BEFORE_DATELINE, high, False)
                return Days(low, high, True)
        if when.basis != "dateline" and (days := _without_year(when.edtf)) is not None:
            return Days(*days, True)
    if published is None or when is not None or status not in _SURE:
        return None
    return Days(published - BEFORE_PUBLICATION, published, False)


def _without_year(edtf: str) -> tuple[int, int] | None:
    """First and last day of "XXXX-11-05" or "XXXX-11" in the year that stands for all."""
    found = _MONTH_DAY.fullmatch(edtf)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2] or 0)
    try:
        first = date(_NO_YEAR, month, day or 1).toordinal()
        return first, first if day else first + monthrange(_NO_YEAR, month)[1] - 1
    except (ValueError, IndexError):
        return None


def comparable(a: Days | None, b: Days | None) -> bool:
    """Whether two dates tell anything of each other: both known, and the years of both or of neither."""
    return a is not None and b is not None and a.yearless == b.yearless


def gap(a: Days, b: Days) -> int:
    """How many days lie between two ranges that are ``comparable`` at the least; 0 where they overlap."""
    apart = max(a.first - b.last, b.first - a.last, 0)
    if a.yearless:
        return max(min(apart, ROUND - max(a.last, b.last) + min(a.first, b.first)), 0)
    return apart


def too_far_apart(a: Days | None, b: Days | None, most: int) -> bool:
    """Whether two stated dates lie ``most`` days or more apart for certain."""
    if a is None or b is None or not comparable(a, b):
        return False
    return a.stated and b.stated and gap(a, b) >= most


def exactly(a: Days, b: Days) -> bool:
    """Whether both are one stated day each, that can be compared."""
    return comparable(a, b) and a.exact and b.exact and a.stated and b.stated


def scaled(days: int) -> float:
    """A number of days on a logarithmic scale: 0 is none, 1 a year, 1.5 the most."""
    return min(math.log1p(days) / math.log1p(365), 1.5)
