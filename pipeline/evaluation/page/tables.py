"""The tables of the page: scores with intervals, parts of the corpus, confusions, the verdict of the gate."""

from collections.abc import Sequence
from html import escape

from pipeline.evaluation.bootstrap import Difference
from pipeline.evaluation.breakdown import NOT_FOUND, NOT_IN_GOLD, Confusion, Part
from pipeline.evaluation.report import Report
from pipeline.evaluation.tallies import FIELDS, RECORD_SCORE

_PART_FIELDS = (
    "found",
    "who",
    "what",
    "when",
    "where",
    "status",
    "instrument",
    "signatories",
    "amounts",
    "strict",
)
_ARROWS = {"better": "▲", "worse": "▼", "no difference": "◆", "same": "="}
_FIRST_LAYER = "published"


def cards(report: Report) -> str:
    """The four figures to look at first."""
    total, found = report.scores.total, []
    rows = total.rows()
    for name, label in (
        (RECORD_SCORE, "Record score"),
        ("found", "Records found"),
        ("strict", "Right in every field"),
    ):
        value = total.record_score() if name == RECORD_SCORE else rows[name].f1 if name in rows else None
        if value is None:
            continue
        span = report.intervals.get(name)
        under = f"95 % {span.low:.3f} to {span.high:.3f}" if span else ""
        found.append(_card(label, f"{value:.3f}", under, _chip(_difference(report, name))))
    error = report.calibration.error
    if error is not None:
        found.append(_card("Calibration error", f"{error:.3f}", f"{report.calibration.records} records", ""))
    return "".join(found)


def _card(label: str, value: str, under: str, chip: str) -> str:
    return (
        f'<div class="card"><div class="label">{escape(label)}</div><div class="value">{value}{chip}</div>'
        f'<div class="under">{escape(under)}</div></div>'
    )


def gate_block(report: Report) -> str:
    """The verdict of the gate with its faults, or nothing when no gate was asked for."""
    gate = report.gate
    if gate is None:
        return ""
    if gate.passed and not gate.notes:
        return '<section class="gate pass"><strong>Gate passed</strong></section>'
    items = [f"<li>{escape(f.message)}{_articles(f.articles)}</li>" for f in gate.faults] + [
        f'<li class="note">{escape(note)}</li>' for note in gate.notes
    ]
    kind, word = ("pass", "Gate passed") if gate.passed else ("fail", "Gate shut")
    return f'<section class="gate {kind}"><strong>{word}</strong><ul>{"".join(items)}</ul></section>'


def _articles(ids: Sequence[str]) -> str:
    links = " ".join(
        f'<button type="button" class="link" data-article="{escape(i)}">{escape(i)}</button>' for i in ids
    )
    return f'<div class="look">{links}</div>' if ids else ""


def score_table(report: Report) -> str:
    """Every field with precision, recall, F1, its interval as a bar and in figures, counts and change."""
    total, rows = report.scores.total, report.scores.total.rows()
    against = f"change since {report.baseline}" if report.differences else ""
    head = ["field", "P", "R", "F1", "", "95 %", "right", "said", "gold", *([against] if against else [])]
    body = [
        _score_row(report, RECORD_SCORE, ("", "", f"{total.record_score():.4f}", "", "", ""), bool(against))
    ]
    for name in FIELDS:
        if name in rows:
            r = rows[name]
            cells = (f"{r.p:.3f}", f"{r.r:.3f}", f"{r.f1:.3f}", str(r.tp), str(r.pred), str(r.gold))
            body.append(_score_row(report, name, cells, bool(against)))
    titles = "".join(f"<th>{escape(h)}</th>" for h in head)
    return f'<table class="scores"><thead><tr>{titles}</tr></thead><tbody>{"".join(body)}</tbody></table>'


def _score_row(report: Report, name: str, cells: Sequence[str], compared: bool) -> str:
    p, r, f1, tp, said, gold = cells
    span = report.intervals.get(name)
    figures = f"{span.low:.3f}–{span.high:.3f}" if span else ""
    bar = _bar(float(f1), span.low, span.high) if span else ""
    kind = "total" if name == RECORD_SCORE else "layer" if name == _FIRST_LAYER else ""
    change = f"<td>{_change(_difference(report, name))}</td>" if compared else ""
    label = "record score" if name == RECORD_SCORE else name
    return (
        f'<tr class="{kind}"><th scope="row">{label}</th><td>{p}</td><td>{r}</td><td class="f1">{f1}</td>'
        f'<td class="whisker">{bar}</td><td class="dim">{figures}</td>'
        f"<td>{tp}</td><td>{said}</td><td>{gold}</td>{change}</tr>"
    )


