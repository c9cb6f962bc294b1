"""Values of expressions that count from another day: weekdays, "today", "last month", "a year earlier"."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates import values
from pipeline.dates.absolute import weekday_number
from pipeline.dates.anchor import FUTURE, PROXY_YEAR, Anchor, real_day
from pipeline.dates.edtf import UNKNOWN, Edtf, Point, between, on
from pipeline.dates.setting import Resolved, Setting, told_year

_BACK = ("last", "past", "previous", "preceding", "prior")
_ON = ("next", "coming", "upcoming", "following")
_DAYS = {
    "day": 1,
    "week": 7,
    "weekend": 7,
    "fortnight": 14,
    **dict.fromkeys(("morning", "afternoon", "evening", "night"), 1),
}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_IRREGULAR = {"centuries": "century"}


def _unit(text: str) -> str:
    word = text.lower().split()[-1]
    return _IRREGULAR.get(word) or word.rstrip("s")


def _nothing(setting: Setting) -> Resolved:
    """The text names a point, but nothing tells which."""
    return Resolved(UNKNOWN, "unknown")


def _day(setting: Setting, shift: int = 0) -> Resolved:
    """The anchor's day, so many days on."""
    anchor = setting.anchor
    if anchor.day is None:
        return _nothing(setting)
    value = on(_move_days(anchor.day, shift))
    return Resolved(value if anchor.year_known else value.without_year(), anchor.basis)


def _move_days(day: date, shift: int) -> date:
    try:
        return day + timedelta(shift)
    except OverflowError:
        return day


def _move_months(year: int | None, month: int, shift: int) -> tuple[int | None, int]:
    place = (year or PROXY_YEAR) * 12 + month - 1 + shift
    moved, month = divmod(place, 12)
    return (min(max(moved, 1), 9999) if year else None), month + 1


def dayword(setting: Setting) -> Resolved:
    """ "today", "yesterday", "tomorrow morning", "last night", "the day after tomorrow"."""
    slots = setting.slots
    word = slots.get("word", "").lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if "before" in slots:
        shift -= 1
    elif "after" in slots:
        shift += 1
    elif slots.get("ref", "").lower() in _BACK:
        shift = -1
    return _day(setting, shift)


def weekday(setting: Setting) -> Resolved:
    """ "on Wednesday", "last Friday", "Tuesday next week"."""
    slots, anchor = setting.slots, setting.anchor
    number = weekday_number(slots["weekday"])
    ref = (slots.get("ref") or "").lower()
    base = anchor.weekday
    if base is None:
        # Without a year no weekday can be counted; but the lead's bare weekday is the day of the dateline.
        lead = setting.lead and not ref and "week" not in slots
        return _day(setting) if lead else _nothing(setting)
    back, ahead = (base - number) % 7, (number - base) % 7
    if "week" in slots:
        week = slots["week"].lower()
        return _day(setting, number - base + (-7 if week in _BACK else 7 if week in _ON else 0))
    if ref in _BACK:
        return _day(setting, -(back or 7))
    if ref in _ON:
        return _day(setting, ahead or 7)
    return _day(setting, ahead if ref == "this" or setting.direction == FUTURE else -back)


def context_day(setting: Setting) -> Resolved:
    """ "the same day", "that day", "the following day"."""
    base = setting.memory.last_day
    ref = setting.slots.get("ref", "same").lower()  # "later in the day"
    shift = 1 if ref in _ON else -1 if ref in _BACK else 0
    if base is None:
        return _day(setting, shift)
    day = real_day(base.year or PROXY_YEAR, base.month or 1, base.day or 1)
    if day is None:
        return _nothing(setting)
    value = on(_move_days(day, shift))
    return Resolved(value if base.year else value.without_year(), "context")


def day_of_month(setting: Setting) -> Resolved | None:
    """ "the 18th", "the first of the month"."""
    number = values.number(setting.slots.get("nth") or setting.slots["day"], setting.knowledge)
    base = setting.memory.last.start if setting.memory.last else None
    if base is None or base.month is None or base.month > 12:
        if setting.anchor.day is None:
            return _nothing(setting)
        known = setting.anchor.day.year if setting.anchor.year_known else None
        base = Point(known, setting.anchor.day.month)
    if number is None or not 1 <= number <= monthrange(base.year or PROXY_YEAR, base.month or 1)[1]:
        return None
    return Resolved(Edtf(Point(base.year, base.month, number)), "context")


def _moved(base: Point, unit: str, count: int) -> Edtf | None:
    """A point so many units on, as precise as the unit: days and weeks give a day, months a month."""
    if unit in _DAYS:
        if base.day is None or base.month is None:
            return None
        day = real_day(base.year or PROXY_YEAR, base.month, base.day)
        if day is None:
            return None
        value = on(_move_days(day, count * _DAYS[unit]))
        return value if base.year else value.without_year()
    if unit in ("month", "quarter"):
        if base.month is None or base.month > 12:
            return None
        year, month = _move_months(base.year, base.month, count * (1 if unit == "month" else 3))
        return Edtf(Point(year, month))
    if base.year is None:
        return UNKNOWN
    year = base.year + count * _YEARS[unit]
    return Edtf(Point(year)) if 1 <= year <= 9999 else None


def _anchor_point(anchor: Anchor) -> Point | None:
    day = anchor.day
    return Point(day.year if anchor.year_known else None, day.month, day.day) if day else None


