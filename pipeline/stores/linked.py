"""Linking a store: its records grouped into agreements, which are kept up to date night after night."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, delete, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from pipeline.linking import Agreement, Linked, Linker, Names, Profile, Profiler, Report, merged
from pipeline.stores import tables
from pipeline.stores.bulk import insert_rows
from pipeline.stores.keys import name_key
from pipeline.stores.open import unusable, writing
from schemas.record import Record, When, Where

#: Values in one list of a query; records whose documents are held at one time.
_LIST, _HELD = 1000, 4000
#: Under it one process at a time links a PostgreSQL store; any number nobody else uses.
_LOCK = 0x7061637477696C6B
_CHILDREN = (
    tables.agreement_conflicts,
    tables.agreement_stages,
    tables.agreement_parties,
    tables.agreement_sources,
)


@dataclass(slots=True)
class LinkReport:
    """What linking did: agreements ``made``, ``changed`` and ``gone``.

    ``waiting`` records had no agreement before. ``several`` is how many of all ``agreements`` more than one
    article reports. ``candidates`` pairs shared a key, ``compared`` were judged.
    """

    records: int = 0
    waiting: int = 0
    made: int = 0
    changed: int = 0
    gone: int = 0
    agreements: int = 0
    several: int = 0
    candidates: int = 0
    compared: int = 0


def link_store(
    engine: Engine,
    names: Names,
    *,
    again: bool = False,
    linker: Linker | None = None,
    observer: Callable[[str], None] | None = None,
) -> LinkReport:
    """Group the records of a store into agreements, in one transaction.

    Only records that are new, and agreements that have lost or changed a record, are looked at, with what
    hangs together with them; ``again`` looks at all. Ids of agreements stay. Without anything new nothing is
    written. Raises StoreError when the store cannot be read or written; then it is as it was.
    """
    try:
        with writing(engine).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            return _Work(connection, names, linker, observer).done(again=again)
    except SQLAlchemyError as error:
        raise unusable(engine, error) from error


class _Work:
    """One linking of one store."""

    def __init__(
        self,
        connection: Connection,
        names: Names,
        linker: Linker | None,
        observer: Callable[[str], None] | None,
    ) -> None:
        self._connection, self._names = connection, names
        self._linker = linker
        self._tell = observer or (lambda _: None)
        self._report = LinkReport()

    def done(self, *, again: bool) -> LinkReport:
        stale = set(self._connection.scalars(select(_A.agreement_id).where(_A.stale)))
        self._report.waiting = _waiting(self._connection)
        if again or stale or self._report.waiting:
            self._link(stale, again=again)
        self._report.records = _count(self._connection, tables.records)
        self._report.agreements = _count(self._connection, tables.agreements)
        self._report.several = _count(self._connection, tables.agreements, _A.articles > 1)
        return self._report

    def _link(self, stale: set[str], *, again: bool) -> None:
        self._tell("reading records")
        keys, profiles = self._profiles()
        number = {key: i for i, key in enumerate(keys)}
        stored = {key: id for key, id in self._connection.execute(select(_S.record_key, _S.agreement_id))}
        previous = {number[key]: id for key, id in stored.items() if key in number}
        open_ends = {None, *stale}
        fresh = None if again else [i for i in range(len(keys)) if previous.get(i) in open_ends]
        self._tell("comparing")
        made = (self._linker or Linker()).link(profiles, previous=previous, changed=fresh)
        self._report.candidates, self._report.compared = made.candidates, made.compared
        members: dict[str, set[int]] = {}
        for i, id in previous.items():
            members.setdefault(id, set()).add(i)
        written = [a for a in made.agreements if a.id in stale or members.get(a.id) != set(a.members)]
        gone = made.retired | {id for id in stale if id not in members}
        formerly = self._absorbed([a.id for a in written if a.id in members or a.id in stale])
        self._delete([*gone, *(a.id for a in written)])
        self._tell("writing agreements")
        for part in _held(written):
            self._write(part, keys, formerly)
        known = {*members, *stale}
        self._report.gone = len(gone)
        self._report.changed = sum(a.id in known for a in written)
        self._report.made = len(written) - self._report.changed

    def _profiles(self) -> tuple[list[int], list[Profile]]:
        """The keys of all records in order, and what is compared of each."""
        profiler = Profiler(self._names)
        keys: list[int] = []
        profiles: list[Profile] = []
        # An option of this statement only: PostgreSQL cannot read a DELETE in parts.
        options = {"yield_per": _LIST}
        query = _reports().order_by(_R.record_key)
        for key, *rest in self._connection.execute(query, execution_options=options):
            keys.append(key)
            profiles.append(profiler.profile(_report(*rest)))
        return keys, profiles

    def _absorbed(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The ids that stored agreements had besides their own."""
        found = {}
        for part in _parts(ids):
            query = select(_A.agreement_id, _A.document).where(_A.agreement_id.in_(part))
            for id, document in self._connection.execute(query):
                found[id] = list(json.loads(document).get("absorbed", ()))
        return found

    def _delete(self, ids: Sequence[str]) -> None:
        for part in _parts(sorted(set(ids))):
            for table in (*_CHILDREN, tables.agreements):
                self._connection.execute(delete(table).where(table.c.agreement_id.in_(part)))

    def _write(self, part: Sequence[Linked], keys: Sequence[int], formerly: dict[str, list[str]]) -> None:
        reports = self._reports([keys[i] for linked in part for i in linked.members])
        rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in (tables.agreements, *_CHILDREN)}
        for linked in part:
            record_keys = [keys[i] for i in linked.members]
            agreement = merged(
                linked.id,
                [reports[key] for key in record_keys],
                scores=linked.scores,
                absorbed=sorted({*linked.absorbed, *formerly.get(linked.id, ())} - {linked.id}),
                names=self._names,
            )
            _add(rows, agreement, record_keys)
        for table in (tables.agreements, *reversed(_CHILDREN)):
            insert_rows(self._connection, table, rows[table.name])

    def _reports(self, keys: Sequence[int]) -> dict[int, Report]:
        found = {}
        for part in _parts(keys):
            for key, *rest in self._connection.execute(_reports().where(_R.record_key.in_(part))):
                found[key] = _report(*rest)
        return found


