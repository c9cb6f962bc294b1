"""Hits as a table, JSON, JSON lines or CSV."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.queries.find import Hit
from pipeline.stores.csv_files import cell

COLUMNS = (
    "id", "kind", "status", "instrument", "parties", "subject", "title", "when", "where", "country", "event",
    "confidence", "articles", "disputed",
)  # fmt: skip
_PLAIN_WIDTH = 120
_MOST_NAMED = 12
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def console() -> Console:
    """Standard output: as wide as the terminal, or of one width and without colours in a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH, no_color=True)


def lines(hits: Iterable[Hit], form: str) -> Iterator[str]:
    """The hits as text in the form json, jsonl or csv."""
    if form == "json":
        yield unbroken(json.dumps([_object(hit) for hit in hits], ensure_ascii=False, indent=2)) + "\n"
    elif form == "jsonl":
        yield from (unbroken(json.dumps(_object(hit), ensure_ascii=False)) + "\n" for hit in hits)
    else:
        yield _row(COLUMNS)
        yield from (_row(_cells(hit)) for hit in hits)


def unbroken(line: str) -> str:
    """JSON without what some readers take for the end of a line; it can stand inside strings only."""
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def visible(text: str) -> str:
    """Text from the news without what would steer a terminal: controls, and marks that turn its direction."""
    return _STEERING.sub("\ufffd", text)


def named(parties: list[str]) -> str:
    """The parties on one line, the first of them when there are many."""
    more = len(parties) - _MOST_NAMED
    return ", ".join(parties[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def print_table(out: Console, hits: list[Hit], *, total: int) -> None:
    """One row per hit, and how many there are in all."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, show_lines=True)
    for name, ratio in (
        ("who", 4),
        ("status", None),
        ("what", 6),
        ("when", None),
        ("where", 3),
        ("reported by", 3),
    ):
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=name == "when")
    for hit in hits:
        where = ", ".join(part for part in (hit.where, hit.country, hit.event) if part)
        what = f"{hit.title}: {hit.subject}" if hit.title else hit.subject
        cells = (
            named(hit.parties),
            f"{hit.status}\n{hit.instrument}",
            what,
            hit.when or "",
            where,
            _who(hit),
        )
        # Text objects: names from the news must not be read as rich markup.
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out.print(table)
    kind = hits[0].kind
    out.print(
        Text(
            f"{len(hits)} of {total} {kind}s" if total > len(hits) else f"{total} {kind}{'s' * (total != 1)}"
        )
    )


def _who(hit: Hit) -> str:
    shown = hit.articles[:2]
    more = len(hit.articles) - len(shown)
    lines = [*shown, f"and {more} more"] if more else shown
    return "\n".join([*lines, f"disputed: {', '.join(hit.disputed)}"] if hit.disputed else lines)


def _object(hit: Hit) -> dict[str, object]:
    return {"id": hit.id, "kind": hit.kind, "articles": hit.articles, hit.kind: hit.document}


def _cells(hit: Hit) -> list[str]:
    cells = []
    for name in COLUMNS:
        value = getattr(hit, name)
        cells.append("; ".join(value) if isinstance(value, list) else "" if value is None else str(value))
    return cells


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in cells])
    return out.getvalue()
