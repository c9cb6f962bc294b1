"""What the encoder should say about each sentence, from the records of its article."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, get_args

from schemas import Instrument, Status

#: The order of the heads' outputs; the exported model depends on it.
STATUSES: tuple[str, ...] = get_args(Status)
INSTRUMENTS: tuple[str, ...] = get_args(Instrument)

#: What the gold's own value gets where the gold accepts others too; these share the rest.
OWN_SHARE = 0.7


class Kind(IntEnum):
    """What a sentence has to do with the records."""

    NOTHING = 0
    ACT = 1
    """It states a required act: it holds the record's first evidence."""
    OTHER = 2
    """It only restates an act or holds an optional one; not counted in the scores of the act head."""


@dataclass(slots=True)
class Target:
    """The targets of one sentence."""

    kind: Kind = Kind.NOTHING
    acts: int = 0
    """Required acts whose first evidence is here."""
    status: list[float] | None = None
    """A distribution over STATUSES, None where the sentence has no act."""
    instrument: list[float] | None = None
    accepted_statuses: list[set[str]] = field(default_factory=list)
    """For each required act the right answers."""
    accepted_instruments: list[set[str]] = field(default_factory=list)


def article_targets(
    text: str, sentences: Sequence[tuple[int, int]], records: Sequence[dict[str, Any]]
) -> list[Target]:
    """The targets of an article's sentences, given as half-open offsets."""
    stated: list[list[dict[str, Any]]] = [[] for _ in sentences]
    touched: list[list[dict[str, Any]]] = [[] for _ in sentences]
    for record in records:
        for position, evidence in enumerate(record["evidence"]):
            hits = _overlaps(text, evidence, sentences)
            if not hits:
                continue
            main = max(hits, key=lambda i: hits[i])
            for i in hits:
                first = i == main and position == 0 and not record.get("optional")
                (stated if first else touched)[i].append(record)
    return [_target(own, other) for own, other in zip(stated, touched, strict=True)]


def soft(records: Sequence[dict[str, Any]], name: str, values: Sequence[str]) -> list[float] | None:
    """The mean distribution of a field over ``values``; alternatives that the gold accepts get a share.

    Raises ValueError where a record's value is not one of ``values``.
    """
    if not records:
        return None
    weights = [0.0] * len(values)
    for record in records:
        own = record[name]
        others = [v for v in record.get(f"{name}_accept") or [] if v in values and v != own]
        weights[values.index(own)] += OWN_SHARE if others else 1.0
        for value in others:
            weights[values.index(value)] += (1 - OWN_SHARE) / len(others)
    total = sum(weights)
    return [weight / total for weight in weights]


def accepted(record: dict[str, Any], name: str) -> set[str]:
    """The right answers for a field of a record."""
    return {record[name], *(record.get(f"{name}_accept") or [])}


def _overlaps(text: str, evidence: Any, sentences: Sequence[tuple[int, int]]) -> dict[int, int]:
    """By sentence index, how many characters of the evidence stand in it; empty where it is not found."""
    quoted = evidence if isinstance(evidence, str) else evidence["text"]
    start = text.find(quoted)
    if start < 0:
        return {}
    end = start + len(quoted)
    shared = {i: min(b, end) - max(a, start) for i, (a, b) in enumerate(sentences)}
    return {i: length for i, length in shared.items() if length > 0}


def _target(stated: list[dict[str, Any]], touched: list[dict[str, Any]]) -> Target:
    records = stated or touched
    return Target(
        kind=Kind.ACT if stated else Kind.OTHER if touched else Kind.NOTHING,
        acts=len(stated),
        status=soft(records, "status", STATUSES),
        instrument=soft(records, "instrument", INSTRUMENTS),
        accepted_statuses=[accepted(record, "status") for record in stated],
        accepted_instruments=[accepted(record, "instrument") for record in stated],
    )
