"""What a run remembers in its output directory: finished articles in shard files, and where each one lies.

``OUT/.pactwire/shards/N.jsonl`` holds the results of a group of articles, lines ready to be written out.
``OUT/.pactwire/state.sqlite`` says for each article which shard has its result and which key (content,
settings, code, model) the result belongs to. A shard is written and renamed first and entered second, in one
transaction: whenever the process is killed, a result is either entered or done again. A shard that is not
entered is removed at the next start. The database is held exclusively for the whole run, which is also the
lock of the directory (``database.py``).
"""

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import PactwireError
from pipeline.readers.files import STATE_FOLDER
from pipeline.runners.database import Database, database_of
from pipeline.runners.place import Place, place_of
from pipeline.runners.shards import FOLDER, Entry, shard_name, write_shard
from pipeline.runners.supervisor import Job
from pipeline.runners.worker import Outcome
from schemas import Failure

_VERSION = 1
_TABLES = """
CREATE TABLE article (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, failure TEXT,
    shard INTEGER, start INTEGER, article INTEGER, records INTEGER, rejections INTEGER
);
CREATE INDEX article_shard ON article (shard);
CREATE TABLE input (position INTEGER PRIMARY KEY, id TEXT, failure TEXT);
CREATE INDEX input_id ON input (id);
"""
#: Of an article: not among the inputs of this run.
_ABSENT = "NOT EXISTS (SELECT 1 FROM input WHERE input.id = article.id)"
#: A shard is closed at this many articles or bytes; what is lost by a kill is at most one per run.
_SHARD_ARTICLES = 256
_SHARD_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A finished article: its lines for articles.jsonl, records.jsonl and the rejections."""

    article: bytes
    records: bytes
    rejections: bytes


class State:
    """The memory of one output directory; a context manager that holds its lock."""

    def __init__(self, out: Place | Path, *, many_writers: bool = False) -> None:
        """Open or create the state in ``out``. Raises PactwireError when another run holds it.

        With ``many_writers``, no shard gets a number that a run before may have given away: a worker of a
        cluster that lost its run may live a little longer and write.
        """
        self.out = out if isinstance(out, Place) else place_of(out)
        try:
            self.out.make(FOLDER)
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"cannot write to {self.out.name}: {reason}; choose another --out"
            raise PactwireError(message) from error
        self._database = database_of(self.out)
        self._db = self._open(self._database)
        self._pending: list[tuple[Job, Outcome]] = []
        self._pending_bytes = 0
        self._handles: OrderedDict[int, BinaryIO] = OrderedDict()
        self._next_shard = 1 + (self._one("SELECT max(shard) FROM article") or 0)
        if many_writers:
            self._next_shard = max(self._next_shard, time.time_ns() // 10**8)
        self._remove_unentered_shards()

    def _open(self, database: Database) -> sqlite3.Connection:
        path, name = database.path, self.out.name
        try:
            db = sqlite3.connect(path, timeout=0, isolation_level=None)
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    db.execute(f'DROP TABLE "{table}"')
                for statement in _TABLES.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise PactwireError(f"cannot use {path}: {error}") from error
            raise PactwireError(
                f"{name} is in use by another run ({database.owner()}); wait for it to end, "
                "or choose another --out"
            ) from error
        except sqlite3.DatabaseError as error:
            folder = f"{name}/{STATE_FOLDER}"
            raise PactwireError(f"{path} is damaged ({error}); remove {folder} to start anew") from error
        database.own()
        return db

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *error: object) -> None:
        for handle in self._handles.values():
            handle.close()
        self._db.close()
        self._database.close()

    def begin(self) -> None:
        """Forget the order of the last run's inputs."""
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM input")

    def known(self, article_id: str) -> tuple[str, Failure | None] | None:
        """The key of an article's last result, and the Failure if it was one; None for a new article."""
        row = self._db.execute("SELECT key, failure FROM article WHERE id = ?", (article_id,)).fetchone()
        return (row[0], Failure.model_validate_json(row[1]) if row[1] else None) if row else None

    def place(self, position: int, article_id: str | None, failure: Failure | None = None) -> None:
        """Enter an input of this run at its place in the order."""
        text = failure.model_dump_json(by_alias=True) if failure else None
        self._db.execute("INSERT INTO input VALUES (?, ?, ?)", (position, article_id, text))

    def add(self, job: Job, outcome: Outcome) -> None:
        """Keep a result for the next shard. It is safe once ``commit`` has run."""
        self._pending.append((job, outcome))
        self._pending_bytes += len(outcome.article) + sum(map(len, outcome.records))

    @property
    def shard_is_full(self) -> bool:
        """Whether it is time to commit."""
        return len(self._pending) >= _SHARD_ARTICLES or self._pending_bytes >= _SHARD_BYTES

    def new_shard(self) -> int:
        """A number for a shard that somebody will write; each is given once."""
        self._next_shard += 1
        return self._next_shard - 1

    def enter(self, shard: int, entries: Iterable[Entry]) -> None:
        """Enter the results in a shard that is written. They count once ``commit`` has run."""
        rows = (
            (e.article_id, e.key, e.failure, None, None, None, None, None)
            if e.failure
            else (e.article_id, e.key, None, shard, e.start, e.article, e.records, e.rejections)
            for e in entries
        )
        self._db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def commit(self) -> None:
        """Make everything durable that was added so far: the shard first, its entries second."""
        if self._pending:
            shard = self.new_shard()
            self.enter(shard, write_shard(self.out, shard, self._pending))
            self._pending.clear()
            self._pending_bytes = 0
        self._db.execute("COMMIT")
        self._database.save(now=False)
        self._db.execute("BEGIN")

    def absent(self) -> list[str]:
        """The ids of articles with a result here that are no longer among the inputs, sorted."""
        query = f"SELECT id FROM article WHERE {_ABSENT} ORDER BY id"
        return [row[0] for row in self._db.execute(query)]

    def forget_absent(self) -> None:
        """Drop the results of articles that are no longer among the inputs."""
        self._db.execute(f"DELETE FROM article WHERE {_ABSENT}")

    def results(self) -> Iterator[Stored]:
        """Finished articles in the order of the inputs; those no longer among the inputs last, by id."""
        columns = "shard, start, article, records, rejections"
        present = "input JOIN article USING (id) WHERE input.failure IS NULL AND shard > 0 ORDER BY position"
        absent = f"article WHERE shard > 0 AND {_ABSENT} ORDER BY id"
        for query in (f"SELECT {columns} FROM {present}", f"SELECT {columns} FROM {absent}"):
            for shard, start, *lengths in self._db.execute(query):
                handle = self._handle(shard)
                handle.seek(start)
                yield Stored(*(handle.read(length) for length in lengths))

    def failures(self) -> Iterator[Failure]:
        """Inputs that failed, now or before, in the order of the inputs."""
        query = """
            SELECT coalesce(input.failure, article.failure) AS failed FROM input LEFT JOIN article USING (id)
            WHERE failed IS NOT NULL ORDER BY position
        """
        for (text,) in self._db.execute(query):
            yield Failure.model_validate_json(text)

    def close_run(self) -> None:
        """Make the last changes durable and remove shards of which nothing is needed any more."""
        self._db.execute("COMMIT")
        self._database.save(now=True)
        self._remove_unentered_shards()

    def _one(self, query: str) -> int | None:
        return self._db.execute(query).fetchone()[0]

    def _handle(self, shard: int) -> BinaryIO:
        if shard not in self._handles:
            if len(self._handles) >= self.out.most_open:
                self._handles.popitem(last=False)[1].close()
            self._handles[shard] = self.out.open(shard_name(shard))
        self._handles.move_to_end(shard)
        return self._handles[shard]

    def _remove_unentered_shards(self) -> None:
        entered = {row[0] for row in self._db.execute("SELECT DISTINCT shard FROM article WHERE shard > 0")}
        keep = {shard_name(shard).rpartition("/")[2] for shard in entered}
        for name in self.out.names(FOLDER):
            if name not in keep:
                self.out.remove(f"{FOLDER}/{name}")
