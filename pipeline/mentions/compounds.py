"""Two countries in one word: "the Franco-German treaty", "U.S.-China talks", "a Soviet-American accord"."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import country_code, from_file, keeps_name

_PART = r"[A-Z][A-Za-z.]+"
_COMPOUND = re.compile(rf"(?<![\w-])({_PART})[-–]({_PART})(?:[-–]({_PART}))?(?![\w-])")


@dataclass(frozen=True, slots=True)
class Compound:
    """The tokens of a compound and the names of its countries."""

    span: Span
    countries: tuple[str, ...]


@cache
def _adjectives() -> dict[str, str]:
    return from_file("compounds.json", lambda data: dict(data["compounds"]))


def compounds(doc: Doc) -> list[Compound]:
    """The compounds of which every part is a country.

    Those whose parts are entities by themselves ("US" and "Japan") need no help, and those within a longer
    name ("the US-China Business Council") mean something else.
    """
    found = []
    for match in _COMPOUND.finditer(doc.text):
        names = tuple(_country(part) for part in match.groups() if part)
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or len({*names}) < 2 or not all(names):
            continue
        named = [e for e in doc.ents if e.start < span.end and e.end > span.start]
        longer = any(e.start < span.start or e.end > span.end for e in named)
        if not longer and sum(e._.country is not None for e in named) < len(names):
            found.append(Compound(span, names))
    return found


def add_compounds(found: list[Compound], table: ActorTable, at: dict[int, int]) -> None:
    """A mention for each compound, which stands for all its countries."""
    for compound in found:
        actors = [_actor(name, table) for name in compound.countries]
        table.mention(compound.span.start, compound.span.end, compound.span.root.i, "demonym", actors)
        for token in compound.span:
            at[token.i] = actors[0]


def _country(part: str) -> str:
    """The name of the country that a part stands for, "" where it stands for none."""
    if (name := _adjectives().get(part)) is not None:
        return name
    return part if country_code(part) else ""


def _actor(name: str, table: ActorTable) -> int:
    code = country_code(name)
    index = None if code is None or keeps_name(name) else table.country(code)
    return index if index is not None else table.add(name, "country", "country", country=code, alias=name)
