"""Takes out, all at once, candidate pairs that cannot be one agreement, so that they are never judged."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules

_BITS, _WORDS = 64, 4
#: Pairs that are looked at at one time.
_CHUNK = 4_000_000


def sieved(pairs: np.ndarray, profiles: Sequence[Profile]) -> np.ndarray:
    """The rows of ``pairs`` that may be one agreement; what is left out would be judged impossible.

    Left out are: the same status stated for days too far apart; no word and no key of a party in common,
    unless both have a title.
    """
    if not len(pairs):
        return pairs
    first, last, status = _dates(profiles)
    masks = _masks(profiles)
    titled = np.fromiter((bool(p.title) for p in profiles), dtype=bool, count=len(profiles))
    apart = rules().apart_days
    kept = []
    for start in range(0, len(pairs), _CHUNK):
        part = pairs[start : start + _CHUNK]
        i, j = part[:, 0], part[:, 1]
        gap = np.maximum(first[i] - last[j], first[j] - last[i])
        far = (status[i] == status[j]) & (status[i] >= 0) & (gap >= apart)
        shared = np.zeros(len(part), dtype=bool)
        for word in range(_WORDS):
            shared |= (masks[i, word] & masks[j, word]) != 0
        kept.append(part[~far & (shared | (titled[i] & titled[j]))])
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


def _masks(profiles: Sequence[Profile]) -> np.ndarray:
    """For each record the hashed words, keys and states of its parties as bits; some share a bit."""
    made = np.zeros((len(profiles), _WORDS), dtype=np.uint64)
    known: dict[int, int] = {}
    for row, profile in enumerate(profiles):
        mask = 0
        for party in profile.parties:
            bits = known.get(id(party))
            if bits is None:
                told = {*party.words, *party.keys, f"s:{party.state}" if party.state else ""} - {""}
                bits = 0
                for word in told:
                    bits |= 1 << crc32(word.encode("utf-8", "surrogatepass")) % (_BITS * _WORDS)
                known[id(party)] = bits
            mask |= bits
        for part in range(_WORDS):
            made[row, part] = mask >> (_BITS * part) & (1 << _BITS) - 1
    return made
