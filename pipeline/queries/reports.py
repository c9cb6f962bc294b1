"""All that a store reports, record by record, as an export needs it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from pipeline.stores.tables import agreement_sources, agreements, articles, records, runs

#: Rows that are held at a time.
_AHEAD = 500


@dataclass(frozen=True, slots=True)
class Report:
    """A record as JSON with its article, its agreement (None before linking) and its run."""

    record: str
    article_id: str
    published: str | None
    title: str | None
    url: str | None
    text_sha256: str
    agreement: str | None
    agreement_title: str | None
    agreement_subject: str | None
    agreement_status: str | None
    agreement_instrument: str | None
    run_id: str
    pactwire: str
    started: str
    finished: str | None


def reports(connection: Connection) -> Iterator[Report]:
    """Every record of the store by article, in the order of the article; few rows are held at a time."""
    found = (
        select(
            records.c.document,
            articles.c.article_id,
            articles.c.published,
            articles.c.title,
            articles.c.url,
            articles.c.text_sha256,
            agreements.c.agreement_id,
            agreements.c.title,
            agreements.c.subject,
            agreements.c.status,
            agreements.c.instrument,
            runs.c.run_id,
            runs.c.pactwire,
            runs.c.started,
            runs.c.finished,
        )
        .join(articles, articles.c.article_id == records.c.article_id)
        .join(runs, runs.c.run_id == articles.c.run_id)
        .outerjoin(agreement_sources, agreement_sources.c.record_key == records.c.record_key)
        .outerjoin(agreements, agreements.c.agreement_id == agreement_sources.c.agreement_id)
        .order_by(records.c.article_id, records.c.ordinal)
    )
    rows: Iterable[Any] = connection.execution_options(yield_per=_AHEAD).execute(found)
    yield from (Report(*row) for row in rows)
