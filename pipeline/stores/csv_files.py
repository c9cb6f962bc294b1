"""Tables as CSV files, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from pipeline.sinks import atomic_writer
from pipeline.stores.blocks import table_blocks

#: What makes a spreadsheet take a cell for a formula, also in its full-width form, or hides that it begins
#: so.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_csv(folder: Path, connection: Connection, tables: Sequence[Table]) -> None:
    """One file per table, UTF-8 with a line of names; null is empty. They appear when all are written."""
    with ExitStack() as stack:
        for table in tables:
            stream = stack.enter_context(atomic_writer(folder / f"{table.name}.csv"))
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
            writer = csv.writer(text)
            writer.writerow(table.columns.keys())
            for block in table_blocks(connection, table):
                writer.writerows([cell(value) for value in row] for row in block)
            text.flush()
            text.detach()


def cell(value: Any) -> Any:
    """A value as it stands in a cell: text that a spreadsheet would run gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
