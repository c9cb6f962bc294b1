"""Finding written calendar days in headers, datelines and trailers.

This reads only days that are written out; relative and partial expressions are the dates stage's business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "jan(?:uary)?|feb(?:r(?:uary)?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBER = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_WEEKDAY = rf"(?:(?P<weekday>{_WEEKDAYS})\b\.?,?\s{{1,3}}(?:the\s|\()?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # October 7, 2025 / Oct. 7 2025 / November 16/2023 / Sunday November 13
        rf"\b{_WEEKDAY}(?P<month>{_MONTHS})\b\.?\s{{1,3}}{_DAY}\b(?![.:,]\d)(?:\s{{0,2}}[,/]?\s{{0,2}}{_YEAR}\b)?",
        # the same, where the year follows the comma directly or the day is followed by other figures
        rf"\b{_WEEKDAY}(?P<month>{_MONTHS})\b\.?\s{{1,3}}{_DAY}\s?,\s?{_YEAR}\b",
        # 7 October 2025 / 3 May / 13Dec2023 / 31st of July, 1999
        rf"\b{_WEEKDAY}{_DAY}(?:\sof)?\s{{0,2}}[-–]?(?P<month>{_MONTHS})\b\.?(?:\s{{0,2}}[-–,]?\s{{0,2}}{_YEAR}\b)?",
        rf"\b{_DAY}(?P<month>{_MONTHS}){_YEAR}\b",
        # 2025-10-07, 2025/10/07, 2025.10.07
        r"(?<!\d)(?<!\d[.,/-])(?P<year>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?![\d-]|[./,]\d)",
        # 17.09.2025, 14.10.17, 09/13/2024, 26-12-2022
        r"(?<!\d)(?<!\d[.,/-])(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep)"
        r"(?P<year>(?:1[89]|20)\d\d|\d\d)(?![\d-]|[./,]\d)",
    )
)
#: Marks of the American order of figures in a line.
_AMERICAN = re.compile(r"\b(?:[ap]\.?m\b|E[SD]?T\b|P[SD]?T\b|C[SD]T\b|U\.?S\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A written day, half-open offsets; ``year`` is None where the text gives none."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    @property
    def iso(self) -> str | None:
        """The day as an ISO date, None without a year."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else None

    def in_year(self, year: int) -> str | None:
        """The day as an ISO date of another year, None where that year lacks it."""
        return f"{year:04d}-{self.month:02d}-{self.day:02d}" if _valid(year, self.month, self.day) else None


def find_days(text: str) -> Iterator[Day]:
    """Every written day of a text, from left to right, without overlaps."""
    found = [day for form in _FORMS for m in form.finditer(text) if (day := _day(m))]
    end = 0
    for day in sorted(found, key=lambda d: (d.start, -d.end)):
        if day.start >= end:
            yield day
            end = day.end


def day_at(text: str, pos: int) -> Day | None:
    """The longest written day that begins at an offset."""
    found = [day for form in _FORMS if (m := form.match(text, pos)) and (day := _day(m))]
    return max(found, key=lambda d: d.end, default=None)


def month_number(name: str) -> int:
    """The number of a month given by its English name or abbreviation."""
    return _MONTH_NUMBER[name[:3].casefold()]


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    weekday = None
    if parts.get("weekday"):
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        weekday = names.index(parts["weekday"][:3].casefold())
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    if parts.get("first"):
        order = _figures(int(parts["first"]), int(parts["second"]), match)
        if order is None:
            return None
        day, month = order
    else:
        day = int(parts["day"])
        name = parts["month"]
        if not name[0].isdigit() and not name[0].isupper():
            return None
        month = int(name) if name.isdigit() else month_number(name)
    if not _valid(year or 2000, month, day):
        return None
    end = match.end() - (match.group().endswith("."))  # the stop may end a sentence
    return Day(match.start(), end, year, month, day, weekday)


def _figures(first: int, second: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Day and month of "09/13/2024" and its like; the day comes first unless the line looks American."""
    if second > 12 >= first:
        return second, first
    if first > 12 >= second:
        return first, second
    if first == second or match.group("sep") == ".":
        return first, second
    near = match.string[max(0, match.start() - 40) : match.end() + 40]
    return (second, first) if _AMERICAN.search(near) else (first, second)


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
