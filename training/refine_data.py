"""The corpus with which the entity recogniser is refined: gold mixed with silver."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.article_docs import all_article_docs
from training.article_gold import AnnotatedArticle, read_articles
from training.docbin import iob, new_bin
from training.ops import use_numpy_blas
from training.swap import LabelledText, Pools, make_pools, swap_names

ARTICLE_SETS = ("train", "real-train")
"""The annotated articles that may be trained on; the others are for tests."""


def read_bin(path: Path, vocab: Vocab) -> Iterator[Doc]:
    """The documents of one DocBin."""
    yield from DocBin().from_disk(path).get_docs(vocab)


def write_bin(docs: Iterable[Doc], path: Path) -> int:
    """Write documents and return their number of words."""
    docs_bin, words = new_bin(), 0
    for doc in docs:
        docs_bin.add(doc)
        words += len(doc)
    docs_bin.to_disk(path)
    return words


def silver_sample(paths: Sequence[Path], vocab: Vocab, words: int) -> Iterator[Doc]:
    """The first documents of all shards, which are mixed, about `words` words together."""
    for path in paths:
        taken = 0
        for doc in read_bin(path, vocab):
            if taken * len(paths) >= words:
                break
            taken += len(doc)
            yield doc


def swapped(docs: Iterable[Doc], pools: Pools, *, seed: int, rate: float) -> Iterator[Doc]:
    """The documents with names exchanged; their entities are their only layer."""
    rng = random.Random(seed)
    for doc in docs:
        text = swap_names(
            LabelledText(
                tuple(token.text for token in doc),
                tuple(bool(token.whitespace_) for token in doc),
                tuple((entity.start, entity.end, entity.label_) for entity in doc.ents),
            ),
            pools,
            rng,
            rate=rate,
        )
        yield Doc(
            doc.vocab,
            words=list(text.words),
            spaces=list(text.spaces),
            ents=iob(text.words, text.spans, 0, len(text.words)),
        )


def annotated_names(
    articles: Iterable[AnnotatedArticle], bins: Iterable[Path], vocab: Vocab
) -> Iterator[tuple[str, str]]:
    """All names with their labels in the annotated articles and sentences."""
    for article in articles:
        yield from article.entities
    for path in set(bins):
        for doc in read_bin(path, vocab):
            yield from ((entity.text, entity.label_) for entity in doc.ents)


def build_refinement(
    base: Path,
    data: Path,
    gold: Path,
    corpus: Path,
    out: Path,
    *,
    article_passes: int,
    gold_passes: int,
    silver_words: int,
    swap_rate: float,
    seed: int,
) -> dict[str, int]:
    """Write the refinement corpus into `out`; return the words of each part.

    `base` reads the annotated articles and supplies the labels that they lack.
    """
    use_numpy_blas()
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.load(base)
    articles = [article for name in ARTICLE_SETS for article in read_articles(gold / name)]
    article_docs = all_article_docs(nlp, articles, seed=seed, passes=article_passes)
    sentences = sorted((data / "ner_gold").glob("gold_*.spacy")) * gold_passes
    silver = silver_sample(sorted(corpus.glob("*.spacy")), nlp.vocab, silver_words)
    pools = make_pools(annotated_names(articles, sentences, nlp.vocab))
    exchange = partial(swapped, pools=pools, seed=seed, rate=swap_rate)
    return {
        "articles": write_bin(exchange(article_docs), out / "articles.spacy"),
        "sentences": write_bin(
            (doc for path in sentences for doc in read_bin(path, nlp.vocab)),
            out / "sentences.spacy",
        ),
        "silver": write_bin(exchange(silver), out / "silver.spacy"),
    }
