"""The evaluation as one self-contained page: no request leaves it, so it can be mailed or kept as a CI
artifact.
"""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from pipeline.evaluation.page.plots import reliability
from pipeline.evaluation.page.tables import cards, confusion_table, gate_block, parts_tables, score_table
from pipeline.evaluation.report import Report

_HERE = Path(__file__).parent


def page(report: Report) -> str:
    """The page as HTML text."""
    parts = {
        "css": _asset("page.css"),
        "js": _asset("page.js"),
        "title": escape(f"Pactwire evaluation: {report.name}"),
        "subtitle": escape(_subtitle(report)),
        "gate": gate_block(report),
        "cards": cards(report),
        "scores": score_table(report),
        "parts": parts_tables(report),
        "status": confusion_table(report.confusions["status"]),
        "instrument": confusion_table(report.confusions["instrument"]),
        "reliability": reliability(report.calibration.bins),
        "calibration_note": escape(_calibration_note(report)),
        "entity_spans": escape(_entity_note(report)),
        "data": _data(report),
    }
    text = _asset("page.html")
    # One pass over the template, so that a value which looks like a placeholder stays as it is.
    pieces = text.split("{{")
    return pieces[0] + "".join(parts[name] + rest for name, rest in (p.split("}}", 1) for p in pieces[1:]))


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _subtitle(report: Report) -> str:
    parts = [
        f"{len(report.scores.articles)} articles",
        f"{report.gold_records} gold records",
        f"gold {report.gold_sha256[:10]}",
        *(f"{name} {version}" for name, version in report.versions.items()),
    ]
    if report.scores.kept_out:
        parts.append(f"{report.scores.kept_out} records kept out for low confidence")
    return " · ".join(parts)


def _calibration_note(report: Report) -> str:
    found = report.calibration
    if found.error is None:
        return "This run gives no confidence."
    return (
        f"Expected calibration error {found.error:.3f} over {found.records} records, counting a record as "
        f"right when gold has it; {found.strict_error:.3f} when every field of it must be right. On the "
        "diagonal, confidence is the probability of being right; below it the run is too sure of itself."
    )


def _entity_note(report: Report) -> str:
    if not report.entity_spans:
        return ""
    ways = ", ".join(f"{way} {row['f1']:.3f}" for way, row in report.entity_spans.items())
    return f"Entity spans by nervaluate, F1: {ways}."


def _data(report: Report) -> str:
    data: dict[str, Any] = {
        "errors": [asdict(f) for f in report.errors],
        "changes": [asdict(c) for c in report.changes or []],
        "baseline": report.baseline if report.changes is not None else None,
    }
    # "</script>" inside a string would end the element; "\u003c" is the same string to a JSON reader.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
