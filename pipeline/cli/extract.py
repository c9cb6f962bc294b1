"""``pactwire extract``: a run into a folder, or a stream of records to standard output."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import typer
from rich.console import Console

from pipeline.cli.guard import DONE_WITH_FAILURES
from pipeline.cli.progress import Watcher
from pipeline.errors import PactwireError
from pipeline.readers import Meter
from pipeline.readers.files import measure
from pipeline.runners.local import Counts, run
from pipeline.runners.place import place_of
from pipeline.runners.settings import Settings
from pipeline.runners.stream import stream
from pipeline.sinks import RECORDS
from pipeline.sinks.table import print_records
from schemas import Record

#: Records of a run that ``--format table`` shows; all of them are in the folder.
_FIRST = 20
#: Rows of one table when everything is shown.
_BLOCK = 500


def run_extract(
    inputs: Sequence[str],
    *,
    out: str | None,
    piped: bool,
    format: str | None,
    log: bool,
    settings: Settings,
    stores: Sequence[str] = (),
    kept: bool = True,
) -> None:
    """Extract; ``piped`` says that standard input or output was named. Exits with 3 when articles failed.

    What was extracted is loaded into each of ``stores``. ``kept`` is false for an ``out`` that will not stay.
    """
    if stores:
        from pipeline.cli.load import load_after

        with load_after(out, stores) as folder:
            run_extract(
                inputs,
                out=folder,
                piped=piped,
                format=format,
                log=log,
                settings=settings,
                kept=out is not None,
            )
        return
    terminal = sys.stdout.isatty()
    as_table = format == "table" or (format is None and terminal and not piped)
    # Records and a progress bar on the same terminal would write over each other.
    quiet = out is None and terminal and not as_table
    meter = Meter()
    with Watcher(meter=_measured(meter, inputs, log=log), log=log, quiet=quiet) as watcher:
        if out is not None:
            info = run(inputs, out=out, settings=settings, observer=watcher, meter=meter)
            counts = Counts(**info.counts)
        else:
            counts = Counts()
            lines = _stream(inputs, settings=settings, watcher=watcher, meter=meter, counts=counts)
            if as_table:
                # Kept until the bar is gone.
                lines = iter(list(lines))
            else:
                _write(lines)
    if out is not None:
        _show_folder(out, format=format, counts=counts, talks=watcher.talks and kept)
    elif as_table:
        _print_tables(lines)
    watcher.summary(counts)
    if counts.failed:
        raise typer.Exit(DONE_WITH_FAILURES)


def _measured(meter: Meter, inputs: Sequence[str], *, log: bool) -> Meter:
    """Only somebody who watches needs to know how much there is."""
    if log or sys.stderr.isatty():
        meter.total = measure(inputs)
    return meter


def _stream(
    inputs: Sequence[str], *, settings: Settings, watcher: Watcher, meter: Meter, counts: Counts
) -> Iterator[bytes]:
    for outcome in stream(inputs, settings=settings, meter=meter):
        counts.read += 1
        if outcome.failure:
            counts.failed += 1
            watcher.failure(outcome.failure)
        else:
            counts.extracted += 1
            counts.records += len(outcome.records)
            yield from outcome.records
        watcher.progress(counts)


def _write(lines: Iterable[bytes]) -> None:
    try:
        for line in lines:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has enough
        raise
    except OSError as error:
        # Python flushes standard output once more at the end; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise PactwireError(f"cannot write to standard output: {error.strerror}; make room there") from error


def _print_tables(lines: Iterable[bytes]) -> None:
    records = map(Record.model_validate_json, lines)
    block = list(islice(records, _BLOCK))
    if not block:
        typer.echo("No agreements found.")
    while block:
        print_records(_console(), block)
        block = list(islice(records, _BLOCK))


def _show_folder(folder: str, *, format: str | None, counts: Counts, talks: bool) -> None:
    out = place_of(folder)
    if format == "jsonl":
        with out.open(RECORDS) as stream:
            _write(stream)
    elif format == "table":
        with out.open(RECORDS) as stream:
            first = [Record.model_validate_json(line) for line in islice(stream, _FIRST)]
        print_records(_console(), first, title=f"The first {len(first)} of {counts.records:,} records")
    if talks or format == "table":
        found = f"{out.name}/{RECORDS}: {counts.records:,} records"
        files = f"{found}; also articles.jsonl, failures.jsonl, run.json"
        typer.echo(files, err=format != "table")
    if counts.deleted and talks:
        gone = f"{counts.deleted:,} earlier articles are no longer among the inputs (see run.json)"
        typer.echo(f"pactwire: {gone}", err=True)


def _console() -> Console:
    """On a terminal as wide as it is; elsewhere wide enough to read."""
    return Console() if sys.stdout.isatty() else Console(width=160)
