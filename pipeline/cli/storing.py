"""The command that loads runs into stores, with its options and help."""

from typing import Annotated

import typer

from pipeline.cli.guard import guarded

STORES = "sqlite:///FILE, postgresql://USER@HOST/DATABASE, duckdb:///FILE, parquet:DIR, csv:DIR, jsonl:FILE."
_MORE = "[dim]may be given more than once[/dim]"

Stores = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="URL",
        help=f"Load the results into a store, as pactwire load does: {STORES}  {_MORE}",
        show_default=False,
    ),
]


@guarded
def load(
    run: Annotated[
        str, typer.Argument(metavar="RUN", help="The folder that extract --out wrote, finished or not.")
    ],
    to: Annotated[list[str], typer.Option("--to", metavar="URL", help=f"{STORES}  {_MORE}")],
) -> None:
    """Load a run into a database, or into files for analysis; the same run twice changes nothing.

    [bold]pactwire load results --to sqlite:///pactwire.db[/bold]

    [bold]pactwire load results --to postgresql://me@server/news --to parquet:lake/pactwire[/bold]

    [bold]pactwire load sqlite:///pactwire.db --to csv:tables[/bold]
    what a store holds, linked agreements included, into files

    Exit status: 0 done, 1 failure, 2 wrong usage, 3 done but some lines were refused.
    """
    from pipeline.cli.load import run_load

    run_load(run, to)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("load", no_args_is_help=True)(load)
