"""The command that links a store, with its options and help."""

from typing import Annotated

import typer

from pipeline.cli.guard import guarded


@guarded
def link(
    store: Annotated[
        str,
        typer.Argument(metavar="STORE", help="A database that pactwire load has filled: URL or SQLite file."),
    ],
    again: Annotated[
        bool, typer.Option("--again", help="Look at all records, also those that are linked already.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Then print the agreements that several articles report.")
    ] = False,
    agreement: Annotated[
        str | None,
        typer.Option(
            "--agreement", metavar="ID", help="Then print this one, with every source and evidence."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="With --show: at most N.")] = 20,
) -> None:
    """Group the records of a store that report one agreement, whoever reports it.

    [bold]pactwire link pactwire.db[/bold]
    after each load: new records join the agreements that are there, whose ids stay; a second time
    changes nothing

    [bold]pactwire link pactwire.db --show[/bold]
    who reports what, and where the sources contradict one another

    Exit status: 0 done, 1 failure, 2 wrong usage.
    """
    from pipeline.cli.link import run_link

    run_link(store, again=again, show=show, agreement=agreement, limit=limit)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("link", no_args_is_help=True)(link)
