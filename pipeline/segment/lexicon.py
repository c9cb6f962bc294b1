"""Typed access to what the boundary component knows: abbreviations and the kinds of punctuation."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import DataFileError

DATA = Path(__file__).parent / "data" / "boundaries.json"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Abbreviations in lower case without their last full stop, punctuation by its role, and what dates are
    made of beside numbers."""

    never_final: frozenset[str]
    not_final_before_number: frozenset[str]
    before_names: frozenset[str]
    sentence_openers: frozenset[str]
    terminal: frozenset[str]
    soft_terminal: frozenset[str]
    openers: frozenset[str]
    closers: frozenset[str]
    never_initial: frozenset[str]
    date_words: frozenset[str]


@cache
def load_boundaries(path: Path = DATA) -> Boundaries:
    """Read the file once per process. Raises DataFileError where a list is missing or malformed."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    lists = {}
    for name in Boundaries.__slots__:
        values = raw.get(name)
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise DataFileError(f"{path.name}: {name!r} must be a list of strings")
        lists[name] = frozenset(values)
    return Boundaries(**lists)
