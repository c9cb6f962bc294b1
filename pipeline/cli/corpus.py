"""``pactwire corpus``: is the gold in order?"""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.guard import guarded
from pipeline.errors import PactwireError

corpus_app = typer.Typer(help="The labelled articles that extraction is measured on.", no_args_is_help=True)


@corpus_app.callback()
def root() -> None:
    """The labelled articles that extraction is measured on."""


@corpus_app.command("check")
@guarded
def check(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR]...",
            help="Folders of <id>.txt and <id>.json, each a split.  [dim]default: those of --corpus[/dim]",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        Path, typer.Option("--corpus", metavar="DIR", help="Holds articles/<split> and gold/<split>.")
    ] = Path("corpus"),
    few: Annotated[
        int, typer.Option("--few", min=1, help="Kinds with fewer records in a split are under-represented.")
    ] = 10,
) -> None:
    """Check gold files and say what the corpus holds too little of.

    [bold]pactwire corpus check[/bold]

    [bold]pactwire corpus check my/gold[/bold]

    Verbatim evidence, dates, enums, duplicates, and text that leaks from one split into another.
    Exit status: 0 in order, 1 errors.
    """
    from pipeline.evaluation.corpus.inspection import inspect
    from pipeline.evaluation.corpus.text import inspection_text
    from pipeline.evaluation.errors import EvaluationError

    if folders:
        splits = {str(f) if len(folders) > 1 else f.name: (f, f) for f in folders}
    else:
        names = sorted(p.name for p in (corpus / "gold").glob("*") if p.is_dir())
        splits = {name: (corpus / "gold" / name, corpus / "articles" / name) for name in names}
    if not splits:
        raise PactwireError(f"no split in {corpus / 'gold'}; name folders of <id>.txt and <id>.json")
    try:
        found = inspect(splits, few=few)
    except EvaluationError as error:
        raise PactwireError(str(error)) from error
    typer.echo(inspection_text(found, few=few))
    if found.errors:
        raise typer.Exit(1)
