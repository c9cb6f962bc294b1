"""Counts of right, said and wanted per field, and precision, recall and F1 from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Every field that is scored, in the order of reports.
FIELDS = (
    "found",
    "who",
    "what",
    "when",
    "where",
    "status",
    "instrument",
    "signatories",
    "amounts",
    "strict",
    "published",
    "dates",
    "entities",
    "noise removed",
    "text kept",
)
#: The fields whose mean F1 is the RECORD SCORE.
RECORD_FIELDS = ("who", "what", "when", "where", "status")
RECORD_SCORE = "RECORD SCORE"

#: Per field one row of (right, said, wanted).
Counts = NDArray[np.int64]
_INDEX = {field: i for i, field in enumerate(FIELDS)}
_RECORD_ROWS = [_INDEX[f] for f in RECORD_FIELDS]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one field, rounded to four decimals as they are published."""

    p: float
    r: float
    f1: float
    tp: int
    pred: int
    gold: int


class Tallies:
    """Counts per field that can be added to; ``counts`` is what bootstrap and gate work on."""

    def __init__(self, counts: Counts | None = None) -> None:
        self.counts: Counts = np.zeros((len(FIELDS), 3), dtype=np.int64) if counts is None else counts

    def add(self, field: str, tp: int = 0, pred: int = 0, gold: int = 0) -> None:
        """Count for one field; truth values count as 0 or 1."""
        self.counts[_INDEX[field]] += (int(tp), int(pred), int(gold))

    def row(self, field: str) -> Row:
        tp, pred, gold = (int(v) for v in self.counts[_INDEX[field]])
        p = tp / pred if pred else 0.0
        r = tp / gold if gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return Row(round(p, 4), round(r, 4), round(f, 4), tp, pred, gold)

    def rows(self) -> dict[str, Row]:
        """The figures of every field that occurred."""
        return {f: self.row(f) for f in FIELDS if self.counts[_INDEX[f]].any()}

    def record_score(self) -> float:
        """The mean F1 of who, what, when, where and status; a field that never occurred counts 0."""
        return round(sum(self.row(f).f1 for f in RECORD_FIELDS) / len(RECORD_FIELDS), 4)

    def compact(self) -> dict[str, list[int]]:
        """The counts of the fields that occurred, as they are kept in a floors file."""
        return {f: [int(v) for v in self.counts[i]] for f, i in _INDEX.items() if self.counts[i].any()}


def from_compact(data: Mapping[str, list[int]]) -> Counts:
    """Counts from their compact form; fields that this version does not know are left out."""
    tallies = Tallies()
    for field, (tp, pred, gold) in data.items():
        if field in _INDEX:
            tallies.add(field, tp, pred, gold)
    return tallies.counts


def total(parts: Iterable[Counts]) -> Tallies:
    """The micro sum over articles or records."""
    tallies = Tallies()
    for counts in parts:
        tallies.counts += counts
    return tallies


def f1_of(counts: NDArray[np.number]) -> NDArray[np.float64]:
    """F1 of every field and, last, RECORD SCORE, unrounded, for counts of shape (..., fields, 3)."""
    tp, said = counts[..., 0], counts[..., 1] + counts[..., 2]
    f1 = np.divide(2.0 * tp, said, out=np.zeros(tp.shape, dtype=np.float64), where=said > 0)
    return np.concatenate([f1, f1[..., _RECORD_ROWS].mean(axis=-1, keepdims=True)], axis=-1)


def column(field: str) -> int:
    """Where a field, or RECORD SCORE, stands in the result of ``f1_of``."""
    return len(FIELDS) if field == RECORD_SCORE else _INDEX[field]
