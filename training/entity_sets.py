"""Entities of whole articles as sets, scored as the project's annotation scorer does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language

from training.article_gold import ANNOTATED_LABELS, AnnotatedArticle
from training.repair import words_of

FUNCTION_WORDS = words_of(
    "a an the of and or in on at to for with by from its their his her this that as is are be"
)
EntitySet = set[tuple[str, str]]


def normal_form(surface: str) -> str:
    """A surface form without case, accents, possessives, punctuation and function words."""
    plain = unicodedata.normalize("NFKD", surface)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’]s\b", "", plain.casefold().replace("ı", "i"))
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in FUNCTION_WORDS)


def entity_set(entities: Iterable[tuple[str, str]]) -> EntitySet:
    """Distinct normal forms with their labels, of the annotated labels only."""
    return {(normal_form(form), label) for form, label in entities if label in ANNOTATED_LABELS}


@dataclass
class Counts:
    """Hits, predictions and gold items, to be summed over articles."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, predicted: set[object], gold: set[object]) -> None:
        """Count one article's or sentence's items."""
        self.hits += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """F1 in per cent, to one decimal."""
        return round(200 * self.hits / max(1, self.predicted + self.gold), 1)

    def row(self) -> dict[str, float]:
        """Precision, recall and F1 in per cent."""
        return {
            "F": self.f1,
            "P": round(100 * self.hits / max(1, self.predicted), 1),
            "R": round(100 * self.hits / max(1, self.gold), 1),
        }


def score_articles(nlp: Language, articles: Iterable[AnnotatedArticle]) -> dict[str, object]:
    """Entity-set scores of a pipeline, overall and by label."""
    total, by_label = Counts(), {label: Counts() for label in sorted(ANNOTATED_LABELS)}
    listed = list(articles)
    for article, doc in zip(listed, nlp.pipe((a.text for a in listed), batch_size=16), strict=False):
        gold = entity_set(article.entities)
        found = entity_set((entity.text, entity.label_) for entity in doc.ents)
        total.add(set(found), set(gold))
        for label, counts in by_label.items():
            counts.add({e for e in found if e[1] == label}, {e for e in gold if e[1] == label})
    return {**total.row(), "per_type": {label: c.f1 for label, c in by_label.items()}}
