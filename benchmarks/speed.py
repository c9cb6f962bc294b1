"""Speed of Pactwire: ``python -m benchmarks.speed`` from the root of the repository.

Prints a table; ``--json FILE`` keeps every figure. ``make benchmark`` also renews docs/performance.md.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.machine import machine, versions
from benchmarks.startup import startup
from benchmarks.texts import CORPUS, articles
from benchmarks.throughput import growth, load_both, throughput

PARTS = ("throughput", "growth", "startup")


def measure(
    *,
    source: Path,
    model: str | None,
    size: int | None,
    repeats: int,
    parts: Sequence[str] = PARTS,
) -> dict[str, Any]:
    """Every figure as plain data; ``size`` articles a turn (all of them when None)."""
    named = "the bundled corpus" if source == CORPUS else source.name
    result: dict[str, Any] = {
        "measured": datetime.now(UTC).date().isoformat(),
        "texts": named,
        "machine": machine(),
        "versions": versions(model),
    }
    if {"throughput", "growth"} & set(parts):
        most = None if size is None or source == CORPUS else size * (repeats + 1)
        found = articles(source, most=most)
        subjects = load_both(model)
        if "throughput" in parts:
            result["throughput"] = throughput(subjects, found, size=size or len(found), repeats=repeats)
        if "growth" in parts:
            result["growth"] = growth(subjects.whole, found, repeats=repeats)
    if "startup" in parts:
        result["startup"] = startup(model, repeats=repeats)
    return result


def tables(result: dict[str, Any]) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """The figures as tables: title, heading, rows."""
    if found := result.get("throughput"):
        rows = [
            [name, f"{row['words_per_second']:,}", f"{row['words_per_second_wall']:,}", f"{row['articles_per_second']:g}"]
            for name, row in (("bare model", found["bare"]), ("whole pipeline", found["whole"]))
        ]
        rows.append(["ratio", f"{found['ratio']:.2f}", f"{found['ratio_wall']:.2f}", ""])
        yield "Throughput", ["", "words/s of processor time", "words/s on the wall", "articles/s"], rows
        yield (
            "Where the time goes",
            ["step", "seconds a turn", "share"],
            [
                [name, f"{row['process_seconds']:.3f}", f"{row['share']:.0%}"]
                for name, row in found["stages"].items()
            ],
        )
    for key, title, what in (
        ("articles", "More articles", "articles"),
        ("length", "Longer articles", "articles in one text"),
    ):
        if grown := result.get("growth", {}).get(key):
            rows = [[str(p["n"]), f"{p['words']:,}", f"{p['process_seconds']:.3f}"] for p in grown["points"]]
            rows.append(["exponent", "", f"{grown['exponent']:.2f}"])
            yield title, [what, "words", "seconds"], rows
    if waits := result.get("startup"):
        rows = [[c, f"{t['median']:.2f}", f"{t['least']:.2f}"] for c, t in waits["commands"].items()]
        rows.append(["`--help` over `import typer`", "", f"{waits['help_over_typer']:.2f}"])
        for what, name in (("bare", "load the bare model"), ("whole", "`pipeline.load()`")):
            row = waits["load"][what]
            rows.append([name, f"{row['load_seconds']:.2f}", f"{row['least_load_seconds']:.2f}"])
        yield "Start", ["", "seconds, median", "seconds, least"], rows


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and show; returns the exit status, 1 when the ratio is below ``--least-ratio``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--input", type=Path, default=CORPUS, help="articles to measure on (the bundled corpus)")
    parser.add_argument("--model", help="another language model")
    parser.add_argument("--articles", type=int, metavar="N", help="articles a turn (all)")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="turns that count (5)")
    parser.add_argument("--only", choices=PARTS, action="append", help="leave out the other parts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep every figure")
    parser.add_argument("--least-ratio", type=float, metavar="R", help="status 1 when whole/bare is lower")
    given = parser.parse_args(argv)
    result = measure(
        source=given.input,
        model=given.model,
        size=given.articles,
        repeats=given.repeats,
        parts=given.only or PARTS,
    )
    console = Console(width=100) if not sys.stdout.isatty() else Console()
    for title, heading, rows in tables(result):
        table = Table(*heading, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    ratio = result.get("throughput", {}).get("ratio")
    return int(given.least_ratio is not None and ratio is not None and ratio < given.least_ratio)


if __name__ == "__main__":
    raise SystemExit(main())
