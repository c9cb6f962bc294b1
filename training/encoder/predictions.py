"""Predictions as JSON lines: what other models are stacked on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.encoder.dataset import Sentence
from training.encoder.probabilities import ACT, ANY, INSTRUMENT, MANY, STATUS


@dataclass(slots=True)
class Predictions:
    """What the models say of each sentence, by its number."""

    encoder: np.ndarray
    """(sentences, outputs) as probabilities.py has them."""
    linear: np.ndarray
    stacked: np.ndarray


def write(path: Path, sentences: Sequence[Sentence], said: Predictions, numbers: Iterable[int]) -> None:
    """One object a sentence: its article, raw offsets, probabilities, set and kind; no text."""
    with path.open("w", encoding="utf-8") as out:
        for i in numbers:
            out.write(json.dumps(row(sentences[i], said, i), ensure_ascii=False) + "\n")


def row(sentence: Sentence, said: Predictions, number: int) -> dict[str, Any]:
    """The object of one sentence."""
    own = said.encoder[number]
    return {
        "article": sentence.article,
        "start": sentence.start,
        "end": sentence.end,
        "p_act": round(float(own[ACT]), 5),
        "p_any": round(float(own[ANY]), 5),
        "p_many": round(float(own[MANY]), 5),
        "p_lin": round(float(said.linear[number]), 5),
        "p_stack": round(float(said.stacked[number]), 5),
        "status": [round(float(p), 4) for p in own[STATUS]],
        "instrument": [round(float(p), 4) for p in own[INSTRUMENT]],
        "set": sentence.group,
        "y": int(sentence.target.kind),
    }
