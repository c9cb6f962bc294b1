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
from benchmarks.scaling import CORE_HOUR, ray_actors, workers
from benchmarks.startup import startup
from benchmarks.texts import CORPUS, articles
from benchmarks.throughput import growth, load_subjects, throughput

PARTS = ("throughput", "workers", "ray", "growth", "startup")
#: The default profile first: growth and start are measured with it.
PROFILES = ("accurate", "fast")


def measure(
    *,
    source: Path,
    model: str | None,
    size: int | None,
    repeats: int,
    parts: Sequence[str] = PARTS,
    profiles: Sequence[str] = PROFILES,
) -> dict[str, Any]:
    """Every figure as plain data; ``size`` articles a turn (all of them when None)."""
    named = "the bundled corpus" if source == CORPUS else source.name
    result: dict[str, Any] = {
        "measured": datetime.now(UTC).date().isoformat(),
        "texts": named,
        "machine": machine(),
        "versions": versions(model),
    }
    most = None if size is None or source == CORPUS else size * (repeats + 1)
    found = articles(source, most=most)
    if "workers" in parts:
        result["workers"] = workers(found[:size], model=model, profiles=profiles)
    if "ray" in parts:
        result["ray"] = ray_actors(found[: 2 * size if size else None], model=model, profile=profiles[0])
    if {"throughput", "growth"} & set(parts):
        subjects = load_subjects(model, profiles=profiles)
        if "throughput" in parts:
            result["throughput"] = throughput(subjects, found, size=size or len(found), repeats=repeats)
        if "growth" in parts:
            result["growth"] = growth(subjects.whole[profiles[0]], found, repeats=repeats)
    if "startup" in parts:
        result["startup"] = startup(model, profile=profiles[0], repeats=repeats)
    return result


def tables(result: dict[str, Any]) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """The figures as tables: title, heading, rows."""
    if found := result.get("throughput"):
        yield "Throughput", *_throughput(found)
        yield "Where the time goes", *_stages(found["whole"])
    if rows := result.get("workers"):
        yield "Workers and length, and what a million articles cost", *_workers(rows)
    if rows := result.get("ray"):
        yield "Ray, on two nodes of this machine", *_ray(rows)
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


def _throughput(found: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    heading = ["", "words/s of processor time", "ratio", "words/s on the wall", "ratio", "articles/s"]
    rows = []
    for name, row in (("bare model", found["bare"]), *found["whole"].items()):
        rows.append(
            [
                name,
                f"{row['words_per_second']:,}",
                f"{row.get('ratio', 1):.2f}",
                f"{row['words_per_second_wall']:,}",
                f"{row.get('ratio_wall', 1):.2f}",
                f"{row['articles_per_second']:.1f}",
            ]
        )
    return heading, rows


def _stages(whole: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    heading = ["step", *(f"{name}: seconds a turn, share" for name in whole)]
    steps = next(iter(whole.values()))["stages"]
    rows = []
    for step in steps:
        cells = [row["stages"][step] for row in whole.values()]
        rows.append([step, *(f"{c['process_seconds']:.2f} ({c['share']:.0%})" for c in cells)])
    return heading, rows


def _workers(found: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    heading = ["profile", "articles", "workers", "processor seconds an article", "articles/s on the wall"]
    heading += ["core hours a million", f"at ${CORE_HOUR:.2f} a core hour"]
    rows = []
    for row in found:
        cells = [row["profile"], row["kind"], str(row["workers"])]
        spent, million = row.get("process_seconds"), row.get("million")
        cells.append(f"{spent / row['articles']:.3f}" if spent is not None else "")
        cells.append(f"{row['articles_per_second_wall']:.1f}")
        cells += [f"{million['core_hours']:,.0f}", f"${million['dollars']:,.2f}"] if million else ["", ""]
        rows.append(cells)
    return heading, rows


def _ray(found: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    one = found[0]["wall_seconds"] / found[0]["articles"]
    rows = []
    for row in found:
        each = row["wall_seconds"] / row["articles"]
        rows.append([str(row["actors"]), f"{1 / each:.1f}", f"{one / each:.2f}"])
    return ["actors", "articles/s on the wall", "times one actor"], rows


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and show; returns the exit status, 1 when the ratio is below ``--least-ratio``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument(
        "--input", type=Path, default=CORPUS, metavar="PATH", help="articles (the bundled corpus)"
    )
    parser.add_argument("--model", help="another language model")
    parser.add_argument("--articles", type=int, metavar="N", help="articles a turn (all)")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="turns that count (5)")
    parser.add_argument("--only", choices=PARTS, action="append", help="leave out the other parts")
    parser.add_argument("--profile", choices=PROFILES, action="append", help="leave out the other profile")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep every figure")
    parser.add_argument("--least-ratio", type=float, metavar="R", help="status 1 when a ratio is lower")
    given = parser.parse_args(argv)
    result = measure(
        source=given.input,
        model=given.model,
        size=given.articles,
        repeats=given.repeats,
        parts=given.only or PARTS,
        profiles=given.profile or PROFILES,
    )
    console = Console(width=120) if not sys.stdout.isatty() else Console()
    for title, heading, rows in tables(result):
        table = Table(*heading, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    ratios = [row["ratio"] for row in result.get("throughput", {}).get("whole", {}).values()]
    return int(given.least_ratio is not None and any(r < given.least_ratio for r in ratios))


if __name__ == "__main__":
    raise SystemExit(main())
