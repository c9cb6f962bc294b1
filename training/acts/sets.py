"""Fit the choice among sets of actors (``pipeline.relations.party_sets``).

Of the actors that are weighed a right set has every one that stands for a required party, none that stands
for no party, and of the optional ones any. The likelihood of the right sets is made as large as it can be
(conditional log-linear model with the right sets summed over; L-BFGS, Gaussian prior).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import DictVectorizer

from pipeline.relations.context import View
from pipeline.relations.party_joint import Slate
from pipeline.relations.party_sets import elements, members, sets

#: The strength of the prior: what the squared weights cost beside the mean loss of an act. Between 3e-5 and
#: 1e-4 the parties out of fold hardly differ.
_PRIOR = 1e-4
_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Choice:
    """An act to learn from: what its sets are weighed by, and which are right."""

    features: list[dict[str, float]]
    times: np.ndarray
    """(sets, elements)"""
    right: np.ndarray
    """(sets,) booleans"""
    weight: float


def choice(
    ranked: Sequence[tuple[float, int]],
    wanted: Mapping[int, int | None],
    slate: Slate,
    seen: View,
    weight: float,
) -> Choice | None:
    """An act to learn from, by the likeliest actors and which of them are right (1), or may be (None);
    None when no set is right."""
    found = members(ranked, slate)
    if not found:
        return None
    rows = sets(len(found))
    right = np.ones(len(rows), bool)
    for k, member in enumerate(found):
        label = wanted.get(member.actor, 0)
        if label is not None:
            right &= rows[:, k] == bool(label)
    if not right.any():
        return None
    features, times = zip(*elements(found, slate, seen), strict=True)
    return Choice(list(features), np.array(times).T, right, weight)


class Loss:
    """The mean loss of acts and the prior, with its slope."""

    def __init__(self, choices: Sequence[Choice], *, prior: float = _PRIOR) -> None:
        self._prior = prior
        vectoriser = DictVectorizer()
        vectoriser.fit([f for c in choices for f in c.features])
        self.names = [str(name) for name in vectoriser.get_feature_names_out()]
        self._x = vstack([csr_matrix(c.times) @ vectoriser.transform(c.features) for c in choices]).tocsr()
        sizes = np.array([len(c.right) for c in choices])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._group = np.repeat(np.arange(len(choices)), sizes)
        self._right = np.concatenate([c.right for c in choices])
        self._weight = np.array([c.weight for c in choices]) / len(choices)

    def __call__(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss of weights, and its slope by each."""
        score = self._x @ w
        every, total = _shares(score, self._starts, self._group)
        ours, likely = _shares(np.where(self._right, score, -np.inf), self._starts, self._group)
        value = (self._weight * (total - likely)).sum() + self._prior * (w**2).sum()
        slope = self._x.T @ (self._weight[self._group] * (every - ours)) + 2 * self._prior * w
        return float(value), slope


def fit_sets(choices: Sequence[Choice], *, prior: float = _PRIOR) -> tuple[list[str], np.ndarray]:
    """Names and weights of the features. Raises ValueError when the fit does not come to an end."""
    loss = Loss(choices, prior=prior)
    found = minimize(
        loss, np.zeros(len(loss.names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    if not found.success:
        raise ValueError(f"sets of parties: {found.message}")
    return loss.names, found.x


def _shares(score: np.ndarray, starts: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each row in its group, and the log of the sum of each group."""
    top = np.maximum.reduceat(score, starts)
    parts = np.exp(score - top[group])
    total = np.add.reduceat(parts, starts)
    return parts / total[group], np.log(total) + top
