"""How a run is watched: a bar on a terminal, plain lines in a log, silence in a pipe; failures always."""

import logging
import sys
import time
from types import TracebackType

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from pipeline.readers import Meter
from pipeline.runners.local import Counts
from schemas import Failure

_LOG_SECONDS = 10.0
_BAR_SECONDS = 0.1


class Watcher:
    """Shows how a run goes on standard error; ``meter`` tells how far the inputs are read."""

    def __init__(self, *, meter: Meter, log: bool, quiet: bool) -> None:
        self._meter = meter
        self._log = log
        self._bar = _bar(total=meter.total) if sys.stderr.isatty() and not (log or quiet) else None
        self._task = self._bar.add_task("", total=meter.total or None) if self._bar else None
        self._started = self._shown = time.monotonic()

    @property
    def talks(self) -> bool:
        """Whether more than failures is said (a terminal, or --log)."""
        return self._log or self._bar is not None

    def __enter__(self) -> "Watcher":
        logging.basicConfig(level=logging.WARNING, format="pactwire: %(message)s", stream=sys.stderr)
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def failure(self, failure: Failure) -> None:
        """One line for an input that failed: where, what, and what to do."""
        line = failure.message
        if failure.source not in line:
            line = f"{failure.source}: {failure.stage}: {failure.error}: {line}"
        if self._bar:
            self._bar.console.print(f"pactwire: {line}", markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(f"pactwire: {line}", err=True)

    def progress(self, counts: Counts) -> None:
        """Show the counts now and then."""
        if not self.talks:
            return
        now = time.monotonic()
        if now - self._shown < (_BAR_SECONDS if self._bar else _LOG_SECONDS):
            return
        self._shown = now
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self._meter.position, description=self._line(counts))
        else:
            typer.echo(f"pactwire: {self._line(counts)}{self._share()}", err=True)

    def summary(self, counts: Counts) -> None:
        """The last line; it adds up."""
        if self.talks:
            seconds = time.monotonic() - self._started
            typer.echo(f"pactwire: {self._line(counts)}, in {seconds:.1f} s", err=True)

    def _line(self, counts: Counts) -> str:
        seconds = max(time.monotonic() - self._started, 0.001)
        text = (
            f"{counts.read:,} read = {counts.extracted:,} extracted + {counts.skipped:,} skipped "
            f"+ {counts.failed:,} failed"
        )
        waiting = counts.read - counts.extracted - counts.skipped - counts.failed
        if waiting:
            text += f" + {waiting:,} waiting"
        return f"{text}; {counts.records:,} records, {counts.extracted / seconds:.1f} articles/s"

    def _share(self) -> str:
        total = self._meter.total
        return f", {self._meter.position / total:.0%} of the input" if total else ""


def _bar(*, total: int) -> Progress:
    columns = [SpinnerColumn(), TextColumn("{task.description}")]
    if total:
        columns += [BarColumn(bar_width=20), TaskProgressColumn(), TimeRemainingColumn()]
    return Progress(*columns, console=Console(stderr=True), transient=True)
