"""``pactwire timeline``: the life of agreements over time."""

import sys
from itertools import groupby

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.asked import chosen_kind, nothing_fits, reading
from pipeline.cli.shown import console, named, visible
from pipeline.queries.life import Life, Stage, lives
from pipeline.queries.question import Question

#: How a status is drawn; in a pipe its name stands alone.
_SIGNS = {
    "proposed": ("?", "yellow"),
    "planned": ("○", "yellow"),
    "agreed": ("◐", "green"),
    "signed": ("●", "green"),
    "approved": ("◆", "green"),
    "in_force": ("■", "bright_green"),
    "ended": ("×", "red"),
    "rejected": ("∅", "red"),
}
#: A year of the axis is at least this wide; with less room, years are left out from the left.
_YEAR_WIDTH = 4
_INDENT = (0, 0, 0, 2)


def run_timeline(store: str, question: Question, *, records: bool) -> None:
    """Draw each agreement's stages on an axis of years; in a pipe, one line per stage, tab-separated.

    Raises StoreError when the store cannot be read.
    """
    with reading(store) as connection:
        kind = chosen_kind(connection, records=records)
        found = lives(connection, kind, question)
    if not found:
        typer.echo(nothing_fits(store, kind, question), err=True)
    elif sys.stdout.isatty():
        draw(console(), found)
    else:
        for line in plain(found):
            # Not by echo, which takes escape codes out of what is written into a pipe.
            sys.stdout.write(line + "\n")


def plain(found: list[Life]) -> list[str]:
    """One line per stage in order of time: date, status, instrument, parties, subject, id."""
    rows = [
        (stage.start or "9999", number, stage, life)
        for number, life in enumerate(found)
        for stage in life.stages
    ]
    rows.sort(key=lambda row: row[:2])
    return ["\t".join(map(_flat, _cells(stage, life))) for _, _, stage, life in rows]


def draw(out: Console, found: list[Life]) -> None:
    """Two lines per agreement: its stages on an axis of years, and what it is."""
    years = sorted({int(s.start[:4]) for life in found for s in life.stages if s.start})
    axis = _Axis(years[0], years[-1], out.width - 2) if years else None
    if axis:
        out.print(Text(axis.heading(), style="dim"), soft_wrap=True)
    for life in found:
        if axis:
            out.print(axis.line(life), soft_wrap=True)
        what = Text(visible(named(life.hit.parties)), style="bold")
        what.append(visible(f": {life.hit.title or life.hit.subject}"), style="not bold")
        out.print(Padding(what, _INDENT))
        steps = " → ".join(f"{stage.when or 'undated'} {stage.status}" for stage in life.stages)
        out.print(Padding(Text(f"{life.hit.instrument}; {steps}", style="dim"), _INDENT))
    out.print(Text("  ".join(f"{sign} {status}" for status, (sign, _) in _SIGNS.items()), style="dim"))


class _Axis:
    """Years on a line of ``width`` characters; stages before the first shown year stand at its edge."""

    def __init__(self, first: int, last: int, width: int) -> None:
        shown = max(min(last - first + 1, width // (_YEAR_WIDTH + 1)), 1)
        self._first = last - shown + 1
        self._each = max(width // shown, 1)
        self._width = self._each * shown

    def heading(self) -> str:
        years = range(self._first, self._first + self._width // self._each)
        return "".join(str(year).ljust(self._each) for year in years)

    def line(self, life: Life) -> Text:
        cells: list[tuple[str, str]] = [("·", "dim")] * self._width
        places = [(self._place(stage.start), stage) for stage in life.stages if stage.start]
        if places:
            low, high = min(p for p, _ in places), max(p for p, _ in places)
            cells[low : high + 1] = [("─", "dim")] * (high + 1 - low)
        for place, stage in places:
            cells[place] = _SIGNS[stage.status]
        line = Text()
        for style, run in groupby(cells, key=lambda cell: cell[1]):
            line.append("".join(character for character, _ in run), style=style)
        return line

    def _place(self, start: str) -> int:
        year, month = int(start[:4]), int(start[5:7])
        place = ((year - self._first) * 12 + month - 1) * self._each // 12
        return min(max(place, 0), self._width - 1)


def _cells(stage: Stage, life: Life) -> tuple[str, ...]:
    hit = life.hit
    return (
        stage.when or "",
        stage.status,
        hit.instrument,
        ", ".join(hit.parties),
        hit.title or hit.subject,
        hit.id,
    )


def _flat(cell: str) -> str:
    """A cell without what would break its line."""
    return visible(" ".join(cell.split()))
