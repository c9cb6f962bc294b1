"""One batch of articles into a database, in one transaction: what is new or has changed, and nothing else."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, text, true, update

from pipeline.stores import tables
from pipeline.stores.bulk import Unstorable, insert_rows
from pipeline.stores.open import writing
from pipeline.stores.reading import Unread
from pipeline.stores.report import Report
from pipeline.stores.rows import ArticleRows, RecordRead, RecordRows, Row, article_rows
from schemas import RunInfo

#: Values in one list of a query; SQLite takes 32,766.
_LIST = 1000
#: The lock under which one process at a time gives out record keys in PostgreSQL; any number nobody else
#: uses.
_LOCK = 0x7061637477697266

#: A record that comes in: its article, its place there, what it says.
Added = tuple[str, int, RecordRead]


def write_run(engine: Engine, run_id: str, info: RunInfo) -> bool:
    """Enter the run, or what has become of it; whether that was other than what the store had."""
    row = {
        "run_id": run_id,
        "contract": info.contract,
        "pactwire": info.pactwire,
        "spacy": info.spacy,
        "started": info.started,
        "finished": info.finished,
        "fingerprint": info.fingerprint,
        "model": json.dumps(info.model, ensure_ascii=False, sort_keys=True),
        "settings": json.dumps(info.settings, ensure_ascii=False, sort_keys=True),
        "counts": json.dumps(info.counts, sort_keys=True),
    }
    with writing(engine).begin() as connection:
        _lock(connection)
        same_run = tables.runs.c.run_id == run_id
        stored = connection.execute(select(tables.runs).where(same_run)).mappings().first()
        if stored is None:
            connection.execute(insert(tables.runs).values(row))
        elif dict(stored) != row:
            connection.execute(update(tables.runs).where(same_run).values(row))
        return stored is None or dict(stored) != row


def write_articles(engine: Engine, run_id: str, batch: Sequence[Unread]) -> Report:
    """Store a batch in one transaction; of an article that is in it twice the last one counts.

    When the database refuses a row, the batch is halved until only the article with that row is left out and
    reported. Raises SQLAlchemyError when the database fails; then nothing of the transaction at hand is
    stored.
    """
    report = Report()
    latest = {unread.article_id: unread for unread in batch}
    try:
        with writing(engine).begin() as connection:
            _lock(connection)
            _Batch(connection, run_id, report).store(latest)
        return report
    except Unstorable as error:
        parts = list(latest.values())
        if len(parts) == 1:
            report = Report()
            article = parts[0].article
            report.refuse("articles.jsonl", article.number, article.article_id, str(error))
            return report
        half = len(parts) // 2
        report = write_articles(engine, run_id, parts[:half])
        report.add(write_articles(engine, run_id, parts[half:]))
        return report


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


class _Batch:
    """What one transaction does."""

    def __init__(self, connection: Connection, run_id: str, report: Report) -> None:
        self.connection = connection
        self.run_id = run_id
        self.report = report
        # SQLite takes UTF-8 as it was read; see ``insert_statement``.
        self.stored = bytes if connection.dialect.name == "sqlite" else bytes.decode

    def store(self, latest: dict[str, Unread]) -> None:
        known = self._digests(list(latest))
        new: list[ArticleRows] = []
        replaced: list[ArticleRows] = []
        for article_id, unread in latest.items():
            if known.get(article_id) == unread.digest:
                self.report.unchanged += 1
                continue
            rows = article_rows(unread, self.report)
            if rows is None:
                continue
            if article_id not in known:
                new.append(rows)
            elif known[article_id] == rows.digest:
                self.report.unchanged += 1
            else:
                replaced.append(rows)
        self.report.new, self.report.replaced = len(new), len(replaced)
        self.report.articles = len(new) + len(replaced) + self.report.unchanged
        insert_rows(self.connection, tables.articles, [self._article(rows) for rows in new])
        added = [(rows.article_id, n, record) for rows in new for n, record in enumerate(rows.records)]
        if replaced:
            added += self._replace(replaced)
        self._insert_records(added)

    def _digests(self, article_ids: Sequence[str]) -> dict[str, str]:
        columns = tables.articles.c
        query = select(columns.article_id, columns.content_sha256)
        return {
            row[0]: row[1]
            for part in _parts(article_ids)
            for row in self.connection.execute(query.where(columns.article_id.in_(part)))
        }

    def _article(self, rows: ArticleRows) -> Row:
        return (rows.article_id, self.run_id, *rows.row, self.stored(rows.document), rows.digest)

    def _replace(self, replaced: Sequence[ArticleRows]) -> list[Added]:
        """Update articles; their records stay when they say the same, else they go and come back anew."""
        added: list[Added] = []
        names = [column.name for column in tables.articles.columns]
        values = [dict(zip(names, self._article(rows), strict=True)) for rows in replaced]
        for row, rows in zip(values, replaced, strict=True):
            row["changed_id"] = row.pop("article_id")
            row["document"] = rows.document.decode()
        self.connection.execute(
            update(tables.articles).where(tables.articles.c.article_id == bindparam("changed_id")), values
        )
        stored = self._stored([rows.article_id for rows in replaced])
        self._mark_stale([key for found in stored.values() for key, _, _ in found.values()])
        gone: list[int] = []
        moved: list[dict[str, int]] = []
        for rows in replaced:
            found = stored.get(rows.article_id, {})
            for ordinal, record in enumerate(rows.records):
                key, document, before = found.get(record.record_id, (None, None, None))
                if document != record.document.decode():
                    added.append((rows.article_id, ordinal, record))
                    continue
                del found[record.record_id]
                if before != ordinal:
                    moved.append({"moved_key": key, "ordinal": ordinal})
            gone += [key for key, _, _ in found.values()]
        for part in _parts(gone):
            self.connection.execute(delete(tables.records).where(tables.records.c.record_key.in_(part)))
        self.report.removed = len(gone)
        if moved:
            this = tables.records.c.record_key == bindparam("moved_key")
            self.connection.execute(update(tables.records).where(this), moved)
        return added

    def _stored(self, article_ids: Sequence[str]) -> dict[str, dict[str, tuple[Any, ...]]]:
        """Per article and record id: key, document, ordinal."""
        found: dict[str, dict[str, tuple[Any, ...]]] = {}
        c = tables.records.c
        query = select(c.article_id, c.record_id, c.record_key, c.document, c.ordinal)
        for part in _parts(article_ids):
            for row in self.connection.execute(query.where(c.article_id.in_(part))):
                found.setdefault(row[0], {})[row[1]] = tuple(row[2:])
        return found

    def _mark_stale(self, keys: Sequence[int]) -> None:
        sources = tables.agreement_sources.c
        for part in _parts(keys):
            touched = select(sources.agreement_id).where(sources.record_key.in_(part))
            self.connection.execute(
                update(tables.agreements)
                .where(tables.agreements.c.agreement_id.in_(touched))
                .values(stale=true())
            )

    def _insert_records(self, added: Sequence[Added]) -> None:
        last = self.connection.scalar(select(func.max(tables.records.c.record_key))) or 0
        rows = RecordRows(self.stored)
        for key, (article_id, ordinal, record) in enumerate(added, start=last + 1):
            rows.add(key, article_id, ordinal, record)
        insert_rows(self.connection, tables.records, rows.records)
        insert_rows(self.connection, tables.parties, rows.parties)
        insert_rows(self.connection, tables.signatories, rows.signatories)
        insert_rows(self.connection, tables.amounts, rows.amounts)
        insert_rows(self.connection, tables.evidence, rows.evidence)
        self.report.added = len(added)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _LIST):
        yield values[start : start + _LIST]
