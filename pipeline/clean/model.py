"""What cleaning hands on: the article without boilerplate, and what was taken out and why."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.layers import DatelineMention, Segment

#: What a publication date rests on.
Basis = Literal["argument", "metadata", "stamp", "dateline", "body", "trailer"]


@dataclass(slots=True)
class RemovedSpan:
    """A half-open range of the raw text that cleaning took out.

    ``kind`` is one of stamp, credit, byline, links, disclaimer, subscription, tags, breadcrumb, navigation,
    social, trailer, separator, control.
    """

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class CleanArticle:
    """One cleaned article.

    ``text`` is the concatenation of the unchanged raw substrings that ``segments`` name; ``segments`` and
    ``removed`` together cover ``raw`` exactly once. ``published`` is an ISO date or None and
    ``published_basis`` one of argument, metadata, stamp, dateline, body, trailer or None. The offsets of
    ``dateline`` are in ``text``.
    """

    raw: str
    text: str
    segments: list[Segment] = field(default_factory=list)
    removed: list[RemovedSpan] = field(default_factory=list)
    published: str | None = None
    published_basis: Basis | None = None
    dateline: DatelineMention | None = None
