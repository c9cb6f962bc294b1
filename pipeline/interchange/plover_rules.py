"""Typed loader of ``plover.toml``: event categories, rules, word classes, actor codes."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pipeline.errors import DataFileError
from schemas import Instrument, Status

_FILE = Path(__file__).parent / "plover.toml"
ACTORS = ("mutual", "offer", "refusal", "first")


@dataclass(frozen=True, slots=True)
class Event:
    """A category of the manual: its quadrant (1 to 4), score, and whether it requires a recipient."""

    quad: int
    scale: float
    recipient: bool
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which records are which event; what is empty or None asks nothing."""

    status: tuple[str, ...]
    instrument: tuple[str, ...]
    cue: str | None
    only: bool
    event: str
    mode: str | None
    alone: str | None
    actors: str
    why: str


@dataclass(frozen=True, slots=True)
class PloverRules:
    """All of ``plover.toml``, checked; word lists are compiled to one pattern each."""

    codebook: str
    events: Mapping[str, Event]
    rules: tuple[Rule, ...]
    cues: Mapping[str, re.Pattern[str]]
    contexts: Mapping[str, re.Pattern[str]]
    historical_days: int
    codes: Mapping[str, str]
    sectors: tuple[tuple[str, re.Pattern[str]], ...]
    igo: re.Pattern[str]
    ngo: frozenset[str]


@lru_cache(maxsize=1)
def load_plover() -> PloverRules:
    """Read and check ``plover.toml``; raises DataFileError when it does not fit itself or the contract."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    try:
        return _checked(data)
    except (KeyError, TypeError) as error:
        raise DataFileError(f"{_FILE.name}: {error}") from error


def _checked(data: dict[str, Any]) -> PloverRules:
    events = {
        name: Event(e["quad"], e["scale"], e["recipient"], tuple(e["modes"]))
        for name, e in data["events"].items()
    }
    cues = {name: _starts(words) for name, words in data["cues"].items()}
    rules = tuple(_rule(entry, events, cues) for entry in data["rules"])
    for status in get_args(Status):
        if not any(status in r.status and not r.instrument and r.cue is None for r in rules):
            raise DataFileError(f"{_FILE.name}: no rule takes every record that is {status}")
    actors = data["actors"]
    return PloverRules(
        codebook=data["codebook"],
        events=events,
        rules=rules,
        cues=cues,
        contexts={name: _starts(words) for name, words in data["contexts"].items()},
        historical_days=int(data["special"]["historical_days"]),
        codes=actors["codes"],
        sectors=tuple((s["code"], _starts(s["words"])) for s in actors["sectors"]),
        igo=_names(actors["igo"]),
        ngo=frozenset(name.casefold() for name in actors["ngo"]),
    )


def _rule(entry: dict[str, Any], events: Mapping[str, Event], cues: Mapping[str, Any]) -> Rule:
    rule = Rule(
        status=tuple(entry.get("status", ())),
        instrument=tuple(entry.get("instrument", ())),
        cue=entry.get("cue"),
        only=entry.get("only", False),
        event=entry["event"],
        mode=entry.get("mode"),
        alone=entry.get("alone"),
        actors=entry["actors"],
        why=entry["why"],
    )
    unknown = {*rule.status} - {*get_args(Status)} or {*rule.instrument} - {*get_args(Instrument)}
    if unknown or rule.actors not in ACTORS or (rule.cue is not None and rule.cue not in cues):
        raise DataFileError(f"{_FILE.name}: a rule for {rule.event} names what does not exist: {entry}")
    if rule.mode is not None and rule.mode not in events[rule.event].modes:
        raise DataFileError(f"{_FILE.name}: {rule.event} has no mode {rule.mode}")
    if events[rule.event].recipient and (rule.alone is None or events[rule.alone].recipient):
        raise DataFileError(f"{_FILE.name}: {rule.event} needs `alone`, for it requires a recipient")
    return rule


def _names(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a name of the list, also inside a longer one; "non-OPEC states" is not OPEC."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def _starts(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words that begin so; short ones (two or three letters) and those ending in a space are
    whole words."""
    parts = []
    for word in words:
        whole = word.endswith(" ") or len(word) <= 3
        parts.append(re.escape(word.strip()) + (r"\b" if whole else ""))
    return re.compile(r"\b(?:" + "|".join(parts) + ")")
