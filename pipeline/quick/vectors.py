"""spaCy's convolutional tok2vec (MultiHashEmbed, MaxoutWindowEncoder), read faster than its layers read it.

The embedding of a token depends on its features alone, so each combination of features in a batch is embedded
once. Windows, maxout, layer norm and residual of the encoder (see spaCy's ``MaxoutWindowEncoder``) go over
a block of rows that fits into the processor's cache, with the pieces of a maxout in blocks of columns. The
numbers are the same but for the rounding of sums.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.tokens import Doc
from spacy.util import minibatch

#: Rows that are encoded together.
_BLOCK = 768
_EPSILON = 1e-8
#: An odd factor to mix a feature into the key of a row with; the next feature has its next power.
_FACTOR = 0x9E3779B97F4A7C15


def reads(model: Any) -> bool:
    """Whether a tok2vec model is of the make that is written here, on a CPU."""
    try:
        QuickVectors(model)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return False
    return True


class QuickVectors:
    """The vectors of tokens by the weights of a tok2vec model; ValueError for a model of another make."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self._features, *self._embed = embed.layers
        if self._features.name != "extract_features" or encode.name.split("(")[0] != "with_array":
            raise ValueError(f"no MultiHashEmbed with a MaxoutWindowEncoder: {model.name}")
        self._pad = encode.attrs["pad"]
        self._layers = [_Layer(block) for block in encode.layers[0].layers]

    def __call__(self, docs: Sequence[Doc]) -> list[np.ndarray]:
        """(tokens, width) of each document."""
        rows = self._features.predict(docs)
        lengths = [len(row) for row in rows]
        embedded = self._embedded(np.concatenate(rows))
        # Between documents stand rows of zeros, that no window reaches from one into the next.
        x = np.zeros((sum(lengths) + self._pad * (len(lengths) + 1), embedded.shape[1]), np.float32)
        starts, at, seen = [], self._pad, 0
        for length in lengths:
            x[at : at + length] = embedded[seen : seen + length]
            starts.append(at)
            at, seen = at + length + self._pad, seen + length
        for layer in self._layers:
            x = layer(x)
        return [x[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def _embedded(self, rows: np.ndarray) -> np.ndarray:
        first, which = _distinct(rows)
        out: Any = [rows[first]]
        for layer in self._embed:
            out = layer.predict(out)
        vectors: np.ndarray = out[0][which]
        return vectors


class VectorsComponent:
    """Sets ``doc.tensor``, which taggers and parsers listen to, as the tok2vec of the same pipeline would."""

    def __init__(self, tok2vec: Any) -> None:
        self._tok2vec = tok2vec

    @cached_property
    def _vectors(self) -> QuickVectors:
        return QuickVectors(self._tok2vec.model)  # when first used: a pipeline is made before it is loaded

    def __call__(self, doc: Doc) -> Doc:
        """Set the vectors of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Set the vectors of many documents, in order."""
        for batch in minibatch(docs, batch_size):
            found = list(batch)
            full = [doc for doc in found if len(doc)]
            for doc, vectors in zip(full, self._vectors(full) if full else (), strict=True):
                doc.tensor = vectors
            yield from found


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first of each of the different rows, and which of these each row is."""
    factors = np.array([pow(_FACTOR, k + 1, 2**64) for k in range(rows.shape[1])], np.uint64)
    _, first, which = np.unique((rows * factors).sum(1), return_index=True, return_inverse=True)
    if (rows[first][which] == rows).all():
        return first, which
    return np.arange(len(rows)), np.arange(len(rows))  # two share a key, one chance in billions


class _Layer:
    """residual(expand_window >> maxout >> layernorm), a layer of the encoder."""

    def __init__(self, residual: Any) -> None:
        window, maxout, norm = (_named(residual, name) for name in ("expand_window", "maxout", "layernorm"))
        if window.attrs["window_size"] != 1:
            raise ValueError("a window of another size")
        # (width, pieces, 3 * width) and (width, pieces)
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        if not isinstance(weights, np.ndarray):
            raise ValueError("weights on another device")
        self._width, self._pieces, wide = weights.shape
        if wide != 3 * self._width:
            raise ValueError("a window of another width")
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(wide, -1))
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, x: np.ndarray) -> np.ndarray:
        width = self._width
        around = np.zeros((len(x) + 2, width), np.float32)
        around[1:-1] = x
        windows = as_strided(around, (len(x), 3 * width), around.strides, writeable=False)
        out = np.empty_like(x)
        for start in range(0, len(x), _BLOCK):
            block = np.ascontiguousarray(windows[start : start + _BLOCK])
            pieces = block @ self._weights
            pieces += self._bias
            best = pieces[:, :width]
            for k in range(1, self._pieces):
                best = np.maximum(best, pieces[:, k * width : (k + 1) * width])
            best = best - best.mean(1, keepdims=True)
            variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_EPSILON)
            best *= (1.0 / np.sqrt(variance))[:, None]
            best *= self._scale
            best += self._shift
            np.add(best, x[start : start + _BLOCK], out=out[start : start + _BLOCK])
        return out


def _named(model: Any, name: str) -> Any:
    found = [node for node in model.walk() if node.name == name]
    if not found:
        raise ValueError(f"no {name} in {model.name}")
    return found[0]
