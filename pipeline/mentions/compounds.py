"""Two countries in one word or phrase: "Franco-German", "U.S.-China talks", "North and South Korea"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from pipeline.mentions.actors import ActorTable, org_kind
from pipeline.mentions.knowledge import country_code, country_name, from_file

_PART = r"[A-Z][A-Za-z.]+"
_HYPHENED = re.compile(rf"(?<![\w-])({_PART})[-–]({_PART})(?:[-–]({_PART}))?(?![\w-])")
_SIDE = r"(North|South|East|West)"
_SIDES = re.compile(rf"\b{_SIDE} and {_SIDE} ([A-Z][a-z]+)\b")
_WORD = re.compile(r"\b[A-Z][a-z]+s\b")


@dataclass(frozen=True, slots=True)
class Compound:
    """The tokens of a compound and the names of those who are meant."""

    span: Span
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    """See ``compounds.json``."""

    compounds: dict[str, str]
    organisations: dict[str, str]
    plurals: dict[str, list[str]]


@cache
def _lists() -> _Lists:
    return from_file(
        "compounds.json",
        lambda data: _Lists(data["compounds"], data["organisations"], data["plurals"]),
    )


@cache
def _adjectives() -> dict[str, str]:
    """The country code of each national adjective, from the list by which the entities stage knows them."""

    def made(data: dict) -> dict[str, str]:
        return {form: code for code, forms in data["countries"].items() for form in forms}

    return from_file("demonyms.json", made, stage="entities")


def compounds(doc: Doc) -> list[Compound]:
    """The compounds of which every part is a country or an organisation that makes treaties.

    Those whose parts are entities by themselves ("US" and "Japan") need no help, and those within a longer
    name ("the US-China Business Council") mean something else.
    """
    found = []
    for (start, end), parts, names in _candidates(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or len({*names}) < 2 or not all(names):
            continue
        inside = [e for e in doc.ents if e.start < span.end and e.end > span.start]
        longer = any(e.start < span.start or e.end > span.end for e in inside)
        if not longer and not {*parts} <= {e.text for e in inside}:
            found.append(Compound(span, names))
    return found


def _candidates(text: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...], tuple[str, ...]]]:
    """Where it stands, its parts, and whom each means: "" where that is nobody."""
    for match in _HYPHENED.finditer(text):
        parts = tuple(part for part in match.groups() if part)
        yield match.span(), parts, tuple(_meant(part) for part in parts)
    for match in _SIDES.finditer(text):
        parts = tuple(f"{side} {match[3]}" for side in (match[1], match[2]))
        yield match.span(), parts, tuple(_meant(part) for part in parts)
    for match in _WORD.finditer(text):
        if (names := _lists().plurals.get(match[0])) is not None:
            yield match.span(), tuple(names), tuple(names)


def add_compounds(found: list[Compound], table: ActorTable, at: dict[int, int]) -> None:
    """A mention for each compound, which stands for all whom it names."""
    for compound in found:
        actors = [_actor(name, table) for name in compound.names]
        table.mention(compound.span.start, compound.span.end, compound.span.root.i, "demonym", actors)
        for token in compound.span:
            at[token.i] = actors[0]


def _meant(part: str) -> str:
    """The name of the country or organisation that a part stands for, "" where it stands for none."""
    lists = _lists()
    if (name := lists.compounds.get(part) or lists.organisations.get(part)) is not None:
        return name
    if (code := _adjectives().get(part)) is not None:
        return country_name(code) or ""
    return part if country_code(part) else ""


def _actor(name: str, table: ActorTable) -> int:
    code = country_code(name)
    index = table.state(name, code) if code else None
    return index if index is not None else table.add(name, "organization", org_kind(name), alias=name)
