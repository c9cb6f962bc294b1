"""load() and extract(): owns the order of the stages, from raw article to records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import components  # noqa: F401  (registers the factories in an uninstalled checkout)
from pipeline.clean import CleanArticle, clean
from pipeline.errors import ModelError
from pipeline.layers import DatelineMention, Segment, Source
from pipeline.readers import RawArticle
from schemas import Article, Dateline, DateFound, EntityFound, Record, Rejection, Removed, Span

DEFAULT_MODEL = Path(__file__).parent / "model" / "en_pactwire_core"

#: Our components in order; the first goes before the parser, the rest to the end.
STAGES = ("pactwire_dates", "pactwire_entities", "pactwire_mentions", "pactwire_relations", "pactwire_records")
