"""Grouping of sequences of unequal length, and the arrays that a group becomes."""

import random
from collections.abc import Sequence

import numpy as np

from training.encoder.windows import Window

#: How far a sequence may move from its place in the order of lengths, in tokens, when an epoch is shuffled.
_JITTER = 20


def group(lengths: Sequence[int], tokens: int, rng: random.Random | None = None) -> list[list[int]]:
    """Indices in groups of like length of at most ``tokens`` tokens with padding; shuffled with ``rng``.

    A sequence that is longer by itself is a group of its own.
    """
    noise = [rng.random() * _JITTER if rng else 0.0 for _ in lengths]
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + noise[i])
    groups: list[list[int]] = []
    width = 0
    for i in order:
        width = max(width, lengths[i])
        if groups and (len(groups[-1]) + 1) * width <= tokens:
            groups[-1].append(i)
        else:
            groups.append([i])
            width = lengths[i]
    if rng:
        rng.shuffle(groups)
    return groups


def window_arrays(
    windows: Sequence[Window], ends: Sequence[Sequence[tuple[float, float]]]
) -> dict[str, np.ndarray]:
    """The inputs of the exported model: ``ids`` and ``mask`` (windows, tokens), ``pool`` (windows, sentences,
    tokens), 1 on the tokens of each sentence, and ``pos`` (windows, sentences, 2)."""
    rows = len(windows)
    width = max(len(window.tokens) for window in windows)
    depth = max(len(window.spans) for window in windows)
    ids, mask = np.zeros((rows, width), np.int64), np.zeros((rows, width), np.int64)
    pool, pos = np.zeros((rows, depth, width), np.float32), np.zeros((rows, depth, 2), np.float32)
    for row, window in enumerate(windows):
        ids[row, : len(window.tokens)] = window.tokens
        mask[row, : len(window.tokens)] = 1
        for column, span in enumerate(window.spans):
            pool[row, column, span.start : span.end] = 1
            pos[row, column] = ends[row][column]
    return {"ids": ids, "mask": mask, "pool": pool, "pos": pos}
