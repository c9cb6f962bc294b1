"""Stores in databases: which engine a URL means, and its tables brought up to date."""

import sqlite3
from contextlib import suppress
from importlib import util
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from pipeline.errors import StoreError

#: What begins a transaction that writes: see ``writing``.
_WRITES = "pactwire_writes"
#: Seconds to wait for a database that another process is writing to, or for a server to answer.
_PATIENCE = 30
_KNOWN = "sqlite:///FILE, postgresql://USER@HOST/DATABASE"
_POSTGRES = "postgresql+psycopg"
_SUFFIXES = (".db", ".sqlite", ".sqlite3")


def open_store(url: str | URL, *, create: bool = True) -> Engine:
    """An engine on the store at ``url``, its tables made or brought to the newest version.

    ``url`` is ``sqlite:///FILE`` (or just a path that ends in .db, .sqlite or .sqlite3) or
    ``postgresql://USER@HOST/DATABASE``. With ``create=False`` a SQLite file that is not there is an error.
    Raises StoreError for an unknown scheme, a missing driver, a server or file that cannot be reached, and a
    store that a newer Pactwire has made. The caller disposes of the engine.
    """
    from pipeline.stores.migrations import upgrade

    engine = connect(url, create=create)
    try:
        upgrade(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise unusable(engine, error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def connect(url: str | URL, *, create: bool = True) -> Engine:
    """The engine for ``url`` without a look at its tables; errors as ``open_store``."""
    parsed = _parsed(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed, create=create)
    if backend in ("postgresql", "postgres"):
        return _postgres(parsed)
    remedy = "link and query need SQLite or PostgreSQL" if backend == "duckdb" else f"use {_KNOWN}"
    raise StoreError(f"{_shown(parsed)}: not a database that Pactwire can ask; {remedy}")


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the right to write at their beginning."""
    return engine.execution_options(**{_WRITES: True})


def unusable(engine: Engine, error: Exception) -> StoreError:
    """A StoreError that says which store failed, why, and what to do."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()
    said = reason[0] if reason else type(error).__name__
    return StoreError(f"{_shown(engine.url)}: {said}; {_remedy(said, engine)}")


def _remedy(said: str, engine: Engine) -> str:
    said = said.lower()
    if "full" in said or "space" in said:
        return "make room and run the same command again"
    if "locked" in said:
        return "another process is writing to it; try again when that is done"
    if "not a database" in said or "malformed" in said:
        return "name another file"
    if "readonly" in said or "read-only" in said or "permission" in said or "unable to open" in said:
        return "check the path and who may write there"
    if engine.dialect.name == "postgresql":
        return "check that the server runs and the URL is right, then run the same command again"
    return "run the same command again once that is put right"


def _parsed(url: str | URL) -> URL:
    if isinstance(url, URL):
        return url
    if "://" not in url and url.lower().endswith(_SUFFIXES):
        return URL.create("sqlite", database=url)
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{url!r} is not the URL of a store; use {_KNOWN}") from error


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _sqlite(url: URL, *, create: bool) -> Engine:
    file = url.database
    if file and file != ":memory:" and not create and not Path(file).exists():
        raise StoreError(
            f"{file}: there is no such store; make it with  pactwire load RUN --to {_shown(url)}"
        )
    if create and file and file != ":memory:":
        with suppress(OSError):  # what stands in the way is told when the file is opened
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: Any) -> None:
        # The driver's own handling would begin no transaction before a CREATE TABLE: see ``_begin``.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return _checked(engine)


def _postgres(url: URL) -> Engine:
    if util.find_spec("psycopg") is None:
        raise StoreError(
            f"{_shown(url)}: PostgreSQL needs its driver; install it with  pip install 'pactwire[postgres]'"
        )
    engine = create_engine(
        url.set(drivername=_POSTGRES),
        connect_args={"connect_timeout": _PATIENCE, "application_name": "pactwire"},
    )
    return _checked(engine)


def _checked(engine: Engine) -> Engine:
    """The engine after a first connection; raises StoreError when there is none to be had."""
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        engine.dispose()
        raise unusable(engine, error) from error
    return engine
