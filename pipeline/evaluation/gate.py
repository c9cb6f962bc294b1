"""The gate: does a run keep the pinned floors, and if not, in which field and in which articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.bootstrap import intervals
from pipeline.evaluation.calibration import expected_calibration_error
from pipeline.evaluation.errors import EvaluationError
from pipeline.evaluation.floors import Floor, Pinned, Published
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.scoring import Scores
from pipeline.evaluation.tallies import FIELDS, RECORD_FIELDS, RECORD_SCORE, column, f1_of

#: How many articles a fault names.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why the gate is shut: the field or thing, what happened, and the articles to look at."""

    kind: Literal["field", "gold", "lost", "calibration"]
    field: str
    message: str
    articles: tuple[str, ...] = ()


@dataclass(slots=True)
class GateResult:
    """The verdict of the gate; ``notes`` are worth reading and shut nothing."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.faults


class FloorsLowered(EvaluationError):
    """An update would lower floors and no reason was given; ``fields`` maps each to (floor, score)."""

    def __init__(self, fields: Mapping[str, tuple[float, float]]) -> None:
        self.fields = dict(fields)
        falls = ", ".join(f"{f} {old:.4f} to {new:.4f}" for f, (old, new) in self.fields.items())
        super().__init__(f'this would lower floors: {falls}; mend it, or give --allow-regression "reason"')


def check(scores: Scores, gold: GoldSet, pinned: Pinned, *, versions: Mapping[str, str]) -> GateResult:
    """Hold a run against the floors of its gold set."""
    result = GateResult()
    if gold.sha256 != pinned.gold:
        result.faults.append(_gold_fault(gold, pinned))
    if scores.lost:
        message = f"the run never read {len(scores.lost)} of {len(gold)} articles"
        result.faults.append(Fault("lost", "articles", message, tuple(scores.lost[:NAMED])))
    now = f1_of(scores.counts.sum(axis=0))
    raised = []
    for name, floor in pinned.floors.items():
        value = float(now[column(name)])
        if value < floor.floor - floor.noise:
            result.faults.append(_field_fault(name, value, floor, scores, pinned))
        elif value > floor.floor + floor.noise:
            raised.append(f"{name} {floor.floor:.4f} to {value:.4f}")
    error = expected_calibration_error(scores.confidences())
    limit = pinned.max_calibration_error
    if limit is not None and error is not None and error > limit:
        message = f"expected calibration error {error:.4f} is above {limit:.4f}"
        result.faults.append(Fault("calibration", "confidence", message))
    if raised:
        result.notes.append(f"better than pinned, --update-floors would keep it: {', '.join(raised)}")
    changed = [f"{k} {v} (pinned {pinned.versions.get(k, 'unknown')})" for k, v in versions.items()
               if v != pinned.versions.get(k)]  # fmt: skip
    if changed:
        result.notes.append(f"other versions than pinned: {', '.join(changed)}")
    return result


def update(
    pinned: Pinned | None,
    scores: Scores,
    gold: GoldSet,
    *,
    versions: Mapping[str, str],
    today: str,
    allow_regression: str | None = None,
    max_calibration_error: float | None = None,
) -> Pinned:
    """Pin the scores of a run: floors rise to them, and stay where a score is lower within the noise.

    Raises FloorsLowered when a score is lower than that and no reason is given, and EvaluationError when the
    run lost articles, as its scores are those of something else. With ``allow_regression`` the floors fall
    and the reason is kept.
    """
    if scores.lost:
        raise EvaluationError(f"the run never read {', '.join(scores.lost)}; its scores cannot be pinned")
    counts = scores.counts
    now = f1_of(counts.sum(axis=0))
    fresh = _fresh_floors(counts)
    old = pinned.floors if pinned else {}
    lowered = {
        name: (floor.floor, round(float(now[column(name)]), 6))
        for name, floor in old.items()
        if float(now[column(name)]) < floor.floor - floor.noise
    }
    if lowered and not allow_regression:
        raise FloorsLowered(lowered)
    floors = {}
    for name, floor in fresh.items():
        before = old.get(name)
        if before is None or name in lowered:
            floors[name] = floor
        else:
            # Noise that a person widened by hand stays, as long as the gold is the same.
            wide = max(before.noise, floor.noise) if pinned and pinned.gold == gold.sha256 else floor.noise
            floors[name] = Floor(max(before.floor, floor.floor), wide)
    history = list(pinned.allowed_regressions) if pinned else []
    if lowered:
        falls = {name: [old_, new] for name, (old_, new) in lowered.items()}
        history.append(
            {"date": today, "reason": allow_regression, "versions": dict(versions), "fields": falls}
        )
    error = expected_calibration_error(scores.confidences())
    limit = max_calibration_error
    if limit is None and pinned:
        limit = pinned.max_calibration_error
    return Pinned(
        gold=gold.sha256,
        updated=today,
        versions=dict(versions),
        floors=floors,
        scores=_published(scores),
        calibration_error=None if error is None else round(error, 4),
        max_calibration_error=limit,
        allowed_regressions=history,
        articles={
            a.id: {"gold": h, "counts": a.tallies.compact()}
            for a, h in zip(scores.articles, gold.hashes().values(), strict=True)
        },
    )


def _fresh_floors(counts: NDArray[np.int64]) -> dict[str, Floor]:
    summed = counts.sum(axis=0)
    f1 = f1_of(summed)
    floors = {
        name: Floor(round(float(f1[i]), 6), round(_noise(*(int(v) for v in summed[i])), 6))
        for i, name in enumerate(FIELDS)
        if summed[i].any()
    }
    least = min((floors[n].noise for n in RECORD_FIELDS if n in floors), default=0.0) / len(RECORD_FIELDS)
    return {RECORD_SCORE: Floor(round(float(f1[column(RECORD_SCORE)]), 6), round(least, 6)), **floors}


def _noise(tp: int, pred: int, gold: int) -> float:
    """Half of the smallest fall that one more mistake can cause.

    Extraction is deterministic and the gold is pinned, so sampling is no source of noise here: a single
    record that went wrong is a regression. What is left is rounding.
    """
    if not tp:
        return 0.0
    f1 = 2 * tp / (pred + gold)
    extra, missing = 2 * tp / (pred + gold + 1), 2 * (tp - 1) / (pred + gold - 1)
    return (f1 - max(extra, missing)) / 2


def _published(scores: Scores) -> dict[str, Published]:
    total, spans = scores.total, intervals(scores.counts)
    found = {}
    for name in (RECORD_SCORE, *total.rows()):
        low, high = round(spans[name].low, 4), round(spans[name].high, 4)
        if name == RECORD_SCORE:
            found[name] = Published(None, None, total.record_score(), low, high)
        else:
            row = total.row(name)
            found[name] = Published(row.p, row.r, row.f1, low, high)
    return found


def _gold_fault(gold: GoldSet, pinned: Pinned) -> Fault:
    now, then = gold.hashes(), {i: str(e.get("gold")) for i, e in pinned.articles.items()}
    groups = {
        "changed": [i for i in now if i in then and now[i] != then[i]],
        "new": [i for i in now if i not in then],
        "gone": [i for i in then if i not in now],
    }
    told = ", ".join(f"{len(ids)} {word}" for word, ids in groups.items() if ids)
    message = f"the gold is not the one that was pinned ({told or 'order'}); after review run --update-floors"
    return Fault("gold", "gold", message, tuple(i for ids in groups.values() for i in ids)[:NAMED])


def _field_fault(name: str, value: float, floor: Floor, scores: Scores, pinned: Pinned) -> Fault:
    message = f"{name} is {value:.4f}, below its floor {floor.floor:.4f} (noise {floor.noise:.4f})"
    columns = [column(f) for f in RECORD_FIELDS] if name == RECORD_SCORE else [column(name)]

    def mistakes(counts: NDArray[np.int64]) -> tuple[int, int]:
        part = counts[columns]
        wrong = int((part[:, 1] + part[:, 2] - 2 * part[:, 0]).sum())
        return wrong, -int(part[:, 0].sum())

    worse = []
    for article in scores.articles:
        now, then = mistakes(article.tallies.counts), mistakes(pinned.article_counts(article.id))
        if now[0] > then[0] or now[1] > then[1]:
            worse.append((then[0] - now[0], article.id))
    if not worse:  # nothing fell since the pin, so the floor was set by hand: name where the mistakes are
        worse = [(-m, a.id) for a in scores.articles if (m := mistakes(a.tallies.counts)[0])]
    return Fault("field", name, message, tuple(i for _, i in sorted(worse)[:NAMED]))
