"""Publication dates as metadata writes them, to ISO dates."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
#: Unambiguous spellings only: 07/10/2025 is two days, and a wrong date is worse than none.
_SPELLINGS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d", "%d.%m.%Y")
_EPOCH_YEARS = (1990, 2100)


def iso_date(value: object) -> str | None:
    """Return the ISO date that ``value`` (text, or seconds since 1970) names, or None when it names none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:64]
    found = _ISO.match(text)
    if found:
        return _valid(*map(int, found.groups()))
    for spelling in _SPELLINGS:
        try:
            return datetime.strptime(text, spelling).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _epoch(seconds: float) -> str | None:
    try:
        moment = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.date().isoformat() if _EPOCH_YEARS[0] <= moment.year < _EPOCH_YEARS[1] else None
