"""Labelled articles as sentences with their token ids and targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.acts.corpus import Labelled
from training.encoder.folds import fold_of
from training.encoder.sentences import split
from training.encoder.targets import Target, article_targets
from training.encoder.windows import Window, windows_of

if TYPE_CHECKING:
    from spacy.language import Language
    from tokenizers import Tokenizer


@dataclass(slots=True)
class Sentence:
    """A sentence ``text[start:end]`` of an article."""

    article: str
    group: str
    """The set of articles it comes from."""
    index: int
    start: int
    end: int
    text: str
    ends: tuple[float, float]
    """1.0 for the first and for the last sentence of the article, else 0.0; an input of the heads."""
    target: Target

    @property
    def fold(self) -> int:
        """The fold of its article."""
        return fold_of(self.article)


@dataclass(slots=True)
class SplitArticle:
    """An article's sentences and the windows over them."""

    sentences: list[Sentence]
    windows: list[Window]


def build(articles: Iterable[Labelled], nlp: Language, tokenizer: Tokenizer) -> list[SplitArticle]:
    """Split, label and tokenise articles; those without any sentence are left out."""
    found = (split_article(article, split(article.text, nlp), tokenizer) for article in articles)
    return [article for article in found if article.sentences]


def split_article(
    article: Labelled, offsets: Sequence[tuple[int, int]], tokenizer: Tokenizer
) -> SplitArticle:
    """An article whose sentences stand at the given offsets."""
    texts = [article.text[start:end] for start, end in offsets]
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    targets = article_targets(article.text, offsets, article.records)
    last = len(offsets) - 1
    sentences = [
        Sentence(
            article=article.id,
            group=article.group,
            index=i,
            start=start,
            end=end,
            text=texts[i],
            ends=(float(i == 0), float(i == last)),
            target=targets[i],
        )
        for i, (start, end) in enumerate(offsets)
    ]
    return SplitArticle(sentences, windows_of([encoding.ids for encoding in encoded]))


def all_sentences(articles: Iterable[SplitArticle]) -> list[Sentence]:
    """The sentences of all articles in order."""
    return [sentence for article in articles for sentence in article.sentences]
