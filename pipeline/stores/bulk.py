"""Many rows at once, by the fastest way that the database has."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, IntegrityError


class Unstorable(Exception):
    """A row does not fit its table; the message is the database's. The transaction is lost."""


def insert_rows(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Add rows, tuples in the order of the table's columns.

    Raises Unstorable when a row does not fit, SQLAlchemyError when the database fails.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from pipeline.stores.copying import copy_rows

        copy_rows(connection, table, rows)
        return
    try:
        # The driver's own executemany: SQLAlchemy would look at each value of each row.
        connection.exec_driver_sql(insert_statement(table), rows)
    except (DataError, IntegrityError) as error:
        raise Unstorable(str(error.orig)) from error
    except OverflowError as error:
        raise Unstorable(str(error)) from error


@lru_cache(maxsize=64)
def insert_statement(table: Table) -> str:
    """INSERT with a question mark for each column, as SQLite takes it.

    A document may come as text or as UTF-8, which saves reading and writing the greater part of a line.
    """
    names = ", ".join(column.name for column in table.columns)
    marks = ("CAST(? AS TEXT)" if column.name == "document" else "?" for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(marks)})"
