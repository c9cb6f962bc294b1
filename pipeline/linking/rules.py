"""What linking knows, read from rules.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from schemas.record import Instrument, Status

_STATUSES = frozenset(Status.__args__)  # type: ignore[attr-defined]
_KINDS = frozenset(Instrument.__args__)  # type: ignore[attr-defined]


class RulesError(ValueError):
    """A file of linking's knowledge is malformed; the message names the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Words and tables of rules.toml, checked."""

    generic: frozenset[str]
    generic_weight: float
    stop: frozenset[str]
    endings: tuple[str, ...]
    synonyms: dict[str, str]
    organs: frozenset[str]
    corporate: frozenset[str]
    renewal: frozenset[str]
    ordinals: frozenset[str]
    series: frozenset[str]
    pointers: frozenset[str]
    breaks: frozenset[str]
    things: dict[str, str]
    stages: dict[str, int]
    events: dict[str, str]
    parliaments: dict[str, str]
    phrases: dict[tuple[str, str], str]
    blocs: dict[str, frozenset[str]]
    kinds: dict[tuple[str, str], float]
    threshold: float
    floor: float
    floor_within: float
    window: int
    sample: int
    apart_days: int


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of the package; raises RulesError that names a malformed entry."""
    return read_rules(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Rules from TOML; raises RulesError that names the entry at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"rules.toml: no TOML: {error}") from error
    try:
        grouping = data["grouping"]
        made = Rules(
            **{key: frozenset(_words(data, key)) for key in _WORD_LISTS},
            endings=tuple(sorted(_words(data, "endings"), key=lambda e: (-len(e), e))),
            synonyms={word: row[0] for row in _rows(data, "synonyms") for word in row},
            things={word: row[0] for row in _rows(data, "things") for word in row},
            generic_weight=float(data["generic_weight"]),
            stages={key: int(value) for key, value in data["stages"].items()},
            events={key: str(value) for key, value in data["events"].items()},
            parliaments={key: str(value) for key, value in data["parliaments"].items()},
            phrases=dict(_phrases(data["phrases"])),
            blocs=dict(_blocs(data["blocs"])),
            kinds=dict(_pairs(data["kinds"])),
            threshold=float(grouping["threshold"]),
            floor=float(grouping["floor"]),
            floor_within=float(grouping["floor_within"]),
            window=int(grouping["window"]),
            sample=int(grouping["sample"]),
            apart_days=int(grouping["apart_days"]),
        )
    except KeyError as error:
        raise RulesError(f"rules.toml: {error.args[0]!r} is missing") from error
    for name, table in (("stages", made.stages), ("events", made.events)):
        if set(table) != _STATUSES:
            raise RulesError(f"rules.toml: [{name}] must name each status once: {sorted(_STATUSES)}")
    if not 0 < made.threshold < 1 or made.window < 1 or made.sample < 1:
        raise RulesError("rules.toml: [grouping] needs a threshold between 0 and 1, window and sample from 1")
    return made


_WORD_LISTS = (
    "generic",
    "stop",
    "organs",
    "corporate",
    "renewal",
    "ordinals",
    "series",
    "pointers",
    "breaks",
)


def _words(data: dict[str, Any], key: str) -> list[str]:
    words = data[key]
    if not isinstance(words, list) or not all(isinstance(w, str) and w == w.lower() for w in words):
        raise RulesError(f"rules.toml: {key!r} must be a list of words in lower case")
    return words


def _rows(data: dict[str, Any], key: str) -> list[list[str]]:
    rows = data[key]
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) > 1 for row in rows):
        raise RulesError(f"rules.toml: {key!r} must be rows of two and more words")
    words = [word for row in rows for word in row]
    if twice := sorted({word for word in words if words.count(word) > 1}):
        raise RulesError(f"rules.toml: {key!r} has words twice: {twice}")
    return rows


def _phrases(table: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for word, phrases in table.items():
        for phrase in phrases:
            words = phrase.split()
            if len(words) != 2 or phrase != phrase.lower():
                raise RulesError(f"rules.toml: [phrases] {phrase!r} is not two words in lower case")
            yield (words[0], words[1]), word


def _blocs(table: dict[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    for name, codes in table.items():
        if not isinstance(codes, list) or len(codes) < 2 or not all(map(_is_code, codes)):
            raise RulesError(
                f"rules.toml: [blocs] {name!r} must be two and more country codes of two letters"
            )
        yield name, frozenset(codes)


def _is_code(code: object) -> bool:
    return isinstance(code, str) and len(code) == 2 and code.isalpha() and code.isupper()


def _pairs(table: dict[str, Any]) -> list[tuple[tuple[str, str], float]]:
    made = [((kind, kind), 1.0) for kind in sorted(_KINDS)]
    for key, value in table.items():
        kinds = key.split()
        if len(kinds) != 2 or not set(kinds) <= _KINDS:
            raise RulesError(f"rules.toml: [kinds] {key!r} is not two instruments")
        made += [((kinds[0], kinds[1]), float(value)), ((kinds[1], kinds[0]), float(value))]
    return made
