"""A load that is stopped in the middle leaves whole batches, says so, and is completed by the next."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from pipeline.errors import StoreError
from pipeline.stores.load import load
from pipeline.stores.open import open_store
from pipeline.stores.report import Report
from tests.stores.making import contents, counts, many, write_run

#: Articles of the run and lines of a batch: three lines an article, so four articles a batch.
ARTICLES, LINES, IN_A_BATCH = 40, 12, 4

_KILLED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from pipeline.stores.load import load

def stop(conn, cursor, statement, *more):
    # The third batch has its articles and not yet its records.
    if {sign!r} in statement:
        stop.seen += 1
        if stop.seen == 3:
            os.kill(os.getpid(), signal.SIGKILL)

stop.seen = 0
event.listen(Engine, "before_cursor_execute", stop)
load({run!r}, {url!r}, batch_lines={lines})
"""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", many(ARTICLES))


def whole_batches(url: str) -> int:
    """How many articles are stored; each with all that belongs to it, none in half a batch."""
    found = counts(url)
    articles = found["articles"]
    assert articles % IN_A_BATCH == 0
    assert (found["records"], found["parties"], found["evidence"]) == (
        2 * articles,
        4 * articles,
        2 * articles,
    )
    return articles


def completed(url: str, run: Path, tmp_path: Path) -> bool:
    """Whether a rerun brings what a load without trouble would have."""
    load(run, url)
    calm = f"sqlite:///{tmp_path}/calm.db"
    load(run, calm)
    return contents(url) == contents(calm)


def test_killed_in_mid_batch(url: str, run: Path, tmp_path: Path) -> None:
    open_store(url).dispose()
    sign = "INSERT INTO records" if url.startswith("sqlite") else "max(records.record_key)"
    code = _KILLED.format(run=str(run), url=url, lines=LINES, sign=sign)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert whole_batches(url) == 2 * IN_A_BATCH
    assert completed(url, run, tmp_path)


@contextmanager
def every_connection(pragma: str) -> Iterator[None]:
    """Within, each connection to SQLite begins with a pragma."""

    def begin(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(Engine, "connect", begin)
    try:
        yield
    finally:
        event.remove(Engine, "connect", begin)


def test_a_full_disk(lite: str, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(400))
    said = r"full; make room and run the same command again \((\d+) articles of the run are stored"
    with every_connection("max_page_count = 100"), pytest.raises(StoreError, match=said) as caught:
        load(run, lite, batch_lines=LINES)
    stored = whole_batches(lite)
    assert 0 < stored < 400
    assert f"({stored} articles" in str(caught.value)
    assert completed(lite, run, tmp_path)


def end_other_sessions(engine: Engine) -> None:
    with engine.begin() as connection:
        query = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """
        assert len(connection.execute(text(query)).all()) == 1


def test_a_dropped_connection(postgres_url: str, run: Path, tmp_path: Path) -> None:
    """The server ends our session after the second batch, as a restart or an administrator does."""
    other = open_store(postgres_url)

    def drop(report: Report) -> None:
        if report.articles == 2 * IN_A_BATCH:
            end_other_sessions(other)

    with pytest.raises(StoreError, match=r"check that the server runs.*\(8 articles of the run are stored"):
        load(run, postgres_url, batch_lines=LINES, observer=drop)
    other.dispose()
    assert whole_batches(postgres_url) == 2 * IN_A_BATCH
    assert completed(postgres_url, run, tmp_path)


def test_a_connection_dropped_within_a_batch(
    postgres_url: str, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.stores import writing

    other = open_store(postgres_url)
    insert = writing.insert_rows
    seen = []

    def drop(connection: object, table: object, rows: object) -> None:
        seen.append(table)
        if len(seen) == 15:
            end_other_sessions(other)
        insert(connection, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "insert_rows", drop)
    with pytest.raises(StoreError, match=r"terminat.*run the same command again \(8 articles"):
        load(run, postgres_url, batch_lines=LINES)
    monkeypatch.undo()
    other.dispose()
    assert whole_batches(postgres_url) == 2 * IN_A_BATCH
    assert completed(postgres_url, run, tmp_path)


def test_a_store_that_somebody_else_writes_to(lite: str, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.stores import open as opening

    monkeypatch.setattr(opening, "_PATIENCE", 0.1)
    other = open_store(lite)
    said = "locked; another process is writing to it"
    with opening.writing(other).begin(), pytest.raises(StoreError, match=said):
        load(run, lite)
    assert load(run, lite).new == ARTICLES
    other.dispose()


def test_a_store_that_may_not_be_written(lite: str, run: Path, tmp_path: Path) -> None:
    load(run, lite)
    more = write_run(tmp_path / "more", many(3, first=90))
    said = "readonly database; check the path and who may write there"
    with every_connection("query_only = ON"), pytest.raises(StoreError, match=said):
        load(more, lite)
    assert counts(lite)["articles"] == ARTICLES
