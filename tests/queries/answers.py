"""The answers in ``docs/queries.md``: run by a test, renewed by ``python -m tests.queries.answers``."""

import re
import tempfile
from pathlib import Path

from sqlalchemy import Connection, text

from pipeline.stores.open import open_store
from tests.stores_from_gold import store_from_gold

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
_QUESTION = re.compile(r"(```sql\n(.*?)```\n)(\n```text\n.*?```\n)?", re.DOTALL)


def questions(page: str) -> list[str]:
    """The SQL of a page."""
    return [found[2] for found in _QUESTION.finditer(page)]


def answer(connection: Connection, sql: str) -> str:
    """What a question prints: a line of names and a line per row, null as nothing."""
    result = connection.execute(text(sql))
    rows = [list(result.keys()), *(["" if v is None else str(v) for v in row] for row in result)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    widths[-1] = 0
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines) + "\n"


def answered(page: str, connection: Connection) -> str:
    """The page with the answer behind each question."""
    return _QUESTION.sub(lambda m: f"{m[1]}\n```text\n{answer(connection, m[2])}```\n", page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(store_from_gold(Path(folder)))
        with engine.connect() as connection:
            told = answered(PAGE.read_text(encoding="utf-8"), connection)
        engine.dispose()
    PAGE.write_text(told, encoding="utf-8")
