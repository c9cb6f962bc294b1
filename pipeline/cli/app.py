"""The commands with their options and help; no work is done and nothing heavy imported here."""

from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline.cli.asking import register as register_asking
from pipeline.cli.choices import (
    Engine,
    Format,
    MinConfidence,
    Model,
    Profile,
    ProfileOption,
    Published,
    SchemaName,
)
from pipeline.cli.corpus import corpus_app
from pipeline.cli.evaluate import evaluate
from pipeline.cli.guard import guarded
from pipeline.cli.linking import register as register_linking
from pipeline.cli.storing import Stores
from pipeline.cli.storing import register as register_storing
from pipeline.runners.settings import FieldNames, Settings, available_cores

_SETTINGS = Settings(workers=1)

app = typer.Typer(
    name="pactwire",
    help="Read news articles and write validated records of who agreed what, where and when.",
    epilog="Start with:  pactwire extract corpus/articles --out outputs/corpus",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
model_app = typer.Typer(help="The language model that Pactwire reads with.", no_args_is_help=True)
app.add_typer(model_app, name="model")
app.add_typer(corpus_app, name="corpus")

_FIELDS = "Fields of JSON lines"
_RUN = "How the run goes"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pactwire {pipeline.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read news articles and write validated records of who agreed what, where and when."""


@app.command(no_args_is_help=True)
@guarded
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files (.txt, .html, .jsonl, each also .gz), folders of them, or - for standard input.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Folder or URL of the results; - for standard output"
        ),
    ] = None,
    to: Stores = None,
    model: Model = None,
    published: Published = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Show the records on standard output in this form.  "
            "[dim]default without --out: table on a terminal, jsonl in a pipe[/dim]",
            show_default=False,
        ),
    ] = None,
    profile: ProfileOption = Profile.ACCURATE,
    min_confidence: MinConfidence = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-w",
            min=1,
            help="Worker processes.  [dim]default: the cores (of the cluster)[/dim]",
            show_default=False,
            rich_help_panel=_RUN,
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="local: this machine; ray: a Ray cluster.", rich_help_panel=_RUN),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT",
            rich_help_panel=_RUN,
            help="The Ray cluster.  [dim]default: the one on this machine, else one is started[/dim]",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Do unchanged articles again.", rich_help_panel=_RUN)
    ] = False,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Do only the articles that failed before.", rich_help_panel=_RUN),
    ] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Drop results whose input is gone (else kept and reported).", rich_help_panel=_RUN
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            min=0.1,
            metavar="SECONDS",
            rich_help_panel=_RUN,
            help="Give up an article after this time (long articles get more).",
        ),
    ] = _SETTINGS.time_limit,
    worker_memory: Annotated[
        int | None,
        typer.Option(
            "--worker-memory",
            min=100,
            metavar="MB",
            rich_help_panel=_RUN,
            help="Give up an article for which a worker would need more.  [dim]default: its share[/dim]",
        ),
    ] = None,
    max_chars: Annotated[
        int,
        typer.Option("--max-chars", min=1, metavar="N", rich_help_panel=_RUN, help="Refuse longer texts."),
    ] = _SETTINGS.max_chars,
    log: Annotated[
        bool,
        typer.Option(
            "--log", help="Plain progress lines on standard error, for log files.", rich_help_panel=_RUN
        ),
    ] = False,
    id_field: Annotated[str, typer.Option("--id-field", rich_help_panel=_FIELDS)] = FieldNames.id,
    text_field: Annotated[str, typer.Option("--text-field", rich_help_panel=_FIELDS)] = FieldNames.text,
    title_field: Annotated[str, typer.Option("--title-field", rich_help_panel=_FIELDS)] = FieldNames.title,
    published_field: Annotated[
        str, typer.Option("--published-field", rich_help_panel=_FIELDS)
    ] = FieldNames.published,
    url_field: Annotated[str, typer.Option("--url-field", rich_help_panel=_FIELDS)] = FieldNames.url,
    source_field: Annotated[str, typer.Option("--source-field", rich_help_panel=_FIELDS)] = FieldNames.source,
) -> None:
    """Read articles and write the agreements in them.

    [bold]pactwire extract news/ --out results[/bold]
    a folder, into results/records.jsonl, articles.jsonl, failures.jsonl, run.json; run it again after new
    articles have come, or after a crash, and only what is missing is done

    [bold]pactwire extract article.txt[/bold]
    one article, as a table on the terminal

    [bold]zcat news.jsonl.gz | pactwire extract - --text-field body | jq .parties[/bold]
    from a pipe into a pipe; records are JSON lines

    Exit status: 0 done, 1 failure, 2 wrong usage, 3 done but some articles failed.
    """
    from pipeline.cli.extract import run_extract
    from pipeline.cli.options import checked_date, checked_targets

    on_ray = engine is Engine.RAY
    needs_out = {"--force": force, "--retry-failed": retry_failed, "--prune": prune, "--engine ray": on_ray}
    checked_targets(out, needs_out=needs_out)
    if address and not on_ray:
        raise typer.BadParameter("is for --engine ray", param_hint="--address")
    settings = Settings(
        model=model,
        profile=profile.value,
        min_confidence=min_confidence,
        published=checked_date(published),
        fields=FieldNames(
            id=id_field,
            text=text_field,
            title=title_field,
            published=published_field,
            url=url_field,
            source=source_field,
        ),
        max_chars=max_chars,
        workers=workers or (0 if on_ray else available_cores()),
        force=force,
        retry_failed=retry_failed,
        prune=prune,
        time_limit=time_limit,
        worker_memory=worker_memory,
        engine=engine.value,
        address=address,
    )
    folder = out if out != "-" else None
    if to and out == "-":
        raise typer.BadParameter("goes with --out DIR or without --out", param_hint="--to")
    piped = "-" in (*inputs, out)
    run_extract(inputs, out=folder, piped=piped, format=format, log=log, settings=settings, stores=to or ())


@app.command(no_args_is_help=True)
@guarded
def explain(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file as for extract, or - for standard input.")
    ],
    id: Annotated[
        str | None, typer.Option("--id", help="Only the article with this id (of a file of JSON lines).")
    ] = None,
    model: Model = None,
    published: Published = None,
    profile: ProfileOption = Profile.ACCURATE,
    min_confidence: MinConfidence = None,
) -> None:
    """Show why each record of an article says what it says, and what was considered and rejected.

    [bold]pactwire explain article.txt[/bold]

    [bold]pactwire explain news.jsonl --id 4711[/bold]
    """
    from pipeline.cli.explain import run_explain
    from pipeline.cli.options import checked_date

    run_explain(
        article,
        only=id,
        model=model,
        published=checked_date(published),
        profile=profile.value,
        min_confidence=min_confidence,
    )


@app.command()
@guarded
def schema(
    name: Annotated[
        SchemaName | None, typer.Argument(metavar="[NAME]", help="record, article, failure, run or gold")
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write a file for each model (schemas/json)."),
    ] = None,
) -> None:
    """Print the JSON Schema of what a run writes (all models without NAME).

    [bold]pactwire schema record > record.schema.json[/bold]
    """
    from pipeline.cli.schema import run_schema

    run_schema(name.value if name else None, write=write)


@model_app.command("info")
@guarded
def model_info(model: Model = None) -> None:
    """Show where the language model lies, what it consists of and how well it does."""
    from pipeline.cli.model import run_model_info

    run_model_info(model)


app.command()(evaluate)
register_asking(app)
register_storing(app)
register_linking(app)
