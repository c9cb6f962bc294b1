"""The year of an article whose dateline gives month and day only."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.clean.days import Day, find_days, month_number
from pipeline.errors import DataFileError

_FILE = Path(__file__).parent / "published.toml"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: A written full date this near to the dateline's day is of the same story.
_NEAR_LOOSE = 10
_NEAR_BODY = 3


@dataclass(frozen=True, slots=True)
class Clue:
    """A wording that ties a year to the time of writing; see the head of published.toml."""

    pattern: re.Pattern[str]
    add: int
    months_to: int = 12
    also: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class DateKnowledge:
    """Everything in published.toml."""

    clues: tuple[Clue, ...]
    reports: frozenset[str]
    others: frozenset[str]
    terms: frozenset[str]
    late: tuple[str, ...]
    amended: tuple[str, ...]


@lru_cache(maxsize=1)
def load_knowledge() -> DateKnowledge:
    """The wordings of published.toml. Raises DataFileError when it is malformed."""
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        clues = []
        for entry in data["clue"]:
            values = dict(entry)
            for name in ("pattern", "also"):
                if name in values:
                    values[name] = re.compile(values[name], re.IGNORECASE)
            clues.append(Clue(**values))
        lead = data["lead"]
        return DateKnowledge(
            clues=tuple(clues),
            reports=frozenset(lead["reports"]),
            others=frozenset(lead["others"]),
            terms=frozenset(lead["terms"]),
            late=tuple(lead["late"]),
            amended=tuple(data["amended"]["words"]),
        )
    except (OSError, KeyError, TypeError, re.error, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{_FILE}: {error}; reinstall Pactwire or mend the file") from error


def year_of(day: Day, text: str, loose: list[Day], copyright_years: list[int]) -> int | None:
    """The year in which a day without year lies, or None when nothing tells it.

    ``loose`` are full dates from the lines around the article (an amendment, a footer); ``text`` is the
    article's own, and its wordings must agree.
    """
    for other in loose:
        if (year := _year_near(day, other, _NEAR_LOOSE)) is not None:
            return year
    if len(set(copyright_years)) == 1:
        return copyright_years[0]
    told = {
        year
        for other in find_days(text)
        if (year := _year_near(day, other, _NEAR_BODY)) is not None and _own(day, other, text)
    }
    for clue in load_knowledge().clues:
        if day.month <= clue.months_to and (not clue.also or clue.also.search(text)):
            told.update(year for m in clue.pattern.finditer(text) if (year := _clued(clue, m, day)))
    return told.pop() if len(told) == 1 else None  # wordings that disagree tell nothing


def _own(day: Day, other: Day, text: str) -> bool:
    """Whether a full date in the report is about the report's day, and no term or anniversary near it."""
    before = text[max(0, other.start - 24) : other.start].casefold().split()
    if not load_knowledge().terms.isdisjoint(before[-2:] if before[-1:] == ["on"] else before[-1:]):
        return False
    return other.weekday is not None or (other.month, other.day) == (day.month, day.day)


def _year_near(day: Day, other: Day, most: int) -> int | None:
    """The year that puts a day within so many days of a full date."""
    if other.year is None:
        return None
    full = date(other.year, other.month, other.day)
    for year in (other.year, other.year - 1, other.year + 1):
        iso = day.in_year(year)
        if iso and abs((date.fromisoformat(iso) - full).days) <= most:
            return year
    return None


def _clued(clue: Clue, match: re.Match[str], day: Day) -> int | None:
    parts = match.groupdict()
    year = int(parts["year"]) + clue.add
    if parts.get("years"):
        if not 0 <= month_number(parts["month"]) - day.month <= 2:
            return None
        year -= _NUMBERS.index(parts["years"].casefold()) + 1
    return year
