"""Scores of sentence judgements."""

from collections.abc import Sequence

import numpy as np

from training.encoder.targets import Kind


def counted(kinds: Sequence[Kind], p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(probability, is an act) of the sentences that count: all but those that only restate an act."""
    kind = np.asarray(kinds, dtype=int)
    keep = kind != Kind.OTHER
    return p[keep], kind[keep] == Kind.ACT


def best_f1(p: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """(F1, threshold) of the threshold with the best F1; (0, 0.5) without sentences."""
    if not len(p):
        return 0.0, 0.5
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(p) + 1) + right.sum())
    best = int(f1.argmax())
    return float(f1[best]), float(p[order][best])


def f1_at(p: np.ndarray, right: np.ndarray, threshold: float) -> float:
    """F1 of the sentences at or above a threshold."""
    said = p >= threshold
    return float(2 * (said & right).sum() / max(1, said.sum() + right.sum()))


def average_precision(p: np.ndarray, right: np.ndarray) -> float:
    """Mean precision at the rank of each act."""
    hits = right[np.argsort(-p, kind="stable")]
    if not hits.any():
        return 0.0
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def accuracy(best: Sequence[str], accepted: Sequence[Sequence[set[str]]]) -> float | None:
    """The share of act sentences whose best value one of their acts accepts; None without such sentences."""
    pairs = zip(best, accepted, strict=True)
    judged = [any(value in answers for answers in acts) for value, acts in pairs if acts]
    return sum(judged) / len(judged) if judged else None
