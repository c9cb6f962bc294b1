"""Values of expressions that name a day, month, quarter, half, season, year or decade outright."""

from calendar import monthrange
from datetime import date, timedelta

from pipeline.dates import values
from pipeline.dates.anchor import PROXY_YEAR, closest, real_day
from pipeline.dates.edtf import CODE_MONTHS, Edtf, EdtfError, Point, between, on
from pipeline.dates.normalise import numeric_dates
from pipeline.dates.setting import Resolved, Setting, year_base

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return WEEKDAYS.index(name[:3].lower())


def year_of_reference(setting: Setting, ref: str) -> tuple[int | None, str]:
    """The year that "last" (year), "of that" (year) and their like name, with its basis."""
    ref, base = ref.lower().split()[-1], setting.anchor.full
    if ref in ("that", "same"):
        return setting.memory.last_year, "context"
    if ref == "following" and setting.memory.last_year is not None:
        return setting.memory.last_year + 1, "context"
    if base is None:
        return None, "unknown"
    shift = -1 if ref in ("last", "past", "previous", "preceding", "prior") else 0
    shift = 1 if ref in ("next", "coming", "upcoming", "following") else shift
    return base.year + shift, setting.anchor.basis


def _stated_year(setting: Setting) -> tuple[int | None, str]:
    """The year that the words themselves give or refer to."""
    slots = setting.slots
    if "year" in slots:
        return values.year(slots["year"]), "absolute"
    if "yref" in slots:
        return year_of_reference(setting, slots["yref"])
    return None, "unknown"


def _day_in_year(setting: Setting, month: int, day: int, weekday: int | None = None) -> tuple[int | None, str]:
    """The year of a day that the text gives without one."""
    base, basis = year_base(setting)
    if base is None:
        return None, basis
    years = range(base.year - 1, base.year + 2)
    options = [d for y in years if (d := real_day(y, month, day))]
    named = [d for d in options if weekday is None or d.weekday() == weekday]
    found = closest(named or options, base, setting.direction)
    return (found.year if found else None), basis


def day(setting: Setting) -> Resolved | None:
    """ "November 13", "Wednesday 12 May 2010", "15 August of that year"."""
    slots = setting.slots
    month, number = values.month(slots["month"]), values.number(slots["day"], setting.knowledge)
    if month is None or number is None or real_day(PROXY_YEAR, month, number) is None:
        return None
    year, basis = _stated_year(setting)
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
    year2, basis = _stated_year(setting)
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


def _month_in_year(setting: Setting, month: int) -> tuple[int | None, str]:
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
    options = [date(y, month, 15) for y in range(base.year - 1, base.year + 2)]
    found = closest(options, middle, setting.direction)
    return (found.year if found else None), basis


def month(setting: Setting) -> Resolved | None:
    """ "March 2024", "last November", "late March", "in May"."""
    number = values.month(setting.slots["month"])
    if number is None:
        return None
    year, basis = _stated_year(setting)
    explicit = year is not None
    if year is None and "yref" not in setting.slots:
        year, basis = _month_in_year(setting, number)
    return Resolved(Edtf(Point(year, number)), basis, explicit)


def month_range(setting: Setting) -> Resolved | None:
    """ "January-August", "from May to July 2025"."""
    first, last = values.month(setting.slots["month"]), values.month(setting.slots["month2"])
    if first is None or last is None or first == last:
        return None
    year2, basis = _stated_year(setting)
    explicit = year2 is not None
    if year2 is None:
        year2, basis = _month_in_year(setting, last)
    year = values.year(setting.slots.get("year1"))
    if year is None and year2 is not None:
        year = year2 - 1 if first > last else year2
    return Resolved(Edtf(Point(year, first), Point(year2, last)), basis, explicit)


def months_of_year(setting: Setting) -> Resolved | None:
    """ "the first nine months of 2025"."""
    knowledge = setting.knowledge
    place, count = knowledge.numbers.get(setting.slots["ord"].lower()), values.number(setting.slots["count"], knowledge)
    if place != 1 or count is None or not 2 <= count <= 11:
        return None
    year, basis = _stated_year(setting)
    if year is None and "yref" not in setting.slots and setting.anchor.full:
        year, basis = setting.anchor.full.year, setting.anchor.basis
    return Resolved(Edtf(Point(year, 1), Point(year, count)), basis, "year" in setting.slots)


