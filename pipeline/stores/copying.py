"""Rows into PostgreSQL by COPY; the one file that knows the driver."""

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from pipeline.stores.bulk import Unstorable


def copy_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows within the transaction of ``connection``.

    Raises Unstorable when a row does not fit, DBAPIError when the server or the connection fails.
    """
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    statement = f"COPY {quote(table.name)} ({names}) FROM STDIN"
    raw = connection.connection.driver_connection
    if raw is None:
        raise RuntimeError("the connection was closed in mid-transaction")
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded) as error:
        raise Unstorable(str(error).splitlines()[0]) from error
    except psycopg.Error as error:
        lost = raw.closed
        if lost:
            connection.invalidate(error)
        raise DBAPIError(statement, None, error, connection_invalidated=lost) from error
