"""Values of expressions that name a day or a month."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates import values
from pipeline.dates.anchor import DONE, PAST, PROXY_YEAR, STORY_DAYS, closest, real_day
from pipeline.dates.edtf import Edtf, Point, between, on
from pipeline.dates.normalise import numeric_dates
from pipeline.dates.setting import Resolved, Setting, told_year, year_base

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return WEEKDAYS.index(name[:3].lower())


def year_of_reference(setting: Setting, ref: str) -> tuple[int | None, str]:
    """The year that "last" (year), "of that" (year) and their like name, with its basis."""
    ref, base = ref.lower().split()[-1], setting.anchor.full
    if ref in ("that", "same"):
        return setting.memory.last_year, "context"
    shift = -1 if ref in ("last", "past", "previous", "preceding", "prior") else 0
    shift = 1 if ref in ("next", "coming", "upcoming", "following") else shift
    told = told_year(setting, ref) if shift else None
    if told is not None:
        return told + shift, "context"
    if base is None:
        return None, "unknown"
    return base.year + shift, setting.anchor.basis


def stated_year(setting: Setting) -> tuple[int | None, str]:
    """The year that the words themselves give or refer to."""
    slots = setting.slots
    if "year" in slots:
        return values.year(slots["year"]), "absolute"
    if "yref" in slots:
        return year_of_reference(setting, slots["yref"])
    return None, "unknown"


def _in_years(base: date, month: int, day: int) -> list[date]:
    """The day in the year of ``base`` and the two beside it."""
    return [found for year in (-1, 0, 1) if (found := real_day(base.year + year, month, day))]


def _direction(setting: Setting, basis: str) -> str | None:
    """The direction of the tense; what was done may lie after another day that the text names."""
    return PAST if setting.direction == DONE and basis == "context" else setting.direction


def _day_in_year(
    setting: Setting, month: int, day: int, weekday: int | None = None
) -> tuple[int | None, str]:
    """The year of a day that the text gives without one."""
    base, basis = year_base(setting)
    if base is None:
        story = setting.memory.story_day(setting.start)
        near = closest(_in_years(story, month, day), story, None) if story else None
        if story and near and abs((near - story).days) <= STORY_DAYS:
            return near.year, "context"
        return None, basis
    options = _in_years(base, month, day)
    named = [d for d in options if weekday is None or d.weekday() == weekday]
    found = closest(named or options, base, _direction(setting, basis))
    return (found.year if found else None), basis


def day(setting: Setting) -> Resolved | None:
    """ "November 13", "Wednesday 12 May 2010", "15 August of that year"."""
    slots = setting.slots
    month, number = values.month(slots["month"]), values.number(slots["day"], setting.knowledge)
    if month is None or number is None or real_day(PROXY_YEAR, month, number) is None:
        return None
    year, basis = stated_year(setting)
    explicit = year is not None
    if year is None and "yref" not in slots:
        weekday = weekday_number(slots["weekday"]) if "weekday" in slots else None
        year, basis = _day_in_year(setting, month, number, weekday)
    return Resolved(Edtf(Point(year, month, number)), basis, explicit)


def day_range(setting: Setting) -> Resolved | None:
    """ "November 15-16", "between 12 January and 10 February", "6-10 March 2023"."""
    slots, knowledge = setting.slots, setting.knowledge
    month, first = values.month(slots["month"]), values.number(slots["day"], knowledge)
    month2 = values.month(slots["month2"]) if "month2" in slots else month
    last = values.number(slots["day2"], knowledge)
    if month is None or month2 is None or first is None or last is None:
        return None
    if month == month2 and last <= first and "year" not in slots:
        return None
    if " and " in setting.text and not setting.text.lower().startswith("between") and last != first + 1:
        return None  # "March 3 and 17" are two days, "March 3 and 4" a run of days
    year2, basis = stated_year(setting)
    explicit = year2 is not None
    if year2 is None:
        year2, basis = _day_in_year(setting, month2, last)
    year = values.year(slots.get("year1"))
    if year is None and year2 is not None:
        year = year2 - 1 if month > month2 else year2
    return Resolved(Edtf(Point(year, month, first), Point(year2, month2, last)), basis, explicit)


def numeric(setting: Setting) -> Resolved | None:
    """ "2025-10-07", "17.09.2025"; of two readings the one nearer to the publication date."""
    options = list(numeric_dates(setting.slots["whole"]))
    if not options:
        return None
    base = setting.anchor.full
    found = (closest(options, base, None) if base and len(options) > 1 else None) or options[0]
    if base and len(setting.slots["whole"]) <= 8 and found.year > base.year + 20 and found.year > 2000:
        # Two digits of a year far ahead are a past century's: a date of birth.
        found = real_day(found.year - 100, found.month, found.day) or found
    return Resolved(on(found), "absolute", True)


def week_of(setting: Setting) -> Resolved | None:
    """ "week of May 19", "the week ended March 13"."""
    found = day(setting)
    if found is None:
        return None
    point = found.value.start
    base = real_day(point.year or PROXY_YEAR, point.month or 1, point.day or 1)
    if base is None:
        return None
    ends = "end" in setting.text.lower().split("week", 1)[1]
    value = between(base - timedelta(6), base) if ends else between(base, base + timedelta(6))
    return Resolved(value if point.year else value.without_year(), found.anchor, found.explicit)


def week_in_month(setting: Setting) -> Resolved | None:
    """ "the first week of June 2024": seven days from the 1st, 8th, 15th or 22nd, or the last seven."""
    found = month(setting)
    number = values.number(setting.slots["nth"], setting.knowledge)
    if found is None:
        return None
    year, in_year = found.value.start.year, found.value.start.month or 1
    days = monthrange(year or PROXY_YEAR, in_year)[1]
    first = days - 6 if number is None else 7 * number - 6
    if not 1 <= first <= days - 6:
        return found
    return replace(found, value=Edtf(Point(year, in_year, first), Point(year, in_year, first + 6)))


def month_in_year(setting: Setting, month: int) -> tuple[int | None, str]:
    """The year of a month (or season's first month) that the text gives without one."""
    ref = (setting.slots.get("mref") or setting.slots.get("sref") or "").lower()
    base, basis = (setting.anchor.full, setting.anchor.basis) if ref else year_base(setting)
    if base is None:
        return None, basis
    if ref in ("same", "that") and setting.memory.last_year is not None:
        return setting.memory.last_year, "context"
    if ref == "this":
        return base.year, basis
    if ref in ("last", "past", "previous", "preceding", "prior"):
        return (base.year if month < base.month else base.year - 1), basis
    if ref in ("next", "coming", "upcoming", "following"):
        return (base.year if month > base.month else base.year + 1), basis
    # Months are compared by their middle, so that the month of publication itself is nearest.
    middle = base.replace(day=15)
    found = closest(_in_years(base, month, 15), middle, _direction(setting, basis))
    return (found.year if found else None), basis


def month(setting: Setting) -> Resolved | None:
    """ "March 2024", "last November", "late March", "in May"."""
    number = values.month(setting.slots["month"])
    if number is None:
        return None
    year, basis = stated_year(setting)
    explicit = year is not None
    if year is None and "yref" not in setting.slots:
        year, basis = month_in_year(setting, number)
    return Resolved(Edtf(Point(year, number)), basis, explicit)


def month_range(setting: Setting) -> Resolved | None:
    """ "January-August", "from May to July 2025"."""
    first, last = values.month(setting.slots["month"]), values.month(setting.slots["month2"])
    if first is None or last is None or first == last:
        return None
    year2, basis = stated_year(setting)
    explicit = year2 is not None
    if year2 is None:
        year2, basis = month_in_year(setting, last)
    year = values.year(setting.slots.get("year1"))
    if year is None and year2 is not None:
        year = year2 - 1 if first > last else year2
    return Resolved(Edtf(Point(year, first), Point(year2, last)), basis, explicit)
