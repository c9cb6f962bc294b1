"""How sure a score is: bootstrap intervals over articles, and paired differences of two runs.

An article is drawn whole, because the records of one article succeed and fail together.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.tallies import FIELDS, RECORD_SCORE, column, f1_of

SAMPLES = 2000
SEED = 20240229
_TAILS = (2.5, 97.5)

Direction = Literal["better", "worse", "no difference", "same"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of one F1 from a baseline, its 95 % interval, and what that says.

    ``same`` means that no count changed; ``no difference`` that the change may be chance on this gold.
    """

    field: str
    before: float
    after: float
    interval: Interval
    direction: Direction

    @property
    def change(self) -> float:
        return self.after - self.before


def intervals(counts: NDArray[np.int64], *, samples: int = SAMPLES, seed: int = SEED) -> dict[str, Interval]:
    """The interval of every field's F1 and of RECORD SCORE, for counts of shape (articles, fields, 3)."""
    if not len(counts):
        return {}
    low, high = np.percentile(_resampled(counts, samples, seed), _TAILS, axis=0)
    return {f: Interval(float(low[column(f)]), float(high[column(f)])) for f in (*FIELDS, RECORD_SCORE)}


def differences(
    before: NDArray[np.int64], after: NDArray[np.int64], *, samples: int = SAMPLES, seed: int = SEED
) -> list[Difference]:
    """Compare two runs on the same articles in the same order, field by field, by a paired bootstrap.

    Fields that either run does not have at all are left out. Raises ValueError when the shapes differ.
    """
    if before.shape != after.shape:
        raise ValueError(f"two runs on different articles: {before.shape[0]} and {after.shape[0]}")
    if not len(before):
        return []
    drawn = _resampled(after, samples, seed) - _resampled(before, samples, seed)
    low, high = np.percentile(drawn, _TAILS, axis=0)
    start, end = f1_of(before.sum(axis=0)), f1_of(after.sum(axis=0))
    found = []
    for field in (RECORD_SCORE, *FIELDS):
        i = column(field)
        if field != RECORD_SCORE and not (before[:, i].any() and after[:, i].any()):
            continue
        interval = Interval(float(low[i]), float(high[i]))
        same = bool((before == after).all() if field == RECORD_SCORE else (before[:, i] == after[:, i]).all())
        found.append(Difference(field, float(start[i]), float(end[i]), interval, _direction(interval, same)))
    return found


def _direction(interval: Interval, same: bool) -> Direction:
    if same:
        return "same"
    if interval.low > 0:
        return "better"
    return "worse" if interval.high < 0 else "no difference"


def _resampled(counts: NDArray[np.int64], samples: int, seed: int) -> NDArray[np.float64]:
    """F1 of every resample, of shape (samples, fields + 1); the same seed draws the same articles."""
    n = len(counts)
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=samples)
    # As floats the product runs in BLAS; counts stay far below 2**53, so it is exact.
    drawn = weights.astype(np.float64) @ counts.reshape(n, -1).astype(np.float64)
    return f1_of(drawn.reshape(samples, *counts.shape[1:]))
