"""Independent tests of entities and tags that the training pack brings (gold.json)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from training.entity_sets import Counts
from training.repair import POSSESSIVES
from training.silver import Span

TEST_LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
ARTICLES = frozenset(("the", "a", "an"))


def read_iob(labels: Sequence[str]) -> list[Span]:
    """Spans of an IOB sequence."""
    spans: list[Span] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        kind = label[2:]
        continues = label[0] == "I" and spans and spans[-1][1:] == (i, kind)
        if continues:
            spans[-1] = (spans[-1][0], i + 1, kind)
        else:
            spans.append((i, i + 1, kind))
    return spans


def bare(words: Sequence[str], span: Span) -> Span:
    """A span without its leading article and its trailing possessive."""
    start, end, label = span
    while start < end - 1 and words[start].lower() in ARTICLES:
        start += 1
    while start < end - 1 and words[end - 1] in POSSESSIVES:
        end -= 1
    return start, end, label


def read_words(nlp: Language, items: Sequence[Mapping[str, Any]]) -> list[Doc]:
    """Run a pipeline on sentences that are already cut to words."""
    docs = []
    for item in items:
        spaces = [bool(space) for space in item.get("s") or [True] * len(item["w"])]
        docs.append(Doc(nlp.vocab, words=item["w"], spaces=spaces))
    return list(nlp.pipe(docs, batch_size=64))


def score_entities(nlp: Language, items: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Span F1 with articles and possessives stripped, overall and by label."""
    total = Counts()
    by_label = {label: Counts() for label in ("PER", "ORG", "LOC")}
    for item, doc in zip(items, read_words(nlp, items), strict=False):
        words = item["w"]
        gold = {bare(words, span) for span in read_iob(item["b"])}
        gold = {span for span in gold if span[2] in by_label}
        found = {
            bare(words, (entity.start, entity.end, TEST_LABELS[entity.label_]))
            for entity in doc.ents
            if entity.label_ in TEST_LABELS
        }
        total.add(set(found), set(gold))
        for label, counts in by_label.items():
            counts.add({s for s in found if s[2] == label}, {s for s in gold if s[2] == label})
    return {**total.row(), **{label: counts.f1 for label, counts in by_label.items()}}


def score_tags(nlp: Language, items: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Accuracy of universal and Penn tags."""
    words = upos = xpos = 0
    for item, doc in zip(items, read_words(nlp, items), strict=False):
        for token, pos, tag in zip(doc, item["u"], item["x"], strict=False):
            words += 1
            upos += token.pos_ == pos
            xpos += token.tag_ == tag
    return {"UPOS": round(100 * upos / words, 2), "XPOS": round(100 * xpos / words, 2)}
