"""The data contract of Pactwire: what a run writes and what a gold file holds.

A leaf package: it imports pydantic and nothing of ours.
"""

from schemas.article import Article, DateFound, Dateline, EntityFound, Removed
from schemas.failure import Failure
from schemas.gold import GoldArticle, GoldRecord
from schemas.record import (
    Amount,
    Evidence,
    Instrument,
    Party,
    PartyType,
    Record,
    Rejection,
    Signatory,
    Span,
    Status,
    Trace,
    When,
    Where,
)
from schemas.run import RunInfo

__all__ = [
    "Amount",
    "Article",
    "DateFound",
    "Dateline",
    "EntityFound",
    "Evidence",
    "Failure",
    "GoldArticle",
    "GoldRecord",
    "Instrument",
    "Party",
    "PartyType",
    "Record",
    "Rejection",
    "Removed",
    "RunInfo",
    "Signatory",
    "Span",
    "Status",
    "Trace",
    "When",
    "Where",
]
