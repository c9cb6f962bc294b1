"""Annotated articles as training documents for the entity recogniser."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from training.article_gold import (
    AnnotatedArticle,
    find_forms,
    label_spans,
    labels_by_form,
    merge,
    with_articles,
)
from training.docbin import SEGMENT_LENGTHS, SHORTEST_SEGMENT, iob, trim
from training.silver import Span


def token_spans(doc: Doc, found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Character spans as token spans; those that cut a token are left out."""
    for start, end, form in found:
        span = doc.char_span(start, end)
        if span is not None:
            yield span.start, span.end, form


def article_spans(doc: Doc, article: AnnotatedArticle) -> list[Span]:
    """The entities of an article that the base model has read."""
    labels = labels_by_form(article.entities)
    predicted = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
    spans = label_spans(token_spans(doc, find_forms(article.text, labels)), labels, predicted)
    words, heads = [token.text for token in doc], [token.head.i for token in doc]
    return merge(with_articles(spans, words, heads), predicted)


def segment_bounds(
    sentence_ends: Iterable[int], spans: Iterable[Span], rng: random.Random
) -> Iterator[tuple[int, int]]:
    """Runs of a few sentences that cut no entity."""
    inside = {i for start, end, _ in spans for i in range(start + 1, end)}
    start, count, wanted, last = 0, 0, rng.choice(SEGMENT_LENGTHS), 0
    for end in sentence_ends:
        count, last = count + 1, end
        if count >= wanted and end not in inside:
            yield start, end
            start, count, wanted = end, 0, rng.choice(SEGMENT_LENGTHS)
    if start < last:
        yield start, last


def article_docs(doc: Doc, article: AnnotatedArticle, rng: random.Random) -> Iterator[Doc]:
    """The training documents that an annotated article gives."""
    spans = article_spans(doc, article)
    words = [token.text for token in doc]
    for start, end in segment_bounds((sentence.end for sentence in doc.sents), spans, rng):
        start, end = trim(words, start, end)
        if end - start < SHORTEST_SEGMENT:
            continue
        part = doc[start:end]
        yield Doc(
            doc.vocab,
            words=words[start:end],
            spaces=[bool(token.whitespace_) for token in part],
            ents=iob(words, spans, start, end),
        )


def all_article_docs(
    base: Language, articles: Iterable[AnnotatedArticle], *, seed: int, passes: int
) -> Iterator[Doc]:
    """All articles `passes` times over, each time cut differently."""
    rng = random.Random(seed)
    for article in articles:
        doc = base(article.text)
        for _ in range(passes):
            yield from article_docs(doc, article, rng)
