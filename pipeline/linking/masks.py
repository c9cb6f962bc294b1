"""Sets of texts as bit masks, so that millions of pairs of them can be compared at once."""

from collections.abc import Collection, Iterable
from zlib import crc32

import numpy as np

_PARTS = 4
_BITS = 64 * _PARTS
_WORD = (1 << 64) - 1


class Masks:
    """A set of texts a record, as bits; some share a bit. ``slack`` is how many of a record do."""

    def __init__(self, sets: Iterable[Collection[str]], count: int) -> None:
        self.bits = np.zeros((count, _PARTS), dtype=np.uint64)
        self.slack = np.zeros(count, dtype=np.int16)
        known: dict[str, int] = {}
        for row, texts in enumerate(sets):
            mask = 0
            for text in texts:
                bit = known.get(text)
                if bit is None:
                    bit = known[text] = 1 << crc32(text.encode("utf-8", "surrogatepass")) % _BITS
                mask |= bit
            self.slack[row] = len(texts) - mask.bit_count()
            for part in range(_PARTS):
                self.bits[row, part] = mask >> 64 * part & _WORD

    def shared(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """How many texts two records can have in common at the most."""
        return _common(self, i, self, j) + np.minimum(self.slack[i], self.slack[j])

    def meet(self, i: np.ndarray, other: "Masks", j: np.ndarray) -> np.ndarray:
        """Whether a text of these may be among the other ones."""
        return _common(self, i, other, j) > 0

    def among(self, i: np.ndarray, other: "Masks", j: np.ndarray) -> np.ndarray:
        """How many texts of these may be among the other ones, at the most."""
        return _common(self, i, other, j) + self.slack[i]


def _common(a: Masks, i: np.ndarray, b: Masks, j: np.ndarray) -> np.ndarray:
    total = np.zeros(len(i), dtype=np.int16)
    for part in range(_PARTS):
        total += np.bitwise_count(a.bits[i, part] & b.bits[j, part])
    return total
