"""Which records are compared at all: those that share a key. Near linear, and no pair comes twice."""

from array import array
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from zlib import crc32

import numpy as np

from pipeline.linking.days import Days
from pipeline.linking.profile import Profile
from pipeline.linking.words import telling

#: How the key of an article begins.
OF_ARTICLE = "a"
_PARTIES, _WORDS, _EDGE_DAYS = 5, 4, 3
#: A range longer than this is not filed under its months.
_LONG = 70
#: Repeated pairs are taken out each time so many have come, so that memory follows the pairs, not the blocks.
_COMPACT = 20_000_000


def keys(profile: Profile) -> list[str]:
    """The keys a record is filed under; two records of one agreement should share one.

    Pairs of parties with the month; parties with telling words of the subject and title; two telling words
    with the month; all parties; the title; the article. They hang on the record alone, not on the others.
    """
    blocks = sorted({p.block for p in profile.parties}, key=lambda b: (crc32(b.encode()), b))
    words = telling({*profile.subject, *profile.title})[:_WORDS]
    months = _months(profile.days)
    made = []
    pairs = list(combinations(sorted(blocks[:_PARTIES]), 2)) or [(block, "") for block in blocks]
    made += [f"m{month}|{a}|{b}" for month in months for a, b in pairs]
    made += [f"w{word}|{block}" for block in blocks[:_PARTIES] for word in words]
    made += [f"x{month}|{a}|{b}" for month in months for a, b in combinations(sorted(words[:3]), 2)]
    if len(blocks) > 1:
        made.append(f"p{'|'.join(sorted(blocks))}")
    title = telling(profile.title)
    if title:
        made.append(f"t{' '.join(sorted(profile.title))}")
    made.append(f"{OF_ARTICLE}{profile.article}")
    return made


def _months(days: Days | None) -> list[int]:
    if days is None or days.last - days.first > _LONG:
        return []
    first, last = days.first - _EDGE_DAYS, days.last + _EDGE_DAYS
    months = range(_month(first), _month(last) + 1)
    # A year that is unknown goes round: December is next to January.
    return sorted({-1 - month % 12 for month in months}) if days.yearless else list(months)


def _month(day: int) -> int:
    made = date.fromordinal(min(max(day, 1), date.max.toordinal()))
    return made.year * 12 + made.month


def candidates(profiles: Sequence[Profile], *, window: int) -> np.ndarray:
    """The pairs to compare, each once, as rows (i, j) with i < j, sorted.

    Within a key's block each record meets the ``window`` records that follow it in time, so that a block of
    any size costs no more than ``window`` comparisons a record.
    """
    filed, owners = _filed(profiles)
    order = np.lexsort((_in_time(profiles)[owners], filed))
    filed, owners = filed[order], owners[order]
    count = len(profiles)
    found: list[np.ndarray] = []
    loose = 0
    alive = np.arange(len(filed))
    for step in range(1, window + 1):
        alive = alive[alive + step < len(filed)]
        alive = alive[filed[alive] == filed[alive + step]]
        if not len(alive):
            break
        a, b = owners[alive].astype(np.int64), owners[alive + step].astype(np.int64)
        found.append((np.minimum(a, b) * count + np.maximum(a, b))[a != b])
        loose += len(alive)
        if loose > _COMPACT:
            found, loose = [np.unique(np.concatenate(found))], 0
    if not found:
        return np.empty((0, 2), dtype=np.int32)
    codes = np.unique(np.concatenate(found)) if len(found) > 1 or loose else found[0]
    found.clear()
    pairs = np.empty((len(codes), 2), dtype=np.int32)
    for start in range(0, len(codes), _COMPACT):
        part = slice(start, start + _COMPACT)
        pairs[part, 0], pairs[part, 1] = np.divmod(codes[part], count)
    return pairs


def _filed(profiles: Sequence[Profile]) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of all keys, and whose they are."""
    hashes, sizes = array("Q"), array("q")
    for profile in profiles:
        made = keys(profile)
        sizes.append(len(made))
        hashes.extend(map(_hash, made))
    owners = np.repeat(np.arange(len(profiles), dtype=np.int32), np.frombuffer(sizes, dtype=np.int64))
    return np.frombuffer(hashes, dtype=np.uint64), owners


def _hash(key: str) -> int:
    # Python's own hash of a text differs from run to run; a collision costs a needless comparison, no more.
    data = key.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data[::-1], 0x9E3779B9)


def _in_time(profiles: Sequence[Profile]) -> np.ndarray:
    """The rank of each record in time; ties by name, so that the order of reading makes no difference."""
    days = [p.days.first if p.days and not p.days.yearless else (p.published or 0) for p in profiles]
    order = sorted(range(len(profiles)), key=lambda i: (days[i], profiles[i].article, profiles[i].id))
    ranks = np.empty(len(profiles), dtype=np.int64)
    ranks[order] = np.arange(len(profiles))
    return ranks
