"""The commands that ask a store, with their options and help: query, timeline, export."""

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.guard import guarded


class Form(StrEnum):
    """How hits are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class Interchange(StrEnum):
    """The forms of others that records can be written in."""

    PLOVER = "plover"
    JSONLD = "jsonld"


class StatusName(StrEnum):
    """The values of ``status`` in a record."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    AGREED = "agreed"
    SIGNED = "signed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REJECTED = "rejected"


class InstrumentName(StrEnum):
    """The values of ``instrument`` in a record."""

    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    CONTRACT = "contract"
    DECLARATION = "declaration"
    PLAN = "plan"
    INSTITUTION = "institution"
    DECISION = "decision"


Store = Annotated[
    str, typer.Argument(metavar="STORE", help="A store's URL, or the path of a SQLite file (pactwire.db).")
]
Party = Annotated[
    list[str] | None,
    typer.Option("--party", "-p", metavar="NAME", help="Takes part; by any name. Again for one more party."),
]
StatusOption = Annotated[
    list[StatusName] | None, typer.Option("--status", "-s", help="Has this status. Again: or this one.")
]
InstrumentOption = Annotated[
    list[InstrumentName] | None,
    typer.Option("--instrument", "-i", help="Is of this kind. Again: or this one."),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Not wholly before: 2024, 2024-11, 2024-11-13.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Not wholly after; 2025-06 ends on 30 June.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="COUNTRY", help="Took place there: KZ, or a name.")
]
About = Annotated[
    str | None, typer.Option("--about", metavar="WORDS", help="Subject or title has these words; best first.")
]
WhereOption = Annotated[
    str | None,
    typer.Option("--where", metavar="PLACE", help="Place or event of the act has this in its name."),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="At most so many; 0 for all.")]
Records = Annotated[
    bool, typer.Option("--records", help="Single reports also where the store is linked into agreements.")
]


@guarded
def query(
    store: Store,
    party: Party = None,
    status: StatusOption = None,
    instrument: InstrumentOption = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    where: WhereOption = None,
    about: About = None,
    limit: Limit = 20,
    records: Records = False,
    format: Annotated[
        Form | None,
        typer.Option(
            "--format",
            "-f",
            help="[dim]default: table on a terminal, jsonl in a pipe[/dim]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Ask a store: agreements (records before linking) for which every option holds.

    [bold]pactwire query pactwire.db --party Kazakhstan --party China --status signed --since 2024[/bold]

    [bold]pactwire query pactwire.db --about "green energy" --where Baku --format csv > found.csv[/bold]
    """
    from pipeline.cli.asked import question_of
    from pipeline.cli.query import run_query

    question = question_of(
        party=party or [],
        status=[s.value for s in status or []],
        instrument=[i.value for i in instrument or []],
        since=since,
        until=until,
        country=country,
        where=where,
        about=about,
        limit=limit or None,
    )
    run_query(store, question, records=records, form=format.value if format else None)


@guarded
def timeline(
    store: Store,
    party: Party = None,
    status: StatusOption = None,
    instrument: InstrumentOption = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    where: WhereOption = None,
    about: About = None,
    limit: Limit = 50,
    records: Records = False,
) -> None:
    """Draw the life of agreements over time: proposed, signed, in force, ended.

    [bold]pactwire timeline pactwire.db --party Kazakhstan --since 2024[/bold]

    [bold]pactwire timeline pactwire.db --party OTS | cut -f 1,2,5[/bold]
    in a pipe one line per stage: date, status, instrument, parties, subject, id
    """
    from pipeline.cli.asked import question_of
    from pipeline.cli.timeline import run_timeline

    question = question_of(
        party=party or [],
        status=[s.value for s in status or []],
        instrument=[i.value for i in instrument or []],
        since=since,
        until=until,
        country=country,
        where=where,
        about=about,
        limit=limit or None,
    )
    run_timeline(store, question, records=records)


@guarded
def export(
    source: Annotated[
        str, typer.Argument(metavar="RUN_OR_STORE", help="A folder of results, or a store as for query.")
    ],
    format: Annotated[Interchange, typer.Option("--format", "-f", help="PLOVER events or JSON-LD.")],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="FILE", help="Where to; - for standard output.")
    ] = "-",
    pairs: Annotated[
        bool, typer.Option("--pairs", help="PLOVER: one event per source and recipient, not lists of them.")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text/--no-text", help="With the sentences of the articles, or offsets only.")
    ] = True,
) -> None:
    """Write every record as PLOVER events (JSON lines) or as one JSON-LD document.

    [bold]pactwire export results --format plover --out events.jsonl[/bold]

    [bold]pactwire export pactwire.db --format jsonld --no-text > agreements.jsonld[/bold]
    """
    from pipeline.cli.export import run_export

    run_export(source, form=format.value, out=out, pairs=pairs, text=text)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (query, timeline, export):
        app.command(no_args_is_help=True)(command)
