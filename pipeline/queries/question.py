"""What is asked of a store, checked before any SQL is made."""

import calendar
import re
from dataclasses import dataclass

from pipeline.errors import QueryError

#: Year, month or part of a year, day; the parts of a year are those of ISO 8601-2.
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_PARTS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A party as it is looked for.

    ``keys`` are the exact forms (see ``pipeline.stores.keys``) under which it may be stored, ``country`` the
    ISO alpha-2 code when it is a country. ``known`` False means that the name is in no list of ours: then a
    part of a stored name is enough.
    """

    given: str
    keys: tuple[str, ...]
    country: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """All parts must hold; an empty part asks nothing. ``since`` and ``until`` are ISO days (see ``bounds``),
    ``country`` and ``where`` are those of the place of the act, ``about`` is free words."""

    parties: tuple[Name, ...] = ()
    status: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    country: str | None = None
    where: str | None = None
    about: str | None = None
    limit: int | None = 20


def bounds(value: str) -> tuple[str, str]:
    """The first and last ISO day of a partial date: ``2024``, ``2024-11``, ``2024-11-13`` or a part of a year
    such as ``2024-33`` (first quarter). Raises QueryError for anything else."""
    found = _PARTIAL.fullmatch(value.strip())
    if found:
        year, part, day = int(found[1]), found[2], found[3]
        first, last = _PARTS.get(int(part), (int(part), int(part))) if part else (1, 12)
        if 1 <= first <= 12 and year > 0:
            length = calendar.monthrange(year, last)[1]
            if day is None:
                return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{length:02d}"
            if first == last == int(part or 0) and 1 <= int(day) <= length:
                return value.strip(), value.strip()
    raise QueryError(f"{value!r} is not a date like 2024, 2024-11 or 2024-11-13")
