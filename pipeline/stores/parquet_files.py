"""Tables as Parquet files."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq
from sqlalchemy import Connection, Table

from pipeline.sinks import atomic_writer
from pipeline.stores.arrow import arrow_blocks, schema


def write_parquet(folder: Path, connection: Connection, tables: Sequence[Table]) -> None:
    """One file per table. All of them appear when all are written."""
    with ExitStack() as stack:
        for table in tables:
            stream = stack.enter_context(atomic_writer(folder / f"{table.name}.parquet"))
            with pq.ParquetWriter(stream, schema(table), compression="zstd") as writer:
                for block in arrow_blocks(connection, table):
                    writer.write_table(block)
