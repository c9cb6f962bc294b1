"""Records as a table that a person reads on a terminal or in a log."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas import Record

#: Heading and share of the width; None is as wide as its widest cell.
_COLUMNS = (
    ("article", 3),
    ("who", 4),
    ("status", None),
    ("what", 6),
    ("when", None),
    ("where", 3),
    ("conf", None),
)


def print_records(console: Console, records: Iterable[Record], *, title: str | None = None) -> None:
    """Print one row per record: article, parties, status and instrument, subject, date, place, confidence."""
    table = Table(title=title, box=box.SIMPLE_HEAD, expand=True, show_lines=True, title_justify="left")
    for name, ratio in _COLUMNS:
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=name == "when")
    for record in records:
        # Text objects: names from the news must not be read as rich markup.
        table.add_row(*(Text(cell) for cell in _cells(record)))
    console.print(table)


def _cells(record: Record) -> tuple[str, ...]:
    who = ", ".join(f"{p.name} (proposes)" if p.role == "proposer" else p.name for p in record.parties)
    where = record.where
    place = ", ".join(part for part in (where.name, where.event) if part) if where else ""
    subject = f"{record.title}: {record.subject}" if record.title else record.subject
    return (
        record.article_id,
        who,
        f"{record.status}\n{record.instrument}",
        subject,
        record.when.edtf if record.when else "",
        place,
        f"{record.confidence:.2f}",
    )
