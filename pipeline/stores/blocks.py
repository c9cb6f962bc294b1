"""The rows of a store's tables in the order of their keys, a few thousand at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, select

_ROWS = 5000

Block = Sequence[Sequence[Any]]


def table_blocks(connection: Connection, table: Table) -> Iterator[Block]:
    """All rows of a table; the same rows in the same order for the same contents."""
    return blocks(connection, select(table).order_by(*table.primary_key.columns))


def blocks(connection: Connection, query: Select[Any]) -> Iterator[Block]:
    """The rows of a query, without holding all of them."""
    result = connection.execution_options(yield_per=_ROWS).execute(query)
    yield from result.partitions()
