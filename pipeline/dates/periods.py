"""Values of expressions that name a quarter, half, season, year, decade or a run of them."""

from calendar import monthrange

from pipeline.dates import values
from pipeline.dates.absolute import month_in_year, stated_year
from pipeline.dates.anchor import PROXY_YEAR, closest, real_day
from pipeline.dates.edtf import CODE_MONTHS, Edtf, EdtfError, Point
from pipeline.dates.setting import Resolved, Setting


def months_of_year(setting: Setting) -> Resolved | None:
    """ "the first nine months of 2025"."""
    knowledge = setting.knowledge
    place = knowledge.numbers.get(setting.slots["ord"].lower())
    count = values.number(setting.slots["count"], knowledge)
    if place != 1 or count is None or not 2 <= count <= 11:
        return None
    year, basis = stated_year(setting)
    if year is None and "yref" not in setting.slots and setting.anchor.full:
        year, basis = setting.anchor.full.year, setting.anchor.basis
    return Resolved(Edtf(Point(year, 1), Point(year, count)), basis, "year" in setting.slots)


def season(setting: Setting) -> Resolved | None:
    """ "the summer of 2029", "last winter", "early autumn"."""
    code = setting.knowledge.seasons[setting.slots["season"].lower()]
    year, basis = stated_year(setting)
    explicit = year is not None
    if year is None and "yref" not in setting.slots:
        year, basis = month_in_year(setting, CODE_MONTHS[code][0] + (1 if code != 24 else 0))
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
    year, basis = stated_year(setting)
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
            options = [d for y in (-1, 0, 1) if (d := real_day(base.year + y, middle, 15))]
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
        year, basis = month_in_year(setting, number)
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
    if "since" in slots:
        return Resolved(Edtf(Point(int(slots["since"])), Point(open=True)), "absolute")
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
