"""How well the network ranks acts and fillers and chooses statuses and instruments."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.relations.opinions import ROLES, STATUSES
from training.encoder.targets import Pair, Target


@dataclass(slots=True)
class Predictions:
    """Logits by article and candidate, and by role of article, candidate, start and end."""

    kinds: dict[tuple[str, int], tuple[list[float], Target]] = field(default_factory=dict)
    roles: dict[str, dict[tuple[str, int, int, int], tuple[float, Pair]]] = field(
        default_factory=lambda: {role: {} for role in ROLES}
    )

    def update(self, other: "Predictions") -> None:
        """Take over the predictions for other articles."""
        self.kinds.update(other.kinds)
        for role, rows in other.roles.items():
            self.roles[role].update(rows)


@dataclass(frozen=True, slots=True)
class Score:
    """A figure over ``cases``, ``right`` of which are right answers; None where there are no cases."""

    name: str
    measure: str
    value: float | None
    cases: int
    right: int


def average_precision(scores: Sequence[float], right: Sequence[int]) -> float:
    """The mean of the precision at each right answer, best score first; 0 where nothing is right."""
    hits = np.array(right)[np.argsort(-np.array(scores), kind="stable")]
    if not hits.sum():
        return 0.0
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum())


def scores(said: Predictions) -> list[Score]:
    """Average precision of acts and roles, accuracy of status and instrument.

    Optional acts count in the roles only. A status or instrument is right where the gold accepts it.
    """
    acts = [(z[0], t.act[0]) for z, t in said.kinds.values() if t.act is not None and t.act[1] == 1]
    out = [_ranked("act", acts)]
    first = 1 + len(STATUSES)
    for name, columns in (("status", slice(1, first)), ("instrument", slice(first, None))):
        told = [(z[columns], getattr(t, name)) for z, t in said.kinds.values()]
        hits = [x[0][int(np.argmax(z))] > 0 for z, x in told if x is not None and x[1] == 1]
        value = float(np.mean(hits)) if hits else None
        out.append(Score(name, "accuracy", value, len(hits), sum(hits)))
    for role in ROLES:
        out.append(_ranked(role, [(z, p.label) for z, p in said.roles[role].values() if p.weight > 0]))
    return out


def _ranked(name: str, rows: Sequence[tuple[float, int]]) -> Score:
    value = average_precision([z for z, _ in rows], [label for _, label in rows]) if rows else None
    return Score(name, "average precision", value, len(rows), sum(label for _, label in rows))


def table(folds: Sequence[Predictions]) -> str:
    """The scores of each fold, by a model that did not see it, and of all together, as a Markdown table."""
    together = Predictions()
    for said in folds:
        together.update(said)
    columns = [scores(said) for said in [*folds, together]]
    names = [*(f"fold {k}" for k in range(len(folds))), "all"]
    lines = [f"| | measure | {' | '.join(names)} | cases | right |", "|" + "---|" * (len(names) + 4)]
    for row in zip(*columns, strict=True):
        last = row[-1]
        right = last.right if last.measure == "average precision" else ""
        lines.append(
            f"| {last.name} | {last.measure} | {' | '.join(_text(s.value) for s in row)} "
            f"| {last.cases} | {right} |"
        )
    return "\n".join(lines) + "\n"


def _text(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
