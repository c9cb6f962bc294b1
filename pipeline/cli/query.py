"""``pactwire query``: agreements or records of a store that answer a question."""

import sys

import typer

from pipeline.cli.asked import chosen_kind, nothing_fits, reading
from pipeline.cli.shown import console, lines, print_table
from pipeline.queries.find import count, find
from pipeline.queries.question import Question


def run_query(store: str, question: Question, *, records: bool, form: str | None) -> None:
    """Print what answers ``question``: a table on a terminal and JSON lines in a pipe when ``form`` is None.

    Raises StoreError when the store cannot be read.
    """
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    with reading(store) as connection:
        kind = chosen_kind(connection, records=records)
        hits = find(connection, kind, question)
        if form != "table":
            for line in lines(hits, form):
                # Not by echo, which takes escape codes out of what is written into a pipe.
                sys.stdout.write(line)
            return
        if not hits:
            typer.echo(nothing_fits(store, kind, question))
            return
        full = question.limit is not None and len(hits) == question.limit
        print_table(console(), hits, total=count(connection, kind, question) if full else len(hits))
