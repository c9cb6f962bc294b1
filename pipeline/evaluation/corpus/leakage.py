"""Articles that share text: duplicates, and leaks from one split into another.

Two articles are compared by the runs of words (shingles) that they share. A quoted sentence is no leak; a
rewritten agency report is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluation.gold import GoldItem

#: Words of a shingle.
SIZE = 6
#: From this share of the shorter article's shingles on, two articles are taken for versions of one text.
SHARED = 0.25

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two articles that share text, with the share of the shorter one that stands in the other."""

    first: str
    first_split: str
    second: str
    second_split: str
    shared: float

    @property
    def leak(self) -> bool:
        """Whether the two are in different splits."""
        return self.first_split != self.second_split


def overlaps(splits: Iterable[tuple[str, Sequence[GoldItem]]], *, shared: float = SHARED) -> list[Overlap]:
    """Every pair of articles that share at least this much text, the most alike first."""
    articles = [(split, item.id, shingles(item)) for split, items in splits for item in items]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, (_, _, marks) in enumerate(articles):
        for mark in marks:
            holders[mark].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        common.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    found = []
    for (a, b), n in common.items():
        size = min(len(articles[a][2]), len(articles[b][2]))
        if n / size >= shared:
            found.append(Overlap(articles[a][1], articles[a][0], articles[b][1], articles[b][0], n / size))
    return sorted(found, key=lambda o: (-o.shared, o.first, o.second))


def shingles(item: GoldItem) -> frozenset[int]:
    """The shingles of an article without its noise, which agencies share; a short text is one shingle."""
    body = item.text
    for noise in item.gold.noise:
        body = body.replace(noise, "\n", 1)
    found = [w.casefold() for w in _WORD.findall(body)]
    if not found:
        return frozenset()
    return frozenset(hash(tuple(found[i : i + SIZE])) for i in range(max(1, len(found) - SIZE + 1)))