def season(setting: Setting) -> Resolved | None:
    """ "the summer of 2029", "last winter", "early autumn"."""
    code = setting.knowledge.seasons[setting.slots["season"].lower()]
    year, basis = _stated_year(setting)
    explicit = year is not None
    if year is None and "yref" not in setting.slots:
        year, basis = _month_in_year(setting, CODE_MONTHS[code][0] + (1 if code != 24 else 0))
    return Resolved(Edtf(Point(year, code)), basis, explicit)


def _part_of_year(setting: Setting, first_code: int, length: int, count: int) -> Resolved | None:
    """A quarter or half: which one, of which year."""
    slots, knowledge = setting.slots, setting.knowledge
    if "code" in slots:
        place: int | None = int(slots["code"].upper().strip("QH"))
    else:
        place = values.number(slots.get("ord") or slots["bare"], knowledge)
    place = count if place == -1 else place
    if place is None or not 1 <= place <= count:
        return None
    year, basis = _stated_year(setting)
    explicit = year is not None
    ref = (slots.get("qref") or "").lower()
    base = setting.anchor.full
    if year is None and "yref" not in slots:
        memory = setting.memory
        if ref in ("previous", "preceding", "prior") and memory.last_year is not None:
            year, basis = memory.last_year - 1, "context"
        elif memory.last is not None and memory.last.precision() in ("half", "quarter") and memory.last_year:
            year, basis = memory.last_year, "context"
        elif base is not None:
            middle = (place - 1) * length + (length + 1) // 2
            options = [date(y, middle, 15) for y in range(base.year - 1, base.year + 2)]
            found = closest(options, base, setting.direction)
            year, basis = (found.year if found else None), setting.anchor.basis
    return Resolved(Edtf(Point(year, first_code + place - 1)), basis, explicit)


def quarter(setting: Setting) -> Resolved | None:
    """ "the third quarter", "Q3 2025"."""
    return _part_of_year(setting, 33, 3, 4)


def half(setting: Setting) -> Resolved | None:
    """ "the first half of 2026"; written as the interval of its months. Also the first half of a month."""
    slots = setting.slots
    if "decade" in slots:
        return decade(setting)
    if "month" in slots:
        number = values.month(slots["month"])
        if number is None:
            return None
        year, basis = _month_in_year(setting, number)
        length = monthrange(year or PROXY_YEAR, number)[1]
        first, last = (1, 15) if values.number(slots["ord"], setting.knowledge) == 1 else (16, length)
        return Resolved(Edtf(Point(year, number, first), Point(year, number, last)), basis)
    found = _part_of_year(setting, 40, 6, 2)
    if found is None:
        return None
    point = found.value.start
    first, last = CODE_MONTHS[point.month or 40]
    return Resolved(Edtf(Point(point.year, first), Point(point.year, last)), found.anchor, found.explicit)


def year(setting: Setting) -> Resolved | None:
    """ "2030", "fiscal 1987", "pre-1980", "FY2025"."""
    slots = setting.slots
    if "until" in slots:
        return Resolved(Edtf(Point(open=True), Point(int(slots["until"]))), "absolute")
    if "code" in slots:
        digits = slots["code"][2:]
        value = int(digits) if len(digits) == 4 else values.century_year(int(digits))
    else:
        value = int(slots.get("sure") or slots["bare"].split("'")[0].split("’")[0])
    return Resolved(Edtf(Point(value)), "absolute", True)


def year_range(setting: Setting) -> Resolved | None:
    """ "2022–2026", "from 2022 to 2026", "1986/87"."""
    first = int(setting.slots["year"])
    if "short" in setting.slots:
        last = values.two_digit_year(setting.slots["short"], after=first)
    else:
        last = int(setting.slots["year2"])
    if last is None or last <= first:
        return None
    return Resolved(Edtf(Point(first), Point(last)), "absolute", True)


def decade(setting: Setting) -> Resolved | None:
    """ "the 1990s", "the '80s", "the eighties"."""
    if "word" in setting.slots:
        short = setting.knowledge.numbers[setting.slots["word"].lower()]
        value = 1900 + short
    else:
        digits = setting.slots["decade"].strip("'’s")
        value = int(digits) if len(digits) == 4 else 1900 + int(digits)
    try:
        return Resolved(Edtf(Point(decade=value // 10)), "absolute")
    except EdtfError:
        return None
