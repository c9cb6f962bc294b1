"""Everything an evaluation found: the one value that terminal, JSON file and page are made from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from pipeline.evaluation.bootstrap import SAMPLES, Difference, Interval, differences, intervals
from pipeline.evaluation.breakdown import By, Confusion, Part, confusion, parts
from pipeline.evaluation.calibration import Bin, bins, expected_calibration_error
from pipeline.evaluation.compare import Change, changes
from pipeline.evaluation.findings import Finding
from pipeline.evaluation.floors import Pinned
from pipeline.evaluation.gate import GateResult
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.run import Run
from pipeline.evaluation.scoring import Scores, score
from pipeline.evaluation.spans_view import entity_spans
from pipeline.evaluation.tallies import RECORD_SCORE


@dataclass(slots=True)
class Calibration:
    """How well confidence means probability: of being in gold, and of being right in every field."""

    records: int
    error: float | None
    strict_error: float | None
    bins: list[Bin]
    strict_bins: list[Bin]


@dataclass(slots=True)
class Report:
    """One evaluation. ``baseline`` names what ``differences`` and ``changes`` compare with, if anything."""

    name: str
    gold_sha256: str
    gold_records: int
    versions: dict[str, str]
    scores: Scores
    intervals: dict[str, Interval]
    parts: dict[By, list[Part]]
    confusions: dict[str, Confusion]
    calibration: Calibration
    entity_spans: dict[str, dict[str, float]] | None
    baseline: str | None = None
    differences: list[Difference] = field(default_factory=list)
    changes: list[Change] | None = None
    gate: GateResult | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        return self.scores.errors()


def make_report(
    run: Run,
    gold: GoldSet,
    *,
    baseline: Run | None = None,
    baseline_name: str = "baseline",
    pinned: Pinned | None = None,
    samples: int = SAMPLES,
) -> Report:
    """Score a run and set it beside a baseline run, or else beside the pinned floors of the same gold."""
    scores = score(run, gold)
    report = Report(
        name=gold.name,
        gold_sha256=gold.sha256,
        gold_records=sum(not r.optional for item in gold for r in item.gold.records),
        versions=run.versions(),
        scores=scores,
        intervals=intervals(scores.counts, samples=samples),
        parts={by: parts(scores, by) for by in get_args(By)},
        confusions={"status": confusion(scores, "status"), "instrument": confusion(scores, "instrument")},
        calibration=_calibration(scores),
        entity_spans=entity_spans(run, gold),
    )
    if baseline is not None:
        before = score(baseline, gold)
        report.baseline = baseline_name
        report.differences = differences(before.counts, scores.counts, samples=samples)
        report.changes = changes(before, scores)
    elif pinned is not None and pinned.gold == gold.sha256:
        counts = pinned.counts([a.id for a in scores.articles])
        if counts is not None:
            report.baseline = f"the floors of {pinned.updated}"
            report.differences = differences(counts, scores.counts, samples=samples)
    return report


def _calibration(scores: Scores) -> Calibration:
    found, strict = scores.confidences(), scores.confidences(strict=True)
    return Calibration(
        records=len(found),
        error=expected_calibration_error(found),
        strict_error=expected_calibration_error(strict),
        bins=bins(found),
        strict_bins=bins(strict),
    )


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON data: what a dashboard or another tool would want to read."""
    total = report.scores.total
    fields: dict[str, dict[str, Any]] = {name: asdict(row) for name, row in total.rows().items()}
    fields = {RECORD_SCORE: {"f1": total.record_score()}, **fields}
    for name, row in fields.items():
        if name in report.intervals:
            row["low"], row["high"] = (round(v, 4) for v in asdict(report.intervals[name]).values())
    return {
        "gold": {"name": report.name, "sha256": report.gold_sha256, "records": report.gold_records},
        "articles": len(report.scores.articles),
        "lost": report.scores.lost,
        "kept_out": report.scores.kept_out,
        "versions": report.versions,
        "fields": fields,
        "parts": {by: _parts(group) for by, group in report.parts.items()},
        "confusion": {
            name: [{"gold": g, "said": s, "records": n} for (g, s), n in sorted(c.counts.items())]
            for name, c in report.confusions.items()
        },
        "calibration": asdict(report.calibration),
        "entity_spans": report.entity_spans,
        "baseline": report.baseline,
        "differences": [{**asdict(d), "change": round(d.change, 6)} for d in report.differences],
        "changes": None if report.changes is None else [asdict(c) for c in report.changes],
        "errors": [asdict(f) for f in report.errors],
        "gate": None if report.gate is None else {"passed": report.gate.passed, **asdict(report.gate)},
        "seconds": report.seconds,
    }


def _parts(group: Sequence[Part]) -> list[dict[str, Any]]:
    return [
        {
            "name": p.name,
            "size": p.size,
            RECORD_SCORE: p.tallies.record_score(),
            "fields": {name: asdict(row) for name, row in p.tallies.rows().items()},
        }
        for p in group
    ]
