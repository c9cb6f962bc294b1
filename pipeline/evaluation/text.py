"""An evaluation as plain text for a terminal or a CI log."""

from collections.abc import Iterable, Sequence

from pipeline.evaluation.bootstrap import Difference
from pipeline.evaluation.breakdown import Part
from pipeline.evaluation.compare import Change, by_article
from pipeline.evaluation.findings import Finding
from pipeline.evaluation.gate import GateResult
from pipeline.evaluation.report import Report
from pipeline.evaluation.tallies import RECORD_SCORE

_SHOWN_PER_PART = ("found", "who", "what", "when", "where", "status", "instrument", "strict")
_CUT = 150


def report_text(report: Report, *, brief: bool = False) -> str:
    """The score table, then what changed, then, unless brief, parts of the corpus and calibration."""
    blocks = [_head(report), _table(report)]
    if report.differences:
        blocks.append(_summary(report.differences, report.baseline or "baseline"))
    if report.changes:
        blocks.append(changes_text(report.changes))
    if not brief:
        blocks += [_parts(f"by {by}", group) for by, group in report.parts.items()]
        blocks.append(_calibration(report))
        if report.entity_spans:
            ways = ", ".join(f"{way} {row['f1']:.3f}" for way, row in report.entity_spans.items())
            blocks.append(f"entity spans (nervaluate, F1): {ways}")
    if report.gate:
        blocks.append(gate_text(report.gate))
    return "\n\n".join(blocks)


def gate_text(result: GateResult) -> str:
    """The verdict of the gate, one fault a line, with the articles to look at."""
    lines = ["gate: passed" if result.passed else f"gate: FAILED, {len(result.faults)} faults"]
    for fault in result.faults:
        lines.append(f"  {fault.message}")
        if fault.articles:
            lines.append(f"    look at: {', '.join(fault.articles)}")
    return "\n".join(lines + [f"  note: {note}" for note in result.notes])


def changes_text(changes: Sequence[Change]) -> str:
    """What changed, article by article: field, before, after, gold, sentence."""
    lines = [f"changed in {len({c.article for c in changes})} articles"]
    for article, group in by_article(changes).items():
        lines.append(f"  {article}")
        for change in group:
            lines.append(f"    {change.field}: {change.effect}")
            for label, value in (
                ("before", change.before),
                ("after", change.after),
                ("gold", change.gold),
                ("sentence", change.sentence),
            ):
                if value or label in ("before", "after"):
                    lines.append(f"      {label:8} {_short(value)}")
    return "\n".join(lines)


def _head(report: Report) -> str:
    text = f"{report.name}: {len(report.scores.articles)} articles, {report.gold_records} gold records"
    if report.scores.kept_out:
        text += f"\n{report.scores.kept_out} records kept out for their low confidence"
    if report.scores.lost:
        text += f"\nNEVER READ by this run: {', '.join(report.scores.lost)}"
    return text


def _table(report: Report) -> str:
    change = {d.field: d for d in report.differences}
    total = report.scores.total
    lines = [f"{'':14} {'P':>6} {'R':>6} {'F1':>6}  {'95 %':13} {'right':>6} {'said':>6} {'gold':>6}"]
    for name, row in total.rows().items():
        line = f"{name:14} {row.p:6.3f} {row.r:6.3f} {row.f1:6.3f}  {_interval(report, name):13}"
        lines.append(f"{line} {row.tp:6} {row.pred:6} {row.gold:6}{_change(change.get(name))}")
    score = (
        f"{RECORD_SCORE:14} {'':6} {'':6} {total.record_score():6.4f}  {_interval(report, RECORD_SCORE):13}"
    )
    lines.append(f"{score} {'':20}{_change(change.get(RECORD_SCORE))}".rstrip())
    return "\n".join(lines)


def _interval(report: Report, name: str) -> str:
    span = report.intervals.get(name)
    return f"{span.low:.3f}-{span.high:.3f}" if span else ""


def _change(difference: Difference | None) -> str:
    if difference is None or difference.direction == "same":
        return ""
    return f"  {difference.change:+.4f} {difference.direction}"


def _summary(found: Iterable[Difference], baseline: str) -> str:
    groups: dict[str, list[str]] = {}
    for difference in found:
        span = f"{difference.interval.low:+.4f} to {difference.interval.high:+.4f}"
        groups.setdefault(difference.direction, []).append(
            f"{difference.field} {difference.change:+.4f} ({span})"
        )
    lines = [f"against {baseline} (paired bootstrap over articles, 95 %)"]
    for direction in ("better", "worse", "no difference"):
        lines += [f"  {direction}: {'; '.join(groups[direction])}"] if direction in groups else []
    if set(groups) <= {"same"}:
        lines.append("  the same in every field")
    return "\n".join(lines)


def _parts(title: str, group: Sequence[Part]) -> str:
    head = " ".join(f"{name[:6]:>6}" for name in _SHOWN_PER_PART)
    lines = [f"{title:18} {'n':>4}  {head}   (F1)"]
    for part in group:
        rows = part.tallies.rows()
        cells = (f"{rows[f].f1:6.3f}" if f in rows else f"{'-':>6}" for f in _SHOWN_PER_PART)
        lines.append(f"  {part.name:16} {part.size:4}  {' '.join(cells)}")
    return "\n".join(lines)


def _calibration(report: Report) -> str:
    found = report.calibration
    if found.error is None:
        return "calibration: this run gives no confidence"
    lines = [
        f"calibration over {found.records} records: expected calibration error {found.error:.4f}"
        f" (counting only records right in every field: {found.strict_error:.4f})"
    ]
    lines += [
        f"  {b.low:.1f}-{b.high:.1f}  {b.size:4} records  confidence {b.confidence:.2f}  right {b.right:.2f}"
        for b in found.bins
    ]
    return "\n".join(lines)


def _short(text: str) -> str:
    flat = " | ".join(line for line in text.splitlines() if line) or "(nothing)"
    return flat if len(flat) <= _CUT else f"{flat[: _CUT - 1]}…"


def errors_text(found: Sequence[Finding]) -> str:
    """Every finding that is not right: article, field, kind, what was said, what is right, sentence."""
    lines = []
    for finding in found:
        lines.append(f"{finding.article}  {finding.field}: {finding.kind}")
        lines += [f"  said     {_short(finding.said)}", f"  gold     {_short(finding.gold)}"]
        lines += [f"  sentence {_short(finding.sentence)}"] if finding.sentence else []
    return "\n".join(lines)