_A, _S, _R = tables.agreements.c, tables.agreement_sources.c, tables.records.c


def _reports() -> Select[Any]:
    a = tables.articles.c
    return select(_R.record_key, _R.document, a.published, a.source, a.url).join(
        tables.articles, a.article_id == _R.article_id
    )


def _report(document: str, published: str | None, source: str | None, url: str | None) -> Report:
    return Report(Record.model_validate_json(document), published=published, source=source, url=url)


def _waiting(connection: Connection) -> int:
    outside = ~select(_S.record_key).where(_S.record_key == _R.record_key).exists()
    return connection.scalar(select(func.count()).select_from(tables.records).where(outside)) or 0


def _count(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def _add(rows: dict[str, list[tuple[Any, ...]]], agreement: Agreement, keys: Sequence[int]) -> None:
    """The rows of one agreement, in the order of each table's columns."""
    id, sources = agreement.id, agreement.sources
    published = sorted(s.published for s in sources if s.published)
    document = json.dumps(agreement.as_json(), ensure_ascii=False, separators=(",", ":"))
    rows["agreements"].append(
        (
            id,
            agreement.instrument,
            agreement.title,
            agreement.status,
            agreement.subject,
            *_when(agreement.when),
            *_where(agreement.where),
            agreement.articles,
            len(sources),
            published[0] if published else None,
            published[-1] if published else None,
            agreement.confidence,
            False,
            document,
        )
    )
    rows["agreement_sources"] += [(key, id, s.score) for key, s in zip(keys, sources, strict=True)]
    rows["agreement_parties"] += [
        (id, n, p.name, name_key(p.name), p.type, p.country, p.role) for n, p in enumerate(agreement.parties)
    ]
    rows["agreement_stages"] += [
        (id, n, stage.status, *_when(stage.when), keys[stage.sources[0]])
        for n, stage in enumerate(agreement.stages)
    ]
    for conflict in agreement.disagreements:
        said = [(claim.value, source) for claim in conflict.claims for source in claim.sources]
        rows["agreement_conflicts"] += [
            (id, conflict.field, n, value, keys[source]) for n, (value, source) in enumerate(said)
        ]


def _when(when: When | None) -> tuple[str | None, ...]:
    if when is None:
        return (None,) * 6
    return (when.edtf, when.start, when.end, when.precision, when.basis, when.text)


def _where(where: Where | None) -> tuple[str | None, ...]:
    return (where.name, where.country, where.event, where.basis) if where else (None,) * 4


def _held(agreements: Iterable[Linked]) -> Iterator[list[Linked]]:
    """Agreements a few at a time, so that only some thousand records are held."""
    part: list[Linked] = []
    records = 0
    for linked in agreements:
        part.append(linked)
        records += len(linked.members)
        if records >= _HELD:
            yield part
            part, records = [], 0
    if part:
        yield part


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _LIST):
        yield values[start : start + _LIST]
