"""The agreements or records that answer a question, best or newest first."""

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from pipeline.queries.conditions import conditions
from pipeline.queries.question import Question
from pipeline.queries.sources import AGREEMENTS, Kind
from pipeline.queries.words import fit, stems
from pipeline.stores.tables import agreement_conflicts, agreement_sources, articles, records

#: At least this share of the words asked for stands in the subject or title.
_ENOUGH = 0.51
#: Keys per statement when the parts of hits are read.
_BATCH = 1_000


@dataclass(slots=True)
class Hit:
    """One agreement or record. ``id`` is the agreement's or the record's; ``articles`` are the ids of the
    articles that report it; ``when`` is EDTF; ``document`` is the whole of it as in the contract;
    ``disputed`` names the fields of an agreement on which its sources contradict one another."""

    id: str
    kind: str
    status: str
    instrument: str
    subject: str
    title: str | None
    when: str | None
    where: str | None
    country: str | None
    event: str | None
    confidence: float
    document: dict[str, Any]
    parties: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)


def find(connection: Connection, kind: Kind, question: Question) -> list[Hit]:
    """Hits in order: by fit when ``about`` is asked, else by date, the newest first and the undated last."""
    c = kind.table.c
    order = _order(kind)
    wanted = conditions(connection, kind, question)
    if question.about:
        ranked = select(kind.key, c.subject, c.title).where(*wanted).order_by(*order)
        keys = _best(connection.execute(ranked), question.about, question.limit)
    else:
        plain = select(kind.key).where(*wanted).order_by(*order).limit(question.limit)
        keys = list(connection.execute(plain).scalars())
    return list(_hits(connection, kind, keys))


def count(connection: Connection, kind: Kind, question: Question) -> int:
    """How many rows answer a question without its limit; with ``about`` those whose words are enough."""
    wanted = conditions(connection, kind, question)
    if question.about:
        c = kind.table.c
        rows = connection.execute(select(kind.key, c.subject, c.title).where(*wanted))
        return len(_best(rows, question.about, None))
    counted: Select[Any] = select(func.count()).select_from(kind.table).where(*wanted)
    return int(connection.execute(counted).scalar_one())


def _order(kind: Kind) -> list[Any]:
    c = kind.table.c
    last = [c.article_id, c.ordinal] if kind is not AGREEMENTS else [c.agreement_id]
    return [c.when_start.desc().nulls_last(), *last]


def _best(rows: Iterable[Any], about: str, limit: int | None) -> list[Any]:
    """Keys of the rows that fit, best first; among equals the order of the rows stays."""
    wanted = stems(about)
    scored = (
        (-score, number, key)
        for number, (key, subject, title) in enumerate(rows)
        if (score := fit(wanted, f"{subject} {title or ''}")) >= _ENOUGH
    )
    ranked = sorted(scored) if limit is None else heapq.nsmallest(limit, scored)
    return [key for _, _, key in ranked]


def _hits(connection: Connection, kind: Kind, keys: Sequence[Any]) -> Iterator[Hit]:
    for i in range(0, len(keys), _BATCH):
        batch = keys[i : i + _BATCH]
        rows = connection.execute(select(kind.table).where(kind.key.in_(batch)))
        hits = {row[kind.key.name]: _hit(kind, row) for row in map(_mapping, rows)}
        _add_parties(connection, kind, hits)
        _add_sources(connection, kind, hits)
        yield from (hits[key] for key in batch if key in hits)


def _mapping(row: Row[Any]) -> Any:
    return row._mapping


def _hit(kind: Kind, row: Any) -> Hit:
    return Hit(
        id=row["agreement_id"] if kind is AGREEMENTS else row["record_id"],
        kind=kind.name,
        status=row["status"],
        instrument=row["instrument"],
        subject=row["subject"],
        title=row["title"],
        when=row["when_edtf"],
        where=row["where_name"],
        country=row["where_country"],
        event=row["where_event"],
        confidence=row["confidence"],
        document=json.loads(row["document"]),
        articles=[] if kind is AGREEMENTS else [row["article_id"]],
    )


def _add_parties(connection: Connection, kind: Kind, hits: dict[Any, Hit]) -> None:
    c = kind.parties.c
    rows = connection.execute(
        select(kind.party_key, c.name)
        .where(kind.party_key.in_(list(hits)))
        .order_by(kind.party_key, c.ordinal)
    )
    for key, name in rows:
        hits[key].parties.append(name)


def _add_sources(connection: Connection, kind: Kind, hits: dict[Any, Hit]) -> None:
    if kind is not AGREEMENTS:
        return
    rows = connection.execute(
        select(agreement_sources.c.agreement_id, articles.c.article_id)
        .join(records, records.c.record_key == agreement_sources.c.record_key)
        .join(articles, articles.c.article_id == records.c.article_id)
        .where(agreement_sources.c.agreement_id.in_(list(hits)))
        .distinct()
        .order_by(agreement_sources.c.agreement_id, articles.c.article_id)
    )
    for key, article in rows:
        hits[key].articles.append(article)
    c = agreement_conflicts.c
    rows = connection.execute(
        select(c.agreement_id, c.field)
        .where(c.agreement_id.in_(list(hits)))
        .distinct()
        .order_by(c.agreement_id, c.field)
    )
    for key, name in rows:
        hits[key].disputed.append(name)
