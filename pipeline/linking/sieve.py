"""Takes out, all at once, candidate pairs that cannot be one agreement, so that they are never judged."""

import math
from collections.abc import Sequence

import numpy as np

from pipeline.linking.bounds import Bounds, Masks
from pipeline.linking.pairs import Weights
from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules

#: Pairs that are looked at at one time.
_CHUNK = 1_000_000
#: What rounding may take off a bound.
_ROUNDING = 1e-6


def sieved(pairs: np.ndarray, profiles: Sequence[Profile], weights: Weights) -> np.ndarray:
    """The rows of ``pairs`` that may be judged one agreement.

    Left out are: the same status stated for days too far apart; no word and no key of a party in common,
    unless both have a title; and what by these weights cannot reach the threshold (``bounds``).
    """
    if not len(pairs):
        return pairs
    first, last, status = _dates(profiles)
    names = Masks(map(_named, profiles), len(profiles))
    titled = np.fromiter((bool(p.title) for p in profiles), dtype=bool, count=len(profiles))
    bounds, apart, threshold = Bounds(profiles, weights), rules().apart_days, rules().threshold
    least = math.log(threshold / (1 - threshold)) - _ROUNDING
    kept = []
    for start in range(0, len(pairs), _CHUNK):
        part = pairs[start : start + _CHUNK]
        i, j = part[:, 0], part[:, 1]
        gap = np.maximum(first[i] - last[j], first[j] - last[i])
        far = (status[i] == status[j]) & (status[i] >= 0) & (gap >= apart)
        part = part[~far & (names.meet(i, names, j) | (titled[i] & titled[j]))]
        kept.append(part[bounds.highest(part) >= least])
    return np.concatenate(kept)


def _dates(profiles: Sequence[Profile]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last day, and the status as a number; -1 where the record states no date."""
    numbers = {name: n for n, name in enumerate(rules().stages)}
    count = len(profiles)
    stated = [p.days if p.days and p.days.stated else None for p in profiles]
    first = np.fromiter((d.first if d else 0 for d in stated), dtype=np.int32, count=count)
    last = np.fromiter((d.last if d else 0 for d in stated), dtype=np.int32, count=count)
    status = np.fromiter(
        (numbers[p.status] if d else -1 for p, d in zip(profiles, stated, strict=True)), np.int8, count
    )
    return first, last, status


def _named(profile: Profile) -> set[str]:
    """The words, keys and states of a record's parties."""
    parties = profile.parties
    found = {text for party in parties for text in (*party.words, *party.keys)}
    return found | {f"s:{party.state}" for party in parties if party.state}