def ago(setting: Setting) -> Resolved:
    """ "six years ago", "a few days ago", "half a century ago"."""
    base = _anchor_point(setting.anchor)
    if base is None or "vague" in setting.slots:
        return _nothing(setting)
    if "part" in setting.slots:
        years = _YEARS[_unit(setting.slots["unit"])] // (2 if setting.slots["part"].lower() == "half" else 4)
        value = _moved(base, "year", -years)
        return Resolved(value, setting.anchor.basis) if value else _nothing(setting)
    count = values.number(setting.slots["count"], setting.knowledge)
    value = _moved(base, _unit(setting.slots["unit"]), -count) if count is not None else None
    return Resolved(value, setting.anchor.basis) if value else _nothing(setting)


def shift(setting: Setting) -> Resolved:
    """ "a day earlier", "two weeks later", "the year before": counted from what was named last."""
    unit, memory = _unit(setting.slots["unit"]), setting.memory
    count = values.number(setting.slots["count"], setting.knowledge) if "count" in setting.slots else 1
    back = setting.slots["way"].lower() in ("earlier", "before", "previously")
    base = memory.last_day if unit in _DAYS else (memory.last.start if memory.last else None)
    basis = "context"
    if base is None:
        base, basis = _anchor_point(setting.anchor), setting.anchor.basis
    if base is None or count is None:
        return _nothing(setting)
    value = _moved(base, unit, -count if back else count)
    if value and unit == "year" and base.month is not None and base.month <= 12 and base.day is None:
        value = Edtf(replace(value.start, month=base.month))
    return Resolved(value, basis) if value else _nothing(setting)


def rel(setting: Setting) -> Resolved:
    """ "last month", "next week", "earlier this year", "the same year", "the end of the year"."""
    slots, anchor, memory = setting.slots, setting.anchor, setting.memory
    unit = _unit(slots.get("unit") or slots.get("here") or "year")
    unit = "weekend" if "here" in slots else unit
    ref = (slots.get("ref") or "").lower()
    base, basis = _anchor_point(anchor), anchor.basis
    shift = -1 if ref in _BACK else 1 if ref in _ON else 0
    year = told_year(setting, ref) if unit == "year" else None
    if year is not None:
        base, basis = Point(year), "context"
    elif ref in ("same", "that", "following", "previous", "preceding"):
        told = memory.last_day if unit in ("week", "weekend") else None
        if unit == "year" and memory.last_year is not None:
            told = Point(memory.last_year)
        elif unit in ("month", "quarter") and memory.last is not None and memory.last.start.month:
            told = memory.last.start
        if told is not None:
            base, basis = told, "context"
    if base is None:
        return _nothing(setting)
    if unit == "year" and slots.get("fiscal", "calendar").lower() != "calendar":
        value = _fiscal_year(base, ref, shift, setting)
    else:
        value = _unit_at(base, unit, shift, setting)
    return Resolved(value, basis) if value else _nothing(setting)


def _fiscal_year(base: Point, ref: str, shift: int, setting: Setting) -> Edtf | None:
    """A year of accounts: it ends in the month that the article said, else a "financial year" ends in March.

    A "fiscal year" without more is left as the calendar year that names it.
    """
    end, word = setting.memory.fiscal_end, setting.slots["fiscal"].lower()
    if base.year is None:
        return None
    last = end.month if end and end.month else 3 if word == "financial" else 12
    year = base.year if (base.month or 1) <= last else base.year + 1
    if end and end.year and ref in ("previous", "preceding", "prior"):
        year = end.year
    year += shift
    return Edtf(Point(year)) if last == 12 else Edtf(Point(year - 1, last + 1), Point(year, last))


def _unit_at(base: Point, unit: str, shift: int, setting: Setting) -> Edtf | None:
    """The calendar unit that holds ``base``, so many units on."""
    if unit == "year":
        return Edtf(Point(base.year + shift)) if base.year else None
    if unit == "decade":
        return Edtf(Point(decade=base.year // 10 + shift)) if base.year else None
    if base.month is None or base.month > 12:
        return None
    if unit == "month":
        return Edtf(Point(*_move_months(base.year, base.month, shift)))
    if unit == "quarter":
        place = (base.month - 1) // 3 + shift
        return Edtf(Point(base.year + place // 4, 33 + place % 4)) if base.year else None
    day = real_day(base.year or PROXY_YEAR, base.month, base.day or 1)
    if day is None:
        return None
    if base.year is None:
        # Where weeks begin is unknown without a year; the month is not.
        moved = _move_days(day, 7 * shift)
        return Edtf(Point(None, moved.month)) if unit == "week" else None
    if unit == "day":
        return on(_move_days(day, shift))
    monday = _move_days(day, -day.weekday())
    if unit == "week":
        monday = _move_days(monday, 7 * shift)
        return between(monday, _move_days(monday, 6))
    saturday = _weekend(day, shift, setting)
    return between(saturday, _move_days(saturday, 1))


def _weekend(day: date, shift: int, setting: Setting) -> date:
    """The Saturday of the weekend that is meant; on a weekend "the weekend" is the present one."""
    present = _move_days(day, 5 - day.weekday())
    if shift > 0:
        return _move_days(present, 7 if day.weekday() >= 5 else 0)
    if shift < 0:
        return _move_days(present, -7)
    ref = (setting.slots.get("ref") or "").lower()
    if day.weekday() >= 5 or ref == "this" or setting.direction == FUTURE:
        return present
    return _move_days(present, -7)
