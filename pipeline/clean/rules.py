"""The cleaning knowledge, read from the TOML files beside this module and checked on the way in."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import DataFileError

_HERE = Path(__file__).parent
KINDS = frozenset(
    {
        "stamp",
        "credit",
        "byline",
        "links",
        "disclaimer",
        "subscription",
        "tags",
        "breadcrumb",
        "navigation",
        "social",
        "trailer",
        "separator",
        "control",
    }
)
_ZONES = frozenset({"any", "after", "head", "tail", "edge"})
_FORMS = frozenset({"any", "fragment", "short", "label", "caption"})
_PLACES = frozenset({"start", "any", "line_end", "text_end", "last_line", "dateline", "headline_end"})
_TAKES = frozenset({"items", "words", "name", "paragraph"})


@dataclass(frozen=True, slots=True)
class LineRule:
    """A whole line that is boilerplate; see the head of rules.toml."""

    kind: str
    zone: str
    pattern: re.Pattern[str]
    max: int = 300
    form: str = "any"


@dataclass(frozen=True, slots=True)
class InlineRule:
    """A piece of a line that is boilerplate."""

    kind: str
    at: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A line that is boilerplate and takes lines below it along."""

    kind: str
    takes: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A hint for (or, with a negative weight, against) boilerplate in the lines around an article."""

    kind: str
    weight: float
    pattern: re.Pattern[str]
    max: int = 500
    form: str = "any"


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in rules.toml."""

    lines: tuple[LineRule, ...]
    inlines: tuple[InlineRule, ...]
    headings: tuple[HeadingRule, ...]
    cues: tuple[Cue, ...]
    sections: frozenset[str]
    roles: frozenset[str]
    byline_words: frozenset[str]
    stamp_words: frozenset[str]

    def in_zone(self, *zones: str) -> tuple[LineRule, ...]:
        """The line rules that hold in one of some zones."""
        return tuple(rule for rule in self.lines if rule.zone in zones)


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """Everything in dateline.toml; all words are casefolded."""

    agencies: tuple[str, ...]
    agency_words: frozenset[str]
    headings: frozenset[str]
    not_places: frozenset[str]
    particles: frozenset[str]
    abbreviations: frozenset[str]
    american: frozenset[str]
    countries: dict[str, str]


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """The rules for lines and pieces. Raises DataFileError when rules.toml is malformed."""
    data = _read("rules.toml")
    return Rules(
        lines=tuple(
            _rule(LineRule, entry, {"zone": _ZONES, "form": _FORMS}) for entry in data.get("line", [])
        ),
        inlines=tuple(_rule(InlineRule, entry, {"at": _PLACES}) for entry in data.get("inline", [])),
        headings=tuple(_rule(HeadingRule, entry, {"takes": _TAKES}) for entry in data.get("heading", [])),
        cues=tuple(_rule(Cue, entry, {"form": _FORMS}) for entry in data.get("cue", [])),
        **{name: _words(data.get("words", {}), name, "rules.toml") for name in _WORD_LISTS},
    )


_WORD_LISTS = ("sections", "roles", "byline_words", "stamp_words")


@lru_cache(maxsize=1)
def dateline_words() -> DatelineWords:
    """The words of datelines. Raises DataFileError when dateline.toml is malformed."""
    data = _read("dateline.toml")
    lists = {
        name: _words(data, name, "dateline.toml")
        for name in ("agency_words", "headings", "not_places", "particles", "abbreviations", "american")
    }
    agencies = _words(data, "agencies", "dateline.toml")
    countries = data.get("countries", {})
    if not all(isinstance(code, str) and len(code) == 2 for code in countries.values()):
        raise DataFileError("dateline.toml: every country needs a two-letter code")
    return DatelineWords(
        agencies=tuple(sorted(agencies, key=lambda a: (-len(a), a))), countries=countries, **lists
    )


def _read(name: str) -> dict[str, Any]:
    path = _HERE / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path}: {error}; reinstall Pactwire or mend the file") from error


def _rule(cls: type[Any], entry: dict[str, Any], allowed: dict[str, frozenset[str]]) -> Any:
    values = dict(entry)
    label = f"rules.toml: {cls.__name__} {entry.get('pattern', '?')[:40]!r}"
    try:
        values["pattern"] = re.compile(values["pattern"], re.IGNORECASE)
        made = cls(**values)
    except (KeyError, TypeError, re.error) as error:
        raise DataFileError(f"{label}: {error}") from error
    if made.kind not in KINDS:
        raise DataFileError(f"{label}: unknown kind {made.kind!r}")
    for field, names in allowed.items():
        if getattr(made, field) not in names:
            raise DataFileError(f"{label}: {field} must be one of {', '.join(sorted(names))}")
    return made


def _words(data: dict[str, Any], name: str, file: str) -> frozenset[str]:
    words = data.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise DataFileError(f"{file}: {name} must be a list of words")
    return frozenset(word.casefold() for word in words)
