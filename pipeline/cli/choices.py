"""Choices and options that several commands have in common."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How records are shown on standard output."""

    JSONL = "jsonl"
    TABLE = "table"


class Profile(StrEnum):
    """How much the scorer reads."""

    ACCURATE = "accurate"
    FAST = "fast"


class Engine(StrEnum):
    """What the work is done on."""

    LOCAL = "local"
    RAY = "ray"


class SchemaName(StrEnum):
    """The models whose JSON Schema can be printed."""

    RECORD = "record"
    ARTICLE = "article"
    FAILURE = "failure"
    RUN = "run"
    GOLD = "gold"


Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="MODEL",
        envvar="PACTWIRE_MODEL",
        help="A spaCy pipeline: a folder, or the name of an installed one.  [dim]default: ours[/dim]",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Publication date of all articles (YYYY-MM-DD), over what their metadata and text say.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out records below this confidence."),
]
ProfileOption = Annotated[
    Profile,
    typer.Option("--profile", help="accurate asks the encoder too; fast does without it."),
]
