"""Where to cut: thresholds with the best F1 on predictions out of fold."""

from collections import defaultdict

import numpy as np

from training.acts.examples import Example

#: Acts that should not be there carry fillers too; a false filler counts this much for a threshold.
_SPURIOUS = 2.0


def best_f1(
    label: np.ndarray, p: np.ndarray, counted: np.ndarray, total: int, *, spurious: float = _SPURIOUS
) -> float:
    """The threshold with the best F1, where ``total`` is the number of right answers to be found."""
    best = (0.0, 0.5)
    for t in np.arange(0.1, 0.9, 0.01):
        said = (p >= t) & counted
        right = (said & (label == 1)).sum()
        f1 = 2 * right / max(1.0, right + spurious * (said.sum() - right) + total)
        best = max(best, (float(f1), float(round(t, 2))))
    return best[1]


def best_of_each(rows: list[Example], p: np.ndarray, *, spurious: float = 1.5) -> float:
    """The threshold with the best F1 of the best filler of each required act; keys begin with the act."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if row.weight >= 1:
            groups[(row.article, row.key[0])].append(k)
    tops = [max(members, key=lambda k: p[k]) for members in groups.values()]
    total = sum(any(rows[k].label == 1 for k in members) for members in groups.values())
    return best_f1(
        np.array([rows[k].label for k in tops]), p[tops], np.ones(len(tops), bool), total, spurious=spurious
    )
