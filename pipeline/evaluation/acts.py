"""Records in the form that scoring compares: what a run says (Predicted) and what is right (Wanted)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas import GoldRecord

Range = tuple[int, int]
AmountKey = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A party or signatory: its name first, then the other names accepted for it."""

    names: tuple[str, ...]
    optional: bool = False

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act took place; ``accept`` and ``basis`` matter in gold only."""

    name: str | None = None
    event: str | None = None
    country: str | None = None
    accept: tuple[str, ...] = ()
    basis: str = "stated"

    @property
    def said(self) -> tuple[str, ...]:
        """The name and the event, as far as given."""
        return tuple(v for v in (self.name, self.event) if v)


@dataclass(frozen=True, slots=True)
class Predicted:
    """A record of a run. ``where_said`` tells whether the run gave any value for the place."""

    parties: tuple[Named, ...]
    signatories: tuple[Named, ...]
    instrument: str | None
    status: str | None
    phrases: tuple[str, ...]
    when: str | None
    where: Place
    where_said: bool
    amounts: frozenset[AmountKey]
    ranges: tuple[Range, ...]
    sentence: str
    pattern: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold record; accepted alternatives stand after the preferred value."""

    parties: tuple[Named, ...]
    signatories: tuple[Named, ...]
    instruments: tuple[str, ...]
    statuses: tuple[str, ...]
    phrases: tuple[str, ...]
    whens: tuple[str, ...]
    when_basis: str | None
    where: Place | None
    amounts: frozenset[AmountKey]
    ranges: tuple[Range, ...]
    sentence: str
    optional: bool


def predicted(row: Mapping[str, Any], text: str) -> Predicted:
    """Read one line of records.jsonl; fields that are missing count as not said.

    Deliberately lenient: a baseline may have been written by an older or newer version of the contract.
    """
    where = row.get("where") or {}
    evidence = row.get("evidence") or []
    return Predicted(
        parties=tuple(_said(p) for p in row.get("parties", [])),
        signatories=tuple(_said(s) for s in row.get("signatories", [])),
        instrument=row.get("instrument"),
        status=row.get("status"),
        phrases=tuple(p for p in (row.get("subject"), row.get("title")) if p),
        when=(row.get("when") or {}).get("edtf") or None,
        where=Place(where.get("name"), where.get("event"), where.get("country")),
        where_said=any(where.values()),
        amounts=frozenset(
            (float(a["value"]), str(a.get("unit", "")).casefold())
            for a in row.get("amounts", [])
            if a.get("value") is not None
        ),
        ranges=_ranges(evidence, text),
        sentence=_text(evidence[0]) if evidence else "",
        pattern=str((row.get("trace") or {}).get("pattern") or ""),
        confidence=row.get("confidence"),
    )


def wanted(record: GoldRecord, text: str) -> Wanted:
    """Read one gold record; evidence is located at its first occurrence in the article."""
    where = record.where if record.where and record.where.model_fields_set else None
    return Wanted(
        parties=tuple(Named(_names(p.name, p.accept), p.optional) for p in record.parties),
        signatories=tuple(Named(_names(s.name, s.accept), s.optional) for s in record.signatories),
        instruments=(record.instrument, *record.instrument_accept),
        statuses=(record.status, *record.status_accept),
        phrases=tuple(p for p in (record.subject, *record.subject_accept, record.title) if p),
        whens=(record.when.edtf, *record.when.accept) if record.when else (),
        when_basis=record.when.basis if record.when else None,
        where=Place(where.name, where.event, where.country, tuple(where.accept), where.basis)
        if where
        else None,
        amounts=frozenset(
            (float(a.value), (str(a.unit) if "unit" in a.model_fields_set else "").casefold())
            for a in record.amounts
        ),
        ranges=_ranges(record.evidence, text),
        sentence=record.evidence[0] if record.evidence else "",
        optional=record.optional,
    )


def _said(item: Mapping[str, Any]) -> Named:
    return Named((item.get("name") or "",))


def _names(name: str, accept: list[str]) -> tuple[str, ...]:
    return tuple(n for n in (name, *accept) if n)


def _text(item: Any) -> str:
    return str(item.get("text", "")) if isinstance(item, Mapping) else str(item)


def _ranges(evidence: Any, text: str) -> tuple[Range, ...]:
    found = []
    for item in evidence:
        if isinstance(item, Mapping) and item.get("start") is not None:
            found.append((int(item["start"]), int(item["end"])))
        elif (at := text.find(_text(item))) >= 0:
            found.append((at, at + len(_text(item))))
    return tuple(found)
