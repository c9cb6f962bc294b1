"""``pactwire load``: a run into stores, or a store into files."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

import typer

from pipeline.cli.guard import DONE_WITH_FAILURES
from pipeline.errors import StoreError
from pipeline.readers.files import STATE_FOLDER
from pipeline.runners.place import LocalPlace, Place, place_of
from pipeline.sinks import ARTICLES, RECORDS, RUN
from pipeline.stores.load import check_store, load
from pipeline.stores.reading import read_run
from pipeline.stores.report import Report
from pipeline.stores.targets import target

#: Refused lines that are shown with their reasons.
_FIRST = 10


def run_load(run: str, urls: Sequence[str]) -> None:
    """Load a run into each store, or write the store ``run`` into files. Exits with 3 after refusals."""
    for url in urls:
        target(url)
    if not Path(run).is_dir() and _is_store(run):
        _export(run, urls)
    elif _load(run, urls):
        raise typer.Exit(DONE_WITH_FAILURES)


@contextmanager
def load_after(out: str | None, urls: Sequence[str]) -> Iterator[str]:
    """The folder to extract into; what the body has put there is loaded. Without ``out``, it is kept nowhere
    else.

    Raises StoreError for a store that cannot be used before anything is extracted. The body may exit with 3.
    """
    for url in urls:
        check_store(url)
    with tempfile.TemporaryDirectory(prefix="pactwire-") as temporary:
        folder = out or temporary
        failed = False
        try:
            yield folder
        except typer.Exit as exit:
            failed = exit.exit_code == DONE_WITH_FAILURES
            if not failed:
                raise
        if _load(folder, urls) or failed:
            raise typer.Exit(DONE_WITH_FAILURES)


def _load(run: str, urls: Sequence[str]) -> int:
    """Load a run into each store and say what was done; how many lines were refused."""
    refused = 0
    with _on_disk(place_of(run)) as folder:
        for url in urls:
            report = load(folder, url, observer=_progress if sys.stderr.isatty() else None)
            _tell(url, report)
            refused += report.refused
    return refused


@contextmanager
def _on_disk(place: Place) -> Iterator[Path]:
    """The files of a run in a local folder; of a run that was interrupted, what it has finished so far."""
    with tempfile.TemporaryDirectory(prefix="pactwire-") as temporary:
        folder = Path(temporary)
        if isinstance(place, LocalPlace):
            info, _ = read_run(place.path)
            unfinished = info.finished is None and (place.path / STATE_FOLDER).is_dir()
            if not unfinished:
                yield place.path
                return
            _copy(place, folder, RUN)
        else:
            _copy(place, folder, RUN)
            info, _ = read_run(folder)
            unfinished = info.finished is None
            if not unfinished:
                _copy(place, folder, ARTICLES)
                _copy(place, folder, RECORDS)
        if unfinished:
            _write_so_far(place, folder)
            typer.echo(f"pactwire: {place.name} is not finished; what it has so far is loaded", err=True)
        yield folder


def _copy(place: Place, folder: Path, name: str) -> None:
    try:
        with place.open(name) as source, open(folder / name, "wb") as copy:
            copyfileobj(source, copy)
    except FileNotFoundError as error:
        remedy = "name the folder that  pactwire extract --out  wrote"
        raise StoreError(f"{place.name}: there is no {name} in it; {remedy}") from error


def _write_so_far(place: Place, folder: Path) -> None:
    from pipeline.runners.state import State

    with (
        State(place) as state,
        open(folder / ARTICLES, "wb") as articles,
        open(folder / RECORDS, "wb") as records,
    ):
        for stored in state.results():
            articles.write(stored.article)
            records.write(stored.records)


def _is_store(name: str) -> bool:
    try:
        return target(name).kind == "database"
    except StoreError:
        return False


def _export(store: str, urls: Sequence[str]) -> None:
    from pipeline.stores.files import export

    for url in urls:
        to = target(url)
        if to.kind == "database":
            raise StoreError(f"{url}: a store is written into files only; load its runs there instead")
        export(store, to)
        typer.echo(f"{url}: all tables of {_shown(store)}", err=True)


def _progress(report: Report) -> None:
    typer.echo(f"\r{report.articles:,} articles", nl=False, err=True)


def _tell(url: str, report: Report) -> None:
    clear = "\r" if sys.stderr.isatty() else ""
    articles = f"{report.new:,} new, {report.replaced:,} replaced, {report.unchanged:,} unchanged"
    records = f"{report.added:,} records added, {report.removed:,} removed"
    typer.echo(f"{clear}{_shown(url)}: {report.articles:,} articles ({articles}), {records}", err=True)
    for refusal in report.refusals[:_FIRST]:
        place = f"{refusal.file}, line {refusal.line} ({refusal.what})"
        typer.echo(f"pactwire: {place} refused: {refusal.reason}", err=True)
    if report.refused > _FIRST:
        typer.echo(f"pactwire: and {report.refused - _FIRST:,} more refused", err=True)
    if report.mended:
        typer.echo(f"pactwire: {report.mended:,} characters that no database holds became U+FFFD", err=True)


def _shown(url: str) -> str:
    """A URL without its password."""
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True) if "@" in url and "://" in url else url