def _bar(value: float, low: float, high: float) -> str:
    return (
        '<svg viewBox="0 0 160 14" aria-hidden="true">'
        '<rect class="track" x="0" y="5" width="160" height="4" rx="2"/>'
        f'<rect class="fill" x="0" y="5" width="{160 * value:.1f}" height="4" rx="2"/>'
        f'<line class="span" x1="{160 * low:.1f}" y1="7" x2="{160 * high:.1f}" y2="7"/>'
        f'<circle class="point" cx="{min(max(160 * value, 4), 156):.1f}" cy="7" r="4"/></svg>'
    )


def _difference(report: Report, name: str) -> Difference | None:
    return next((d for d in report.differences if d.field == name), None)


def _chip(difference: Difference | None) -> str:
    if difference is None:
        return ""
    kind = difference.direction.replace(" ", "-")
    text = (
        f"{_ARROWS[difference.direction]} {difference.change:+.3f}"
        if difference.direction != "same"
        else "same"
    )
    title = f"{difference.direction}: {difference.interval.low:+.4f} to {difference.interval.high:+.4f}"
    return f'<span class="chip {kind}" title="{escape(title)}">{text}</span>'


def _change(difference: Difference | None) -> str:
    if difference is None:
        return '<span class="dim">not comparable</span>'
    if difference.direction == "same":
        return _chip(difference)
    span = f"{difference.interval.low:+.3f} to {difference.interval.high:+.3f}"
    return f'{_chip(difference)} <span class="dim">{span}, {difference.direction}</span>'


def parts_tables(report: Report) -> str:
    """F1 of the parts of the corpus, one table a way of cutting it, shaded by value."""
    return "".join(
        f"<details {'open' if by == 'batch' else ''}><summary>By {by}</summary>{_parts(by, group)}</details>"
        for by, group in report.parts.items()
    )


def _parts(by: str, group: Sequence[Part]) -> str:
    counted = "articles" if by in ("batch", "length") else "gold records"
    head = "".join(f"<th>{escape(h)}</th>" for h in (by, counted, "record score", *_PART_FIELDS))
    lines = []
    for part in group:
        rows = part.tallies.rows()
        cells = [_shade(part.tallies.record_score())] + [
            _shade(rows[f].f1, f"{rows[f].tp} right of {rows[f].pred} said, {rows[f].gold} gold")
            if f in rows
            else "<td>–</td>"
            for f in _PART_FIELDS
        ]
        lines.append(f'<tr><th scope="row">{escape(part.name)}</th><td>{part.size}</td>{"".join(cells)}</tr>')
    return f'<table class="parts"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _shade(value: float, title: str = "") -> str:
    return f'<td class="shade" style="--v:{value:.3f}" title="{escape(title)}">{value:.2f}</td>'


def confusion_table(matrix: Confusion) -> str:
    """Gold in rows, prediction in columns; a cell is shaded by its share of the row."""
    rows = [r for r in matrix.rows if any(matrix.counts.get((r, c)) for c in matrix.columns)]
    columns = [c for c in matrix.columns if c in rows or any(matrix.counts.get((r, c)) for r in matrix.rows)]
    head = "".join(f'<th class="turn"><span>{escape(c)}</span></th>' for c in columns)
    body = []
    for row in rows:
        size = sum(matrix.counts.get((row, c), 0) for c in columns)
        cells = []
        for col in columns:
            n = matrix.counts.get((row, col), 0)
            kind = "right" if row == col else "off" if row != NOT_IN_GOLD and col != NOT_FOUND else "edge"
            told = f"gold {row}, said {col}: {n}"
            cells.append(
                f'<td class="cell {kind}" style="--v:{n / size:.3f}" title="{escape(told)}">{n or ""}</td>'
                if n
                else '<td class="cell"></td>'
            )
        body.append(f'<tr><th scope="row">{escape(row)}</th>{"".join(cells)}<td class="sum">{size}</td></tr>')
    top = f"<thead><tr><th>gold ↓ said →</th>{head}<th></th></tr></thead>"
    return f'<table class="confusion">{top}<tbody>{"".join(body)}</tbody></table>'
