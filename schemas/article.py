"""One article as the stages read it."""

from typing import Literal

from pydantic import Field

from schemas.base import Contract
from schemas.record import Span


class Removed(Contract):
    """A range of the raw text that cleaning took out, and what kind of boilerplate it is."""

    start: int
    end: int
    kind: str


class Dateline(Contract):
    """The opening "BAKU, Azerbaijan, October 7." of an agency report."""

    place: str | None
    country: str | None = None
    text: str
    span: Span


class DateFound(Span):
    """An expression that names a calendar point or interval."""

    edtf: str
    precision: str


class EntityFound(Span):
    """A named entity with its canonical name."""

    type: str
    canonical: str
    country: str | None = None


class Article(Contract):
    """What each stage found in one article."""

    article_id: str
    source: str
    published: str | None = None
    published_basis: Literal["argument", "metadata", "stamp", "dateline", "body", "trailer"] | None = None
    dateline: Dateline | None = None
    title: str | None = None
    url: str | None = None
    text_basis: Literal["raw", "html"] = "raw"
    text_sha256: str = ""
    clean_text: str = Field(default="")
    removed: list[Removed] = []
    dates: list[DateFound] = []
    entities: list[EntityFound] = []
