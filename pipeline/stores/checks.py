"""Whether what goes into columns is what the contract says; quick, since each value of each record passes
here.

The models of ``schemas`` check whole lines, spans and traces that no column holds included, at three times
the cost of everything else that a load does. They are asked for the reason when something here is wrong.
"""

import re
from typing import Any, get_args

from schemas import Instrument, PartyType, Status

Json = dict[str, Any]

INSTRUMENTS = frozenset(get_args(Instrument))
PARTY_TYPES = frozenset(get_args(PartyType))
STATUSES = frozenset(get_args(Status))
ROLES = frozenset(("party", "proposer"))
BASES = frozenset(("stated", "dateline"))

_LARGEST = 2**31 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def text(data: Json, name: str) -> str:
    """A field that must be there."""
    value = data[name]
    if type(value) is not str:
        raise ValueError(f"{name}: is not text")
    return value


def words(data: Json, name: str) -> str:
    """A field that must be there and not be empty."""
    value = data[name]
    if type(value) is not str or not value:
        raise ValueError(f"{name}: is no text or empty")
    return value


def optional(data: Json, name: str) -> str | None:
    """A field that may be null or not there."""
    value = data.get(name)
    if value is not None and type(value) is not str:
        raise ValueError(f"{name}: is not text")
    return value


def key(data: Json, name: str, *, most: int) -> str:
    """An id that has to fit into an index."""
    value = text(data, name)
    if len(value) > most:
        raise ValueError(f"{name}: longer than {most} characters")
    return value


def one_of(data: Json, name: str, allowed: frozenset[str], default: str | None = None) -> str:
    """A field of an enumeration."""
    value = data[name] if default is None else data.get(name, default)
    if value not in allowed:
        raise ValueError(f"{name}: {str(value)[:40]!r} is not one of {', '.join(sorted(allowed))}")
    return value


def day(data: Json, name: str) -> str | None:
    """An ISO date or null."""
    value = data.get(name)
    if value is not None and not (type(value) is str and _DATE.fullmatch(value)):
        raise ValueError(f"{name}: {str(value)[:40]!r} is not a date like 2025-10-07")
    return value


def country(data: Json) -> str | None:
    """Two capital letters or null."""
    value = data.get("country")
    if value is not None and not (type(value) is str and _COUNTRY.fullmatch(value)):
        raise ValueError(f"country: {str(value)[:40]!r} is not a code of two letters")
    return value


def number(data: Json, name: str) -> float:
    """A number; may be infinite or not a number."""
    value = data[name]
    if type(value) is float:
        return value
    if type(value) is not int:
        raise ValueError(f"{name}: is not a number")
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError(f"{name}: is larger than any number that is stored") from error


def span(data: Json | None) -> tuple[int | None, int | None]:
    """Where a text stands; nulls without a span."""
    if data is None:
        return None, None
    start, end = data["start"], data["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"span {start}:{end} is no range")
    if end > _LARGEST:
        raise ValueError(f"a span ends at {end}, beyond {_LARGEST}")
    if end - start != len(data["text"]):
        raise ValueError(f"span {start}:{end} does not fit a text of {len(data['text'])} characters")
    return start, end
