"""The sentence encoder of the accurate profile: does a sentence state an act, of which status and instrument.

A three-layer MiniLM (Wang et al. 2020; Apache-2.0) whose top layer and heads were tuned on the labelled
articles (``training/encoder``), run as an int8 ONNX model on the CPU. One article is one call, so a result
never depends on what else is in the batch.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from pipeline.errors import ModelError

STATUSES = ("proposed", "planned", "agreed", "signed", "approved", "in_force", "ended", "rejected")
INSTRUMENTS = ("agreement", "memorandum", "contract", "declaration", "plan", "institution", "decision")
_CLS, _SEP = 101, 102
_SENTENCE, _CONTEXT, _BLOCK, _BATCH = 160, 60, 200, 4000


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """What the encoder says of one sentence; ``act`` is a probability, the others distributions."""

    act: float
    status: dict[str, float]
    instrument: dict[str, float]


@dataclass(slots=True)
class _Window:
    """Sentences that share one input, with their token ranges: (start, end, sentence, is first, is last)."""

    ids: list[int]
    spans: list[tuple[int, int, int, float, float]]


@cache
def _session() -> tuple[Any, Any]:
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files("pipeline.relations").joinpath("encoder_model")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        with (
            as_file(folder.joinpath("model.int8.onnx")) as model,
            as_file(folder.joinpath("tokenizer.json")) as words,
        ):
            session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(words))
    except Exception as error:
        raise ModelError(
            f"cannot load the sentence encoder ({error}); use --profile fast, or reinstall pactwire"
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer


def score_sentences(sentences: list[str], wanted: list[int]) -> dict[int, SentenceScore]:
    """Scores of the wanted sentences of one article; neighbours give context. Raises ModelError."""
    if not wanted:
        return {}
    session, tokenizer = _session()
    windows = _windows(sentences, sorted(set(wanted)), tokenizer)
    out: dict[int, SentenceScore] = {}
    for batch in _batches(windows):
        logits = session.run(None, _arrays(batch))[0]
        for row, window in enumerate(batch):
            for column, span in enumerate(window.spans):
                z = logits[row, column]
                out[span[2]] = SentenceScore(
                    act=float(1 / (1 + np.exp(-z[0]))),
                    status=dict(zip(STATUSES, _softmax(z[3:11]), strict=True)),
                    instrument=dict(zip(INSTRUMENTS, _softmax(z[11:18]), strict=True)),
                )
    return out


def _softmax(z: np.ndarray) -> list[float]:
    e = np.exp(z - z.max())
    return [float(x) for x in e / e.sum()]


def _windows(sentences: list[str], wanted: list[int], tokenizer: Any) -> list[_Window]:
    """Runs of neighbouring wanted sentences, at most ``_BLOCK`` tokens long, with one neighbour each side."""
    count, keep = len(sentences), set(wanted)
    need = sorted({j for i in wanted for j in (i - 1, i, i + 1) if 0 <= j < count})
    encoded = tokenizer.encode_batch([sentences[i] for i in need], add_special_tokens=False)
    ids = {i: e.ids for i, e in zip(need, encoded, strict=True)}
    windows = []
    i = 0
    while i < count:
        if i not in keep:
            i += 1
            continue
        j, length = i, 0
        while j < count and j in keep and (j == i or length + len(ids[j][:_SENTENCE]) + 1 <= _BLOCK):
            length += len(ids[j][:_SENTENCE]) + 1
            j += 1
        window = _Window([_CLS], [])
        if i > 0:
            window.ids += [*ids[i - 1][:_SENTENCE][-_CONTEXT:], _SEP]
        for k in range(i, j):
            piece = ids[k][:_SENTENCE]
            start = len(window.ids)
            window.spans.append((start, start + len(piece), k, float(k == 0), float(k == count - 1)))
            window.ids += [*piece, _SEP]
        if j < count:
            window.ids += [*ids[j][:_CONTEXT], _SEP]
        windows.append(window)
        i = j
    return windows


def _batches(windows: list[_Window]) -> list[list[_Window]]:
    """Windows of like length together, so that little is padded."""
    out: list[list[_Window]] = []
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if out and (len(out[-1]) + 1) * len(window.ids) <= _BATCH:
            out[-1].append(window)
        else:
            out.append([window])
    return out


def _arrays(batch: list[_Window]) -> dict[str, np.ndarray]:
    width, depth = max(len(w.ids) for w in batch), max(len(w.spans) for w in batch)
    ids = np.zeros((len(batch), width), np.int64)
    mask = np.zeros((len(batch), width), np.int64)
    pool = np.zeros((len(batch), depth, width), np.float32)
    position = np.zeros((len(batch), depth, 2), np.float32)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        for column, (start, end, _, first, last) in enumerate(window.spans):
            pool[row, column, start:end] = 1
            position[row, column] = first, last
    return {"ids": ids, "mask": mask, "pool": pool, "pos": position}
