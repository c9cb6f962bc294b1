"""The one place that asks dateparser: what number a month's name has, and what day a numeric date is."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

_BASE = datetime(2000, 1, 1)


@lru_cache(maxsize=2)
def _parser(order: str) -> Any:
    # Imported late: it costs more than all the rest of the stage, and an article may have no such date.
    from dateparser.date import DateDataParser

    # Today never leaks into a value: the base is fixed, and only what the text gives is asked for.
    settings = {
        "DATE_ORDER": order,
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": _BASE,
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    return DateDataParser(languages=["en"], settings=settings)


def _parse(text: str, order: str) -> date | None:
    found: datetime | None = _parser(order).get_date_data(text).date_obj
    return found.date() if found else None


@lru_cache(maxsize=256)
def month_number(name: str) -> int | None:
    """The number of the month that a name or short form stands for ("Sept.", "MARCH"), None for none."""
    found = _parse(f"1 {name.rstrip('.').lower()} 2000", "DMY")
    return found.month if found else None


@lru_cache(maxsize=4096)
def numeric_dates(text: str) -> tuple[date, ...]:
    """The days that an all-numeric date can stand for, the likelier reading first.

    "2025-10-07" and "17.09.2025" have one reading; "10/07/2025" is the American order first, "10.07.2025" the
    European one. Empty when no reading is a day.
    """
    if text[4:5] in "-./" and text[:4].isdigit():
        orders = ["YMD"]
    else:
        orders = ["MDY", "DMY"] if "/" in text else ["DMY", "MDY"]
        first, second = (int(part) for part in text.replace("/", ".").replace("-", ".").split(".")[:2])
        if first > 12:
            orders = ["DMY"]
        elif second > 12:
            orders = ["MDY"]
    found = (_parse(text, order) for order in orders)
    return tuple(dict.fromkeys(day for day in found if day))
