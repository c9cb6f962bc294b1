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
from pipeline.layers import DatelineMention, Source
from pipeline.quick import quicken
from pipeline.quick.blas import numpy_blas
from pipeline.readers import RawArticle
from schemas import Article, DateFound, Dateline, EntityFound, Record, Rejection, Removed, Span

DEFAULT_MODEL = Path(__file__).parent / "model" / "en_pactwire_core"

#: Our components in order; the first goes before the parser, the rest to the end.
STAGES = (
    "pactwire_dates",
    "pactwire_entities",
    "pactwire_mentions",
    "pactwire_relations",
    "pactwire_records",
)


@dataclass(slots=True)
class Extraction:
    """Everything found in one article."""

    article: Article
    records: list[Record] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def load(
    model: str | Path | None = None, *, min_confidence: float | None = None, profile: str = "accurate"
) -> "Extractor":
    """Load a language model and add the stages to it.

    ``model`` is a path or the name of an installed spaCy pipeline in the label scheme of ``en_core_web_*``;
    without it the model that ships with Pactwire is used. ``profile`` is "accurate" (with the sentence
    encoder) or "fast" (without it). Raises ModelError when it is missing or lacks a
    component that the stages need.
    """
    name = str(model or DEFAULT_MODEL)
    try:
        with numpy_blas():
            nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot load the language model {name!r}: {error}. Give --model a folder written by "
            "spaCy's to_disk or the name of an installed pipeline."
        ) from error
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"the language model {name!r} has no {', '.join(sorted(missing))}; Pactwire needs them"
        )
    return Extractor(add_stages(quicken(nlp), min_confidence=min_confidence, profile=profile))


def add_stages(nlp: Language, *, min_confidence: float | None = None, profile: str = "accurate") -> Language:
    """Add our components to a pipeline in the order that they need."""
    if "pactwire_segment" not in nlp.pipe_names:
        nlp.add_pipe("pactwire_segment", before="parser")
    for stage in STAGES:
        if stage not in nlp.pipe_names:
            config: dict[str, Any] = {}
            if stage == "pactwire_relations":
                config["profile"] = profile
            if stage == "pactwire_records" and min_confidence is not None:
                config["min_confidence"] = min_confidence
            nlp.add_pipe(stage, config=config)
    return nlp


class Extractor:
    """A loaded pipeline that turns articles into records."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def extract(
        self,
        articles: Iterable[str | RawArticle],
        *,
        batch_size: int = 16,
        n_process: int = 1,
    ) -> Iterator[Extraction]:
        """Extract from texts or articles, in order.

        A plain string is an article without metadata whose id is its position. Errors of a stage are raised
        to the caller; the runners isolate them per article.
        """
        raws = (
            RawArticle(article_id=str(i), source=str(i), text=a) if isinstance(a, str) else a
            for i, a in enumerate(articles)
        )
        pairs = (
            (self._doc(cleaned, raw), (raw, cleaned)) for raw, cleaned in ((r, clean_raw(r)) for r in raws)
        )
        for doc, (raw, cleaned) in self.nlp.pipe(
            pairs, as_tuples=True, batch_size=batch_size, n_process=n_process
        ):
            yield to_extraction(doc, raw, cleaned)

    def doc(self, article: str | RawArticle) -> Doc:
        """Run the stages on one article and return the annotated Doc (``explain`` reads it)."""
        raw = RawArticle(article_id="0", source="0", text=article) if isinstance(article, str) else article
        return self.nlp(self._doc(clean_raw(raw), raw))

    def _doc(self, cleaned: CleanArticle, raw: RawArticle) -> Doc:
        doc = self.nlp.make_doc(cleaned.text)
        doc._.source = Source(
            article_id=raw.article_id,
            published=cleaned.published,
            published_basis=cleaned.published_basis,
            title=raw.title,
            dateline=cleaned.dateline,
            segments=cleaned.segments,
            raw=raw.text,
        )
        return doc


def clean_raw(raw: RawArticle) -> CleanArticle:
    """Clean one article with what its metadata tells."""
    return clean(raw.text, published=raw.published, published_basis=raw.published_basis, title=raw.title)


def to_extraction(doc: Doc, raw: RawArticle, cleaned: CleanArticle) -> Extraction:
    """Turn an annotated Doc into the output contract; all offsets become raw offsets."""
    source: Source = doc._.source
    return Extraction(
        article=Article(
            article_id=raw.article_id,
            source=raw.source,
            published=cleaned.published,
            published_basis=cleaned.published_basis,
            dateline=_dateline(source, raw.text),
            title=raw.title,
            url=raw.url,
            text_basis=raw.text_basis,
            text_sha256=raw.sha256,
            clean_text=cleaned.text,
            removed=[Removed(start=r.start, end=r.end, kind=r.kind) for r in cleaned.removed],
            dates=[
                DateFound(**span, edtf=d.edtf, precision=d.precision)
                for d in doc._.dates
                if (span := _raw(source, raw.text, d.start, d.end))
            ],
            entities=[
                EntityFound(**span, type=e.label_, canonical=e._.canonical or e.text, country=e._.country)
                for e in doc.ents
                if (span := _raw(source, raw.text, e.start_char, e.end_char))
            ],
        ),
        records=[Record.model_validate(r) for r in doc._.records],
        rejections=[Rejection.model_validate(r) for r in doc._.rejections],
    )


def _raw(source: Source, raw: str, start: int, end: int) -> dict[str, Any] | None:
    """A clean range as the fields of a raw Span, or None when nothing of it stands in the raw text."""
    found = source.raw_span(start, end)
    return {"start": found[0], "end": found[1], "text": raw[found[0] : found[1]]} if found else None


def _dateline(source: Source, raw: str) -> Dateline | None:
    line: DatelineMention | None = source.dateline
    span = _raw(source, raw, line.start, line.end) if line else None
    if line is None or span is None:
        return None
    return Dateline(place=line.place, country=line.country, text=span["text"], span=Span(**span))
