"""What the stages write on a Doc beside spaCy's own annotation: plain dataclasses.

Offsets named ``start``/``end`` are half-open code points in ``doc.text`` (the clean text); offsets named
``token_start``/``token_end`` are half-open token indices. The records stage maps them to the raw text.
Every class registers with srsly's msgpack hooks, so a Doc keeps its layers through ``Doc.to_bytes`` and
``nlp.pipe(n_process=...)``.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

import srsly

T = TypeVar("T")
#: Removed characters that a raw range may bridge: control characters inside a sentence, never a whole line.
_GAP = 3
_REGISTRY: dict[str, type] = {}


def layer(cls: type[T]) -> type[T]:
    """Register a dataclass so that it survives serialisation of the Doc."""
    _REGISTRY[cls.__name__] = cls
    return cls


def _encode(obj: Any, chain: Any = None) -> Any:
    cls = type(obj)
    if _REGISTRY.get(cls.__name__) is cls:
        return {"__layer__": cls.__name__, "data": {f.name: getattr(obj, f.name) for f in fields(obj)}}
    return obj if chain is None else chain(obj)


def _decode(obj: Any, chain: Any = None) -> Any:
    if isinstance(obj, dict) and "__layer__" in obj:
        return _REGISTRY[obj["__layer__"]](**obj["data"])
    return obj if chain is None else chain(obj)


srsly.msgpack_encoders("pactwire_layers", func=_encode)
srsly.msgpack_decoders("pactwire_layers", func=_decode)


@layer
@dataclass(slots=True)
class Segment:
    """A run of clean text that stands unchanged in the raw text."""

    clean: int
    raw: int
    length: int


@layer
@dataclass(slots=True)
class DatelineMention:
    """The opening of an agency report, in clean offsets: "BAKU, Azerbaijan, October 7."."""

    start: int
    end: int
    text: str
    place: str | None
    country: str | None = None
    agency: str | None = None


@layer
@dataclass(slots=True)
class Source:
    """What cleaning knows of the article, put on the Doc before the first component runs."""

    article_id: str = ""
    published: str | None = None
    published_basis: str | None = None
    title: str | None = None
    dateline: DatelineMention | None = None
    segments: list[Segment] = field(default_factory=list)
    raw: str = ""

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Map a clean range to the raw range that holds the same characters.

        A small gap (a soft hyphen, a direction mark) is bridged, so that the raw range holds the removed
        characters too; a range that crosses a larger removed piece is cut there. Returns None when nothing of
        the range is left. Without segments, clean and raw are the same text.
        """
        if not self.segments:
            return (start, end) if end > start else None
        first: int | None = None
        last = reach = 0
        at = max(0, bisect_right(self.segments, start, key=lambda seg: seg.clean) - 1)
        for seg in self.segments[at : at + 64]:
            low, high = max(start, seg.clean), min(end, seg.clean + seg.length)
            if low >= high:
                continue
            raw_low = low - seg.clean + seg.raw
            if first is None:
                first = raw_low
            elif raw_low - reach > _GAP:
                break
            last = reach = high - seg.clean + seg.raw
        return None if first is None else (first, last)


@layer
@dataclass(slots=True)
class DateMention:
    """An expression that names a calendar point or interval.

    ``first``/``last`` are the ISO dates that bound it, None where digits are unknown. ``precision`` is one of
    day, month, quarter, half, year, decade, interval, unknown. ``anchor`` says what the value rests on:
    absolute, published, dateline, context, unknown.
    """

    start: int
    end: int
    text: str
    edtf: str
    first: str | None
    last: str | None
    precision: str
    anchor: str


@layer
@dataclass(slots=True)
class Actor:
    """Somebody or something that can be a party: fullest known name, type and country.

    ``called`` is the fullest name that the article itself gives, which records bear.
    ``type`` is country, organization, person or group. ``kind`` is the finer sort that nominal reference
    needs: country, city, company, bank, ministry, club, body, union, person, group, organization.
    """

    name: str
    type: str
    kind: str
    country: str | None = None
    aliases: list[str] = field(default_factory=list)
    called: str = ""

    def __post_init__(self) -> None:
        self.called = self.called or self.name


@layer
@dataclass(slots=True)
class Mention:
    """A token range that stands for one or more actors.

    ``head`` is the token that carries the range in the parse. ``kind`` says how it was resolved: name,
    metonym, office, body, definite, plural, pronoun, group. ``actors`` are indices into ``doc._.actors``;
    when a person acts for others, ``actors`` are those others and ``person`` is the person's index.
    """

    start: int
    end: int
    head: int
    kind: str
    actors: list[int]
    person: int | None = None
    office: str | None = None


@layer
@dataclass(slots=True)
class Filler:
    """One value of a slot of an act: a token range, whom or what it names, and how sure the scorer is."""

    start: int
    end: int
    ref: int | None
    score: float
    why: str
    text: str = ""


@layer
@dataclass(slots=True)
class Act:
    """One act with its slots filled, before validation.

    ``trigger`` lists the token indices of the trigger chain, ``anchor`` the highest of them in the parse.
    ``pattern`` names the trigger chain ("sign+agreement"). ``sentences`` are (start, end) token ranges, the
    clearest first. References in fillers point into ``doc._.actors``, ``doc._.dates`` or ``doc.ents``.
    ``topic`` is a subject taken from another act, where the clause has none of its own to speak of.
    ``detail`` marks a refused act that may still add circumstances to an earlier one ("The agreement was
    signed on Monday"). ``repeats`` is the anchor of the earlier act that this one states again.
    """

    anchor: int
    trigger: list[int]
    pattern: str
    sentences: list[list[int]]
    score: float
    status: str
    instrument: str
    parties: list[Filler] = field(default_factory=list)
    proposers: list[int] = field(default_factory=list)
    signatories: list[Filler] = field(default_factory=list)
    subject: Filler | None = None
    topic: Filler | None = None
    title: Filler | None = None
    when: Filler | None = None
    when_basis: str = "stated"
    place: Filler | None = None
    event: Filler | None = None
    place_basis: str = "stated"
    amounts: list[dict] = field(default_factory=list)
    attribution: str | None = None
    considered: list[str] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    accepted: bool = True
    detail: bool = False
    repeats: int | None = None
