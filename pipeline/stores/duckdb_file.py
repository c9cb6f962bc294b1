"""Tables as one DuckDB file."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
from sqlalchemy import Connection, Table

from pipeline.errors import StoreError
from pipeline.sinks import atomic_path
from pipeline.stores.arrow import arrow_blocks, schema


def write_duckdb(path: Path, connection: Connection, tables: Sequence[Table]) -> None:
    """A file with all tables, without keys and indexes: it is made anew at each load and read by scans.

    Raises StoreError when DuckDB cannot write it; the old file is then still there.
    """
    try:
        _write(path, connection, tables)
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        raise StoreError(f"{path}: {said}; it is as before; run the same command again") from error


def _write(path: Path, connection: Connection, tables: Sequence[Table]) -> None:
    with atomic_path(path) as temporary, duckdb.connect(str(temporary)) as database:
        database.execute("SET threads = 1")
        for table in tables:
            empty = schema(table).empty_table()
            database.register("block", empty)
            database.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM block')
            for block in arrow_blocks(connection, table):
                database.register("block", block)
                database.execute(f'INSERT INTO "{table.name}" SELECT * FROM block')
            database.unregister("block")
