"""Confidence as a probability: how far it is from one, and the mapping that makes it one.

A mapping is plain data, two lists (``raw`` to ``confidence``) with straight lines between their points, so
that a stage can apply it without importing this package.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

BINS = 10
Pair = tuple[float, bool]
Method = Literal["auto", "isotonic", "platt"]

_FOLDS = 5
_KNOTS = 21
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Bin:
    """The records of one range of confidence: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


def bins(pairs: Iterable[Pair], *, count: int = BINS) -> list[Bin]:
    """Group pairs of (confidence, right) into ranges of equal width; empty ranges are left out."""
    groups: dict[int, list[Pair]] = {}
    for confidence, right in pairs:
        groups.setdefault(min(int(confidence * count), count - 1), []).append((confidence, right))
    return [
        Bin(
            low=i / count,
            high=(i + 1) / count,
            size=len(group),
            confidence=sum(c for c, _ in group) / len(group),
            right=sum(r for _, r in group) / len(group),
        )
        for i, group in sorted(groups.items())
    ]


def expected_calibration_error(pairs: Sequence[Pair], *, count: int = BINS) -> float | None:
    """The mean distance between confidence and the share that is right, weighted by bin size; None for no
    pair.
    """
    if not pairs:
        return None
    return sum(b.size * abs(b.confidence - b.right) for b in bins(pairs, count=count)) / len(pairs)


def fit_calibration(pairs: Sequence[Pair], *, method: Method = "auto") -> dict[str, Any]:
    """Fit a rising mapping from raw confidence to the probability of being right.

    ``isotonic`` follows the data in steps, ``platt`` is a sigmoid; ``auto`` takes the one with the lower
    squared error in cross-validation over the pairs, which should all come from the train split. The answer
    is JSON data for ``apply``. Raises ValueError for no pairs.
    """
    if not pairs:
        raise ValueError("no pairs to fit a calibration on")
    if method == "auto":
        errors = {m: _cross_validated(pairs, m) for m in ("platt", "isotonic")}
        method = "isotonic" if errors["isotonic"] < errors["platt"] else "platt"
    points = _isotonic(pairs) if method == "isotonic" else _platt(pairs)
    mapping: dict[str, Any] = {
        "method": method,
        "pairs": len(pairs),
        "raw": [round(x, 6) for x, _ in points],
        "confidence": [round(y, 6) for _, y in points],
    }
    after = [(apply(mapping, c), r) for c, r in pairs]
    mapping["error_before"] = round(expected_calibration_error(pairs) or 0.0, 4)
    mapping["error_after"] = round(expected_calibration_error(after) or 0.0, 4)
    return mapping


def apply(mapping: Mapping[str, Any], raw: float) -> float:
    """The calibrated confidence of a raw one: on the line between the points around it, the end value
    outside.
    """
    return float(np.interp(raw, mapping["raw"], mapping["confidence"]))


def _isotonic(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """Pool adjacent violators; each pool is a point at its mean confidence.

    Every pool's share is drawn a little to the middle (one right and one wrong added), as a small pool of
    only right records is no proof of certainty.
    """
    pools: list[list[float]] = []  # sum of confidences, right, size
    for confidence, right in sorted(pairs):
        pools.append([confidence, float(right), 1.0])
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    points: list[tuple[float, float]] = []
    floor = 0.0
    for confidences, good, size in pools:
        floor = max(floor, (good + 1) / (size + 2))  # adding two can turn the order of two small pools round
        x = confidences / size
        if points and x - points[-1][0] < _EDGE:
            points[-1] = (points[-1][0], floor)
        else:
            points.append((x, floor))
    return points


def _share(pool: Sequence[float]) -> float:
    return pool[1] / pool[2]


def _platt(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """A sigmoid over the log-odds of the raw confidence, by Newton's method with Platt's softened targets."""
    x = _logit(np.array([c for c, _ in pairs]))
    right = np.array([r for _, r in pairs], dtype=np.float64)
    good, bad = right.sum(), len(pairs) - right.sum()
    target = np.where(right > 0, (good + 1) / (good + 2), 1 / (bad + 2))
    design = np.stack([x, np.ones_like(x)], axis=1)
    theta = np.array([0.0, np.log((good + 1) / (bad + 1))])
    ridge = np.eye(2) * 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        gradient = design.T @ (p - target) + ridge @ theta
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + ridge, gradient)
        theta -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    theta[0] = max(theta[0], 0.0)  # a falling mapping would say that the ranking is upside down
    grid = np.linspace(0.0, 1.0, _KNOTS)
    y = 1 / (1 + np.exp(-np.clip(np.stack([_logit(grid), np.ones_like(grid)], axis=1) @ theta, -30, 30)))
    return [(float(a), float(b)) for a, b in zip(grid, y, strict=True)]


def _logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    p = np.clip(p, 1e-3, 1 - 1e-3)
    return np.log(p / (1 - p))


def _cross_validated(pairs: Sequence[Pair], method: Method) -> float:
    """The mean squared error on folds that the mapping was not fitted on."""
    ordered = sorted(pairs)
    errors = []
    for fold in range(min(_FOLDS, len(ordered))):
        held = ordered[fold::_FOLDS]
        rest = [p for i, p in enumerate(ordered) if i % _FOLDS != fold]
        if rest:
            xs, ys = zip(*(_isotonic(rest) if method == "isotonic" else _platt(rest)), strict=True)
            mapping = {"raw": xs, "confidence": ys}
            errors += [(apply(mapping, c) - r) ** 2 for c, r in held]
    return sum(errors) / len(errors) if errors else 0.0
