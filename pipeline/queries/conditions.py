"""A question as SQL conditions; every value is a bound parameter."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, false, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from pipeline.queries.question import Name, Question
from pipeline.queries.sources import AGREEMENTS, Kind
from pipeline.queries.words import folded, stems
from pipeline.stores.tables import agreement_stages

#: SQLite takes 32,766 parameters in a statement; more places than this are no longer one place.
_MOST_PLACES = 5_000


def conditions(connection: Connection, kind: Kind, question: Question) -> list[ColumnElement[bool]]:
    """What must hold of a row. ``about`` is narrowed only: its ranking is not SQL's."""
    c = kind.table.c
    found: list[ColumnElement[bool]] = [_takes_part(kind, name) for name in question.parties]
    if question.status:
        found.append(c.status.in_(question.status))
    if question.instrument:
        found.append(c.instrument.in_(question.instrument))
    if question.country:
        found.append(c.where_country == question.country)
    if question.since or question.until:
        fits = _in_time(kind.table, question)
        if kind is AGREEMENTS:
            # What was signed in 2022 and ended in 2023 is of both years.
            reached = select(agreement_stages.c.agreement_id).where(_in_time(agreement_stages, question))
            fits = or_(fits, c.agreement_id.in_(reached))
        found.append(fits)
    if question.where:
        found.append(_takes_place(connection, kind, question.where))
    if question.about:
        found.append(_may_be_about(kind, question.about))
    return found


def _in_time(table: Table, question: Question) -> ColumnElement[bool]:
    """Dates that overlap the time asked for. An open side of an interval is null; a date whose digits are
    unknown has neither side."""
    c = table.c
    found: list[ColumnElement[bool]] = [or_(c.when_start.is_not(None), c.when_end.is_not(None))]
    if question.since:
        found.append(or_(c.when_end >= question.since, c.when_end.is_(None)))
    if question.until:
        found.append(or_(c.when_start <= question.until, c.when_start.is_(None)))
    return and_(*found)


def _takes_part(kind: Kind, name: Name) -> ColumnElement[bool]:
    c = kind.parties.c
    fits: list[ColumnElement[bool]] = [c.name_key.in_(name.keys)]
    if name.country:
        fits.append(and_(c.type == "country", c.country == name.country))
    if not name.known:
        fits += [c.name_key.contains(key, autoescape=True) for key in name.keys]
    return kind.key.in_(select(kind.party_key).where(or_(*fits)))


def _takes_place(connection: Connection, kind: Kind, where: str) -> ColumnElement[bool]:
    """Places whose name or event has these words, without regard to case and accents, which SQLite's own
    ``lower`` would not do; a store knows few places compared with its records."""
    wanted = folded(where)
    both = []
    for column in (kind.table.c.where_name, kind.table.c.where_event):
        names = connection.execute(select(column).where(column.is_not(None)).distinct()).scalars()
        fitting = sorted(name for name in names if wanted in folded(name))
        both.append(column.in_(fitting[:_MOST_PLACES]))
    return or_(*both)


def _may_be_about(kind: Kind, about: str) -> ColumnElement[bool]:
    """Subjects that hold one of the stems, and those with characters outside of ASCII: their case and accents
    are folded in Python only."""
    c = kind.table.c
    text = func.lower(c.subject + " " + func.coalesce(c.title, ""))
    wanted = stems(about)
    if not all(stem.isascii() for stem in wanted):
        return _octets(text) != func.length(text)
    holds = (text.contains(stem, autoescape=True) for stem in wanted)
    return or_(false(), *holds, _octets(text) != func.length(text))


class _octets(FunctionElement[int]):
    """The length of a text in UTF-8."""

    type = Integer()
    inherit_cache = True


@compiles(_octets)
def _standard(element: _octets, compiler: SQLCompiler, **options: Any) -> str:
    return f"octet_length({compiler.process(element.clauses, **options)})"


@compiles(_octets, "sqlite")
def _sqlite(element: _octets, compiler: SQLCompiler, **options: Any) -> str:
    # octet_length came to SQLite in 3.43 only.
    return f"length(CAST({compiler.process(element.clauses, **options)} AS BLOB))"
