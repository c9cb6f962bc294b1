"""The scores as a table in Markdown."""

from collections.abc import Sequence

import numpy as np

from training.encoder.crossfit import HELD_OUT
from training.encoder.dataset import Sentence
from training.encoder.predictions import Predictions
from training.encoder.probabilities import ACT, INSTRUMENT, STATUS
from training.encoder.recipe import HELD_OUT as HELD_OUT_SETS
from training.encoder.scores import accuracy, average_precision, best_f1, counted, f1_at
from training.encoder.targets import INSTRUMENTS, STATUSES


def table(
    sentences: Sequence[Sentence], folds: np.ndarray, said: Predictions, exported: np.ndarray | None = None
) -> str:
    """Sentence scores of each model out of fold, and on the held-out sets at the threshold found there.

    ``exported`` are the 8-bit model's probabilities of the held-out sentences in order.
    """
    sets = {"OOF": np.flatnonzero(folds != HELD_OUT)}
    groups = np.array([sentence.group for sentence in sentences])
    for name in HELD_OUT_SETS:
        sets[name] = np.flatnonzero((folds == HELD_OUT) & (groups == name))
    act = said.encoder[:, ACT]
    lines = [
        "| states an act (F1, AP) | t | " + " | ".join(f"{n} ({len(m)})" for n, m in sets.items()) + " |"
    ]
    lines.append("|---" * (len(sets) + 2) + "|")
    for name, p in (("words, linear", said.linear), ("encoder", act), ("stacked", said.stacked)):
        lines.append(_act_row(name, p, sentences, sets))
    if exported is not None:
        small = act.copy()
        small[folds == HELD_OUT] = exported[:, ACT]
        lines.append(_act_row("encoder, int8 on the held-out", small, sentences, sets))
    lines += ["", "| accuracy on act sentences | " + " | ".join(sets) + " |", "|---" * (len(sets) + 1) + "|"]
    for field in ("status", "instrument"):
        cells = [_accuracy(field, sentences, said.encoder, members) for members in sets.values()]
        lines.append(f"| {field} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _act_row(name: str, p: np.ndarray, sentences: Sequence[Sentence], sets: dict[str, np.ndarray]) -> str:
    threshold, cells = 0.5, []
    for position, members in enumerate(sets.values()):
        value, right = counted([sentences[i].target.kind for i in members], p[members])
        if position == 0:
            threshold = best_f1(value, right)[1]
        cells.append(f"{f1_at(value, right, threshold):.3f}, {average_precision(value, right):.3f}")
    return f"| {name} | {threshold:.2f} | " + " | ".join(cells) + " |"


def _accuracy(field: str, sentences: Sequence[Sentence], said: np.ndarray, members: np.ndarray) -> str:
    columns, values = (STATUS, STATUSES) if field == "status" else (INSTRUMENT, INSTRUMENTS)
    targets = [sentences[i].target for i in members]
    best = [values[k] for k in said[members, columns].argmax(-1)]
    accepted = [t.accepted_statuses if field == "status" else t.accepted_instruments for t in targets]
    share = accuracy(best, accepted)
    return "-" if share is None else f"{share:.3f}"
