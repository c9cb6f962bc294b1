"""Blocks of rows as Arrow tables; the one file that knows pyarrow's types."""

from collections.abc import Iterator

import pyarrow as pa
from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, Table

from pipeline.stores.blocks import table_blocks


def schema(table: Table) -> pa.Schema:
    """The columns of a table as Arrow types."""
    return pa.schema([pa.field(c.name, _type(c.type), nullable=bool(c.nullable)) for c in table.columns])


def arrow_blocks(connection: Connection, table: Table) -> Iterator[pa.Table]:
    """All rows of a table, a few thousand at a time."""
    fields = schema(table)
    for block in table_blocks(connection, table):
        columns = zip(*block, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
        yield pa.Table.from_arrays(arrays, schema=fields)


def _type(kind: object) -> pa.DataType:
    if isinstance(kind, BigInteger):
        return pa.int64()
    if isinstance(kind, Integer):
        return pa.int32()
    if isinstance(kind, Float):
        return pa.float64()
    return pa.bool_() if isinstance(kind, Boolean) else pa.string()
