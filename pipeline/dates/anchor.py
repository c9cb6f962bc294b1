"""What a relative expression rests on: the publication date, the dateline's day, or what was said before."""

from dataclasses import dataclass
from datetime import date
from math import inf

from pipeline.dates.edtf import Edtf, Point

# Stands in for an unknown year while days are counted; a leap year, so that 29 February exists.
PROXY_YEAR = 2004

#: Directions in time that the words around an expression can tell. What is ``DONE`` a past verb dates itself,
#: what is ``SETTLED`` stands in the infinitive of what was agreed or decided ("agreed to buy it on Monday").
PAST, FUTURE, PRESENT, INFINITIVE = "past", "future", "present", "infinitive"
DONE, SETTLED = "done", "settled"

#: How much farther a date may lie in the direction that the tense speaks for than in the other one.
TENSE_WEIGHT = 6.0

#: How many days after the report what was done may still lie: reports are filed and dated in many time zones.
_SLACK = 3

#: How many characters back, in the same sentence, a date with a year still lends its year to one without;
#: and how many years off the year of publication it must be, where that is known, to tell a story of its own.
CONTEXT_REACH = 200
CONTEXT_YEARS = 4

#: Where the report's own year is unknown, a day without a year belongs to the story of a full date that
#: stands so few characters before and lies so few days off.
STORY_REACH = 1500
STORY_DAYS = 92


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of the report. ``basis`` is published, dateline or unknown; ``day`` is None when it is unknown.

    ``year_known`` is False when only day and month are known: ``day`` then lies in the proxy year, and
    ``told_weekday`` is the day of the week that the report itself gives to it (0 for Monday), if it does.
    """

    day: date | None
    year_known: bool
    basis: str
    told_weekday: int | None = None

    @property
    def weekday(self) -> int | None:
        """The day of the week, None when it is unknown."""
        return self.day.weekday() if self.day and self.year_known else self.told_weekday

    @property
    def full(self) -> date | None:
        """The day, if its year is known."""
        return self.day if self.year_known else None


NO_ANCHOR = Anchor(None, False, "unknown")


@dataclass(slots=True)
class Memory:
    """What the article has named so far; "the same day", "a year later" and bare months look here.

    ``last`` is the last value, ``last_day`` the last day not after the report, ``last_year`` the last year;
    ``stated`` the last month or day given with its year in the present sentence (ending at ``stated_end``),
    ``story`` the last such day in any sentence, ``fiscal_end`` the month in which a financial year was said
    to end.
    """

    last: Edtf | None = None
    last_day: Point | None = None
    last_year: int | None = None
    stated: Point | None = None
    stated_end: int = 0
    story: Point | None = None
    story_end: int = 0
    fiscal_end: Point | None = None

    def note(self, value: Edtf, *, end: int, explicit_year: bool, not_after: date | None) -> None:
        """Remember a resolved mention that ends at ``end``.

        A day after ``not_after``, the day of the report, is no "same day" of a story: it is only announced.
        """
        point = value.start
        if value.precision() == "unknown" and point.month is None:
            return
        self.last = value
        first = point.first()
        if point.day is not None and value.end is None and not (first and not_after and first > not_after):
            self.last_day = point
        if point.year is not None:
            self.last_year = point.year
        if explicit_year and point.month is not None and point.month <= 12:
            self.stated, self.stated_end = point, end
            if point.day is not None:
                self.story, self.story_end = point, end

    def story_day(self, start: int) -> date | None:
        """The last day that was given with its year, if it stands not far before ``start``."""
        point = self.story
        if point is None or point.year is None or start - self.story_end > STORY_REACH:
            return None
        return real_day(point.year, point.month or 1, point.day or 1)

    def stated_near(self, start: int) -> Point | None:
        """The last month or day that was given with its year, if it stands shortly before ``start``."""
        return self.stated if self.stated and start - self.stated_end <= CONTEXT_REACH else None


def real_day(year: int, month: int, day: int) -> date | None:
    """The calendar day, None where there is none (30 February, 29 February of a common year)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def closest(options: list[date], base: date, direction: str | None) -> date | None:
    """The option nearest to ``base``; one against the direction of the tense counts as farther away."""

    def cost(option: date) -> tuple[float, date]:
        days = (option - base).days
        if direction == DONE and days > _SLACK:
            return (inf, option)
        against = (direction in (PAST, DONE) and days > 0) or (direction == FUTURE and days < 0)
        return (abs(days) * (TENSE_WEIGHT if against else 1.0), option)

    return min(options, key=cost, default=None)
