"""When an act was, as a range of days, from a record's date or else from its article's."""

import math
from datetime import date
from typing import NamedTuple

from schemas.record import When

#: An act without a date of its own was in the days before its article was published.
BEFORE_PUBLICATION = 10
#: The date of fresh news is that of the article: the act was on it or shortly before.
BEFORE_DATELINE = 3
_SURE = frozenset({"agreed", "signed", "approved", "in_force", "ended", "rejected", "proposed"})


class Days(NamedTuple):
    """A half-known point in time: first and last possible day as ordinals; ``stated`` by the record."""

    first: int
    last: int
    stated: bool

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


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
    if published is None or when is not None or status not in _SURE:
        return None
    return Days(published - BEFORE_PUBLICATION, published, False)


def gap(a: Days, b: Days) -> int:
    """How many days lie between two ranges at the least; 0 where they overlap."""
    return max(a.first - b.last, b.first - a.last, 0)


def exactly(a: Days, b: Days) -> bool:
    """Whether both are one stated day each."""
    return a.exact and b.exact and a.stated and b.stated


def scaled(days: int) -> float:
    """A number of days on a logarithmic scale: 0 is none, 1 a year, 1.5 the most."""
    return min(math.log1p(days) / math.log1p(365), 1.5)
