"""The life of agreements: which status was reached when, in order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from pipeline.queries.find import Hit, find
from pipeline.queries.question import Question
from pipeline.queries.sources import AGREEMENTS, Kind
from pipeline.stores.tables import agreement_stages

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A status an agreement reached; ``when`` is EDTF, ``start`` the ISO day it begins with, or None."""

    status: str
    when: str | None
    start: str | None


@dataclass(frozen=True, slots=True)
class Life:
    """An agreement or record with its stages; a record has one."""

    hit: Hit
    stages: tuple[Stage, ...]


def lives(connection: Connection, kind: Kind, question: Question) -> list[Life]:
    """The lives of what answers a question, in order of their first known day, the undated last."""
    hits = find(connection, kind, question)
    stages = dict(_stages(connection, [hit.id for hit in hits])) if kind is AGREEMENTS else {}
    found = [Life(hit, stages.get(hit.id) or (_only(hit),)) for hit in hits]
    return sorted(found, key=lambda life: (_first(life) or "9999-99-99", life.hit.id))


def _only(hit: Hit) -> Stage:
    when: dict[str, Any] = hit.document.get("when") or {}
    return Stage(hit.status, hit.when, when.get("start"))


def _first(life: Life) -> str | None:
    return min((stage.start for stage in life.stages if stage.start), default=None)


def _stages(connection: Connection, ids: list[str]) -> Iterator[tuple[str, tuple[Stage, ...]]]:
    c = agreement_stages.c
    for i in range(0, len(ids), _BATCH):
        rows = connection.execute(
            select(c.agreement_id, c.status, c.when_edtf, c.when_start)
            .where(c.agreement_id.in_(ids[i : i + _BATCH]))
            .order_by(c.agreement_id, c.ordinal)
        )
        found: dict[str, list[Stage]] = {}
        for agreement, status, when, start in rows:
            found.setdefault(agreement, []).append(Stage(status, when, start))
        yield from ((agreement, tuple(stages)) for agreement, stages in found.items())
