"""From an accepted candidate to its value: picks the resolver of its kind and keeps it from failing."""

from collections.abc import Callable

from pipeline.dates import absolute, feasts, periods, relative
from pipeline.dates.edtf import EdtfError
from pipeline.dates.setting import Resolved, Setting

Resolver = Callable[[Setting], Resolved | None]

#: The resolver of each kind of pattern.
RESOLVERS: dict[str, Resolver] = {
    "numeric": absolute.numeric,
    "day": absolute.day,
    "day_range": absolute.day_range,
    "feast": feasts.feast,
    "week_of": absolute.week_of,
    "week_in_month": absolute.week_in_month,
    "month": absolute.month,
    "month_range": absolute.month_range,
    "months_of_year": periods.months_of_year,
    "quarter": periods.quarter,
    "half": periods.half,
    "season": periods.season,
    "year": periods.year,
    "year_range": periods.year_range,
    "decade": periods.decade,
    "weekday": relative.weekday,
    "dayword": relative.dayword,
    "context_day": relative.context_day,
    "day_of_month": relative.day_of_month,
    "ago": relative.ago,
    "shift": relative.shift,
    "rel": relative.rel,
}


def resolve(kind: str, setting: Setting) -> Resolved | None:
    """The value of an expression, or None when its words make no date ("February 30")."""
    try:
        return RESOLVERS[kind](setting)
    except EdtfError:
        return None
