"""Whether the 8-bit export says the same as the network that was trained."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.encoder.batches import group, window_arrays
from training.encoder.dataset import SplitArticle
from training.encoder.probabilities import ACT, STATUS, probabilities

_BATCH_TOKENS = 4000
#: Above this mean difference of p_act the export is not taken; 0.011 to 0.014 was seen.
MOST_DIFFERENCE = 0.03


class ExportError(Exception):
    """The exported model differs too much from the trained one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sets of predictions for the same sentences agree."""

    sentences: int
    difference: float
    """Mean absolute difference of p_act."""
    same_status: float
    """The share of all sentences, most of them without an act, with the same best status."""


def judge_exported(model: Path, articles: Sequence[SplitArticle]) -> np.ndarray:
    """Probabilities of the sentences of all articles in order, from the exported model."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    windows = [(article, window) for article in articles for window in article.windows]
    rows: dict[int, np.ndarray] = {}
    for members in group([len(window.tokens) for _, window in windows], _BATCH_TOKENS):
        chosen = [windows[i] for i in members]
        ends = [[article.sentences[span.index].ends for span in window.spans] for article, window in chosen]
        logits = session.run(None, window_arrays([window for _, window in chosen], ends))[0]
        for k, i in enumerate(members):
            rows[i] = probabilities(logits[k, : len(chosen[k][1].spans)])
    return np.concatenate([rows[i] for i in range(len(windows))])


def agreement(trained: np.ndarray, exported: np.ndarray) -> Agreement:
    """Compare predictions; raises ExportError if they differ too much."""
    difference = float(np.abs(trained[:, ACT] - exported[:, ACT]).mean())
    same = float((trained[:, STATUS].argmax(-1) == exported[:, STATUS].argmax(-1)).mean())
    if difference > MOST_DIFFERENCE:
        raise ExportError(f"p_act of the exported model is off by {difference:.3f} on average")
    return Agreement(len(trained), difference, same)
