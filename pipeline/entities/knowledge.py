"""Typed access to the word lists of the entities stage; each file is read once per process."""

import json
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import DataFileError

DATA = Path(__file__).parent / "data"


_BLOCKED = (
    "words",
    "bodies",
    "lone_bodies",
    "phrases",
    "functional",
    "timezones",
    "openers_in_names",
    "first_in_names",
)

_VERBS = ("acting", "saying", "finite", "trading")


@dataclass(frozen=True, slots=True)
class Heads:
    """Words that tell the type of a name by standing at its head."""

    org_of: frozenset[str]
    org_last: frozenset[str]
    org_found: frozenset[str]
    org_on: frozenset[str]
    corporate: frozenset[str]
    lower_org: frozenset[str]
    event_last: frozenset[str]
    event_of: frozenset[str]
    event_numbered: frozenset[str]
    event_named: frozenset[str]
    event_first: frozenset[str]
    loc_last: frozenset[str]
    loc_typed: frozenset[str]
    loc_lower: frozenset[str]
    loc_first: frozenset[str]
    loc_bodies: frozenset[str]
    gpe_last: frozenset[str]
    law_last: frozenset[str]
    law_first: frozenset[str]
    portfolio: frozenset[str]
    company_words: frozenset[str]
    company_parts: frozenset[str]
    ordinals: frozenset[str]
    session_words: frozenset[str]
    exchanges: frozenset[str]
    organs: frozenset[str]
    corporate_split: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Words before a name that are no part of it: before a person's, of which ``in_names`` also open names of
    bodies and before a ``minister`` a country and a field are none; a ``trade`` before a company's;
    ``headline_verbs`` stand behind a name."""

    honorific: frozenset[str]
    office: frozenset[str]
    prefix: frozenset[str]
    in_names: frozenset[str]
    minister: frozenset[str]
    portfolios: frozenset[str]
    trade: frozenset[str]
    trade_openers: frozenset[str]
    state_openers: frozenset[str]
    headline_verbs: frozenset[str]

    def is_title(self, word: str) -> bool:
        """Whether a person's name may follow the word directly."""
        return word in self.honorific or word in self.office


@dataclass(frozen=True, slots=True)
class Cues:
    """Weights of the words around a name, by type; two-word keys are looked up before one-word keys."""

    before: dict[str, list[tuple[str, float]]]
    after: dict[str, list[tuple[str, float]]]
    verbs: dict[str, float]
    acting: frozenset[str]
    saying: frozenset[str]
    finite: frozenset[str]
    trading: frozenset[str]
    place_prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Words and phrases that are no names; ``bodies`` are heads that name a body after "the",
    ``lone_bodies`` those that do so without it."""

    words: frozenset[str]
    bodies: frozenset[str]
    lone_bodies: frozenset[str]
    phrases: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """What personal names are made of."""

    given: frozenset[str]
    particles: frozenset[str]
    surname_suffixes: tuple[str, ...]
    leaders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All word lists that are not gazetteers."""

    heads: Heads
    titles: Titles
    cues: Cues
    blocked: Blocked
    people: People
    functional: frozenset[str] = field(default_factory=frozenset)
    timezones: frozenset[str] = field(default_factory=frozenset)
    openers_in_names: frozenset[str] = field(default_factory=frozenset)
    first_in_names: frozenset[str] = field(default_factory=frozenset)


def read(name: str, *keys: str) -> dict[str, Any]:
    """Read a data file of the stage. Raises DataFileError where it is malformed or lacks one of the keys."""
    path = DATA / name
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(f"cannot read {path}: {error}") from error
    missing = [key for key in keys if key not in raw]
    if not isinstance(raw, dict) or missing:
        raise DataFileError(f"{path}: lacks {', '.join(missing)}")
    return raw


@cache
def load_knowledge() -> Knowledge:
    """The word lists, read at the first call."""
    heads = _sets("heads.json", Heads)
    titles = _sets("titles.json", Titles)
    blocked = read("blocked.json", *_BLOCKED)
    cues = read(
        "cues.json", "before", "after", "verbs", "acting", "saying", "finite", "trading", "place_prepositions"
    )
    people = read("given_names.json", "given", "particles", "surname_suffixes", "leaders")
    return Knowledge(
        heads=Heads(**heads),
        titles=Titles(**titles),
        cues=Cues(
            before=_by_word(cues["before"]),
            after=_by_word(cues["after"]),
            verbs=dict(cues["verbs"]),
            acting=frozenset(cues["acting"]),
            saying=frozenset(cues["saying"]),
            finite=frozenset(cues["finite"]),
            trading=frozenset(cues["trading"]),
            place_prepositions=frozenset(cues["place_prepositions"]),
        ),
        blocked=Blocked(
            words=frozenset(blocked["words"]),
            bodies=frozenset(blocked["bodies"]),
            lone_bodies=frozenset(blocked["lone_bodies"]),
            phrases=frozenset(blocked["phrases"]),
        ),
        people=People(
            given=frozenset(" ".join(people["given"].values()).split()),
            particles=frozenset(people["particles"]),
            surname_suffixes=tuple(people["surname_suffixes"]),
            leaders=frozenset(people["leaders"]),
        ),
        functional=frozenset(blocked["functional"]),
        timezones=frozenset(blocked["timezones"]),
        openers_in_names=frozenset(blocked["openers_in_names"]),
        first_in_names=frozenset(blocked["first_in_names"]),
    )


def _sets(name: str, cls: type[Any]) -> dict[str, frozenset[str]]:
    keys = [f.name for f in fields(cls)]
    raw = read(name, *keys)
    for key in keys:
        if not isinstance(raw[key], list) or not all(isinstance(v, str) for v in raw[key]):
            raise DataFileError(f"{DATA / name}: {key!r} must be a list of strings")
    return {key: frozenset(raw[key]) for key in keys}


def _by_word(table: dict[str, dict[str, float]]) -> dict[str, list[tuple[str, float]]]:
    """Turn type -> word -> weight into word -> [(type, weight)]."""
    index: dict[str, list[tuple[str, float]]] = {}
    for label, words in table.items():
        for word, weight in words.items():
            index.setdefault(word, []).append((label, float(weight)))
    return index
