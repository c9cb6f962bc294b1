"""The fillers of one act look at each other before they are judged, in numpy.

Who is a party depends on who else is there, and the day of an act on the other days named near it. The pairs
of one candidate with all its fillers pass through layers of self-attention (Vaswani et al. 2017, normalised
first) without positions: how a filler stands to the anchor is part of its vector already. It is attention
along the rows of the table of pairs (Tan et al. 2022 have the like for relations in documents).
"""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np

#: Attention heads of a layer.
HEADS = 6
_EPSILON = 1e-5


class Rivals:
    """The layers ``blocks.0``, ``blocks.1`` and so on of the heads' weights; matrices are (in, out)."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._w = weights
        self._layers = sorted({name.split(".")[1] for name in weights if name.startswith("blocks.")})

    def __call__(self, pairs: np.ndarray, sizes: Sequence[int] | None = None) -> np.ndarray:
        """The pairs (fillers, width) after those of one candidate have seen each other; ``sizes`` says how
        many each candidate has, one after the other, and without it they are all of one."""
        blocks = list(pairwise(accumulate(sizes or [len(pairs)], initial=0)))
        for layer in self._layers:
            pairs = pairs + self._attend(pairs, f"blocks.{layer}.", blocks)
            wide = self._linear(self._norm(pairs, f"blocks.{layer}.norm"), f"blocks.{layer}.widen")
            pairs = pairs + self._linear(gelu(wide), f"blocks.{layer}.narrow")
        return pairs

    def _attend(self, pairs: np.ndarray, layer: str, blocks: Sequence[tuple[int, int]]) -> np.ndarray:
        count, width = pairs.shape
        told = self._linear(self._norm(pairs, layer + "merge_norm"), layer + "attend")
        told = told.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
        mixed = np.empty((count, HEADS, width // HEADS), np.float32)
        for start, end in blocks:
            query, key, value = told[:, :, start:end]
            scores = query @ key.transpose(0, 2, 1) / math.sqrt(width // HEADS)
            shares = np.exp(scores - scores.max(-1, keepdims=True))
            mixed[start:end] = ((shares / shares.sum(-1, keepdims=True)) @ value).transpose(1, 0, 2)
        return self._linear(mixed.reshape(count, width), layer + "merge")

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self._w[f"{name}.weight"] + self._w[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + _EPSILON)
        return centred / scale * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]


def gelu(x: np.ndarray) -> np.ndarray:
    """The activation of the heads (the approximation by tanh)."""
    return 0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
