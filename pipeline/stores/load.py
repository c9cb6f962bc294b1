"""A run into a store: ``load``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.stores.collecting import uncollected
from pipeline.stores.open import open_store, unusable
from pipeline.stores.reading import Unread, check_order, read_articles, read_run
from pipeline.stores.report import Report
from pipeline.stores.targets import target
from pipeline.stores.writing import write_articles, write_run

#: Lines of articles and records of one transaction, and their bytes: what a failure costs, what memory holds.
BATCH_LINES = 4000
_BATCH_BYTES = 16 << 20


def load(
    run_dir: Path | str,
    url: str,
    *,
    batch_lines: int = BATCH_LINES,
    observer: Callable[[Report], None] | None = None,
) -> Report:
    """Store the articles and records of a run; again and again with the same result.

    An article that is stored already and has not changed is left alone; one that has changed replaces its
    records. Articles of the store that the run does not have stay. Each batch is one transaction: whenever
    the load dies, what it has committed is whole, and the same call completes it. ``observer`` is told after
    each batch. Raises StoreError when the run cannot be read or the store cannot be used; lines that are not
    valid records are refused one by one and reported.
    """
    folder = Path(run_dir)
    to = target(url)
    if to.kind != "database":
        from pipeline.stores.files import load_files

        return load_files(folder, to, batch_lines=batch_lines, observer=observer)
    read_run(folder)
    check_order(folder)
    engine = open_store(url)
    try:
        return load_database(folder, engine, batch_lines=batch_lines, observer=observer)
    finally:
        engine.dispose()


def check_store(url: str) -> None:
    """Raise StoreError when nothing could be loaded there: before the work that would be lost.

    A database is opened, and made when it is not there.
    """
    to = target(url)
    if to.kind == "database":
        open_store(url).dispose()
    else:
        from pipeline.stores.files import check_packages

        check_packages(to)


def load_database(
    folder: Path, engine: Engine, *, batch_lines: int, observer: Callable[[Report], None] | None
) -> Report:
    """``load`` into a database that is open; the order of the run's files has been checked."""
    info, run_id = read_run(folder)
    done = Report()
    try:
        done.run_changed = write_run(engine, run_id, info)
        batches = _batches(read_articles(folder), lines=batch_lines)
        while True:
            with uncollected():
                batch = next(batches, None)
                if batch is None:
                    break
                done.add(write_articles(engine, run_id, batch))
            if observer:
                observer(done)
    except SQLAlchemyError as error:
        raise _stopped(unusable(engine, error), done) from error
    return done


def _stopped(error: StoreError, done: Report) -> StoreError:
    return StoreError(f"{error} ({done.articles:,} articles of the run are stored, each of them whole)")


def _batches(articles: Iterable[Unread], *, lines: int) -> Iterator[list[Unread]]:
    batch: list[Unread] = []
    held = size = 0
    for unread in articles:
        batch.append(unread)
        held += 1 + len(unread.records)
        size += len(unread.article.data) + sum(len(line.data) for line in unread.records)
        if held >= lines or size >= _BATCH_BYTES:
            yield batch
            batch, held, size = [], 0, 0
    if batch:
        yield batch
