"""Stores that are files: written anew as a whole, from books that are kept beside them.

The books are a SQLite store of their own. What a load means (nothing twice, replaced articles, whole batches)
is thereby the same for files as for databases, and runs add up in files too.
"""

from collections.abc import Callable, Sequence
from importlib import util
from pathlib import Path

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.stores import tables
from pipeline.stores.load import load_database
from pipeline.stores.open import open_store, unusable
from pipeline.stores.reading import check_order, read_run
from pipeline.stores.report import Report
from pipeline.stores.targets import Target

#: Which packages a kind needs, and the extra that brings them.
_NEEDS = {"parquet": ("pyarrow",), "duckdb": ("duckdb", "pyarrow")}
_FOLDERS = ("parquet", "csv")


def load_files(
    folder: Path, to: Target, *, batch_lines: int, observer: Callable[[Report], None] | None
) -> Report:
    """``load`` into files. Raises StoreError as it does, and for files that are there without their books."""
    check_packages(to)
    read_run(folder)
    check_order(folder)
    books = _books(to)
    if _is_there(to, tables.LOADED) and not books.exists():
        raise StoreError(
            f"{to.path}: {books.name}, which it was made from, is not beside it, and what it holds would be "
            "lost; name another place, or remove it"
        )
    _make_folder(books.parent)
    unwritten = books.with_suffix(".unwritten")
    pending = unwritten.exists() or not _is_there(to, tables.LOADED)
    engine = open_store(URL.create("sqlite", database=str(books)))
    try:
        # Left behind when the process dies before the files have what the books have.
        unwritten.touch()
        done = load_database(folder, engine, batch_lines=batch_lines, observer=observer)
        if done.changed or pending:
            _write(to, engine, tables.LOADED)
        unwritten.unlink()
    except OSError as error:
        raise _failed(to, error) from error
    finally:
        engine.dispose()
    return done


def export(url: str, to: Target) -> None:
    """Write the tables of a database store, agreements included, into files.

    Raises StoreError when the store cannot be read, and for files that runs have been loaded into.
    """
    check_packages(to)
    if _books(to).exists():
        raise StoreError(
            f"{to.path}: runs have been loaded into it; name another place for what a store holds"
        )
    engine = open_store(url, create=False)
    try:
        _make_folder(to.path if to.kind in _FOLDERS else to.path.parent)
        _write(to, engine, tables.metadata.sorted_tables)
    except SQLAlchemyError as error:
        raise unusable(engine, error) from error
    except OSError as error:
        raise _failed(to, error) from error
    finally:
        engine.dispose()


def _write(to: Target, engine: Engine, wanted: Sequence[Table]) -> None:
    with engine.connect() as connection:
        _write_from(to, connection, wanted)


def _write_from(to: Target, connection: Connection, wanted: Sequence[Table]) -> None:
    if to.kind == "csv":
        from pipeline.stores.csv_files import write_csv

        write_csv(to.path, connection, wanted)
    elif to.kind == "jsonl":
        from pipeline.stores.jsonl_file import write_jsonl

        write_jsonl(to.path, connection)
    elif to.kind == "parquet":
        from pipeline.stores.parquet_files import write_parquet

        write_parquet(to.path, connection, wanted)
    else:
        from pipeline.stores.duckdb_file import write_duckdb

        write_duckdb(to.path, connection, wanted)


def _books(to: Target) -> Path:
    if to.kind in _FOLDERS:
        return to.path / ".pactwire.db"
    return to.path.with_name(f".{to.path.name}.pactwire.db")


def _is_there(to: Target, wanted: Sequence[Table]) -> bool:
    if to.kind in _FOLDERS:
        return all((to.path / f"{table.name}.{to.kind}").exists() for table in wanted)
    return to.path.exists()


def check_packages(to: Target) -> None:
    """Raise StoreError when the packages that files of this kind need are not installed."""
    missing = [name for name in _NEEDS.get(to.kind, ()) if util.find_spec(name) is None]
    if missing:
        raise StoreError(
            f"{to.url}: needs {' and '.join(missing)}; install with  pip install 'pactwire[{to.kind}]'"
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}; check the path and your rights") from error


def _failed(to: Target, error: OSError) -> StoreError:
    said = error.strerror or str(error)
    return StoreError(f"{to.path}: {said}; it is as before; put that right and run the same command again")
