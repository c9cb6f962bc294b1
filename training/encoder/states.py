"""Cache of what the frozen layers make of each sentence, so that every fold and epoch need not run them."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.encoder.base_model import WEIGHTS_SHA256
from training.encoder.batches import group, window_arrays
from training.encoder.dataset import SplitArticle
from training.encoder.network import LOWER_LAYERS, WIDTH, LowerLayers
from training.encoder.windows import Window

log = logging.getLogger(__name__)

_BATCH_TOKENS = 3000


class States:
    """The lower layers' states of every sentence, float16, as one file that is mapped into memory."""

    def __init__(self, array: np.ndarray, starts: np.ndarray) -> None:
        self._array, self._starts = array, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, sentence: int) -> np.ndarray:
        """The states (tokens, WIDTH) of a sentence, counted over all articles."""
        return np.asarray(self._array[self._starts[sentence] : self._starts[sentence + 1]])

    def lengths(self) -> np.ndarray:
        """How many tokens each sentence has."""
        return np.diff(self._starts)


def cached_states(articles: Sequence[SplitArticle], lower: LowerLayers, directory: Path) -> States:
    """The states of all sentences in order, from the directory if it holds those of the same windows."""
    windows = [window for article in articles for window in article.windows]
    lengths = [span.end - span.start for window in windows for span in window.spans]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    array_path, key_path = directory / "states.npy", directory / "key.json"
    key = {"key": _key(windows), "tokens": int(starts[-1])}
    if not (key_path.is_file() and json.loads(key_path.read_text(encoding="utf-8")) == key):
        directory.mkdir(parents=True, exist_ok=True)
        key_path.unlink(missing_ok=True)
        _run(windows, starts, lower, array_path)
        key_path.write_text(json.dumps(key) + "\n", encoding="utf-8")
    return States(np.load(array_path, mmap_mode="r", allow_pickle=False), starts)


def _key(windows: Sequence[Window]) -> str:
    digest = hashlib.sha256(f"{WEIGHTS_SHA256} {LOWER_LAYERS}".encode())
    for window in windows:
        digest.update(repr((window.tokens, [(s.start, s.end) for s in window.spans])).encode())
    return digest.hexdigest()


def _run(windows: Sequence[Window], starts: np.ndarray, lower: LowerLayers, path: Path) -> None:
    array = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=(int(starts[-1]), WIDTH))
    first = np.concatenate([[0], np.cumsum([len(window.spans) for window in windows])])
    groups = group([len(window.tokens) for window in windows], _BATCH_TOKENS)
    with torch.no_grad():
        for done, members in enumerate(groups):
            chosen = [windows[i] for i in members]
            inputs = window_arrays(chosen, [[(0.0, 0.0)] * len(window.spans) for window in chosen])
            states = lower(torch.from_numpy(inputs["ids"]), torch.from_numpy(inputs["mask"])).half().numpy()
            for row, i in enumerate(members):
                for offset, span in enumerate(windows[i].spans):
                    begin = int(starts[first[i] + offset])
                    array[begin : begin + span.end - span.start] = states[row, span.start : span.end]
            if done % 20 == 0:
                log.info("frozen layers: %d of %d batches", done, len(groups))
    array.flush()
