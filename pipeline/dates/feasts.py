"""Values of feasts: "New Year's Day", "Christmas Eve 2003", "Good Friday"."""

from datetime import date, timedelta

from dateutil.easter import easter

from pipeline.dates import values
from pipeline.dates.anchor import closest
from pipeline.dates.edtf import Edtf, Point, on
from pipeline.dates.setting import Resolved, Setting, year_base


def feast(setting: Setting) -> Resolved | None:
    """A feast of the year that the words give, or the one nearest to the article's own date.

    Easter is that of the western churches (dateutil's ``easter``).
    """
    name = " ".join(setting.slots["feast"].lower().replace("’", "'").split())
    known = setting.knowledge
    if name not in known.feasts and name not in known.easter:
        return None  # "Good Tuesday"
    year = values.year(setting.slots.get("year"))
    if year is not None:
        return Resolved(on(_day(setting, name, year)), "absolute", True)
    base, basis = year_base(setting)
    if base is None:
        return Resolved(Edtf(Point(None, *known.feasts[name])), basis) if name in known.feasts else None
    options = [_day(setting, name, base.year + shift) for shift in (-1, 0, 1)]
    found = closest(options, base, setting.direction)
    return Resolved(on(found), basis) if found else None


def _day(setting: Setting, name: str, year: int) -> date:
    known = setting.knowledge
    if name in known.feasts:
        return date(year, *known.feasts[name])
    return easter(year) + timedelta(known.easter[name])
