"""Takes out candidate pairs that cannot be one agreement, so that they are never judged."""

import math
from collections.abc import Sequence

import numpy as np

from pipeline.linking.bounds import Bounds
from pipeline.linking.pairs import Weights
from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules

#: Pairs that are looked at at one time.
_CHUNK = 1_000_000
#: What rounding may take off a bound.
_ROUNDING = 1e-6


def sieved(pairs: np.ndarray, profiles: Sequence[Profile], weights: Weights) -> np.ndarray:
    """The rows of ``pairs`` that by these weights may reach the threshold (``bounds``)."""
    if not len(pairs):
        return pairs
    bounds, threshold = Bounds(profiles, weights), rules().threshold
    least = math.log(threshold / (1 - threshold)) - _ROUNDING
    parts = (pairs[start : start + _CHUNK] for start in range(0, len(pairs), _CHUNK))
    return np.concatenate([part[bounds.highest(part) >= least] for part in parts])
