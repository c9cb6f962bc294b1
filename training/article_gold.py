"""Token-level entity gold from the project's annotated articles.

An annotated article lists the distinct surface forms of its people, bodies, places and
events.  They are projected on the article's text; the other types that the
model knows (dates, amounts, nationalities ...) are taken from a base model.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.silver import Span

ANNOTATED_LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "EVENT"))


@dataclass(frozen=True)
class AnnotatedArticle:
    """The part of a gold file that concerns entities."""

    id: str
    pack_id: str | None
    """The article's id in the training pack, where it comes from there."""
    text: str
    """The text without the strings that are no article."""
    entities: tuple[tuple[str, str], ...]
    """Distinct pairs of surface form and label."""


def without_noise(text: str, noise: Iterable[str]) -> str:
    """The text with the first occurrence of each noise string cut out."""
    for string in noise:
        text = text.replace(string, "\n", 1)
    return text


def read_article(path: Path) -> AnnotatedArticle:
    """Read one gold file and the text beside it."""
    gold = json.loads(path.read_text(encoding="utf8"))
    text = path.with_suffix(".txt").read_text(encoding="utf8")
    return AnnotatedArticle(
        id=gold["id"],
        pack_id=gold.get("pack_id"),
        text=without_noise(text, gold["noise"]),
        entities=tuple((entity["text"], entity["type"]) for entity in gold["entities"]),
    )


def read_articles(directory: Path) -> Iterator[AnnotatedArticle]:
    """All annotated articles of a directory, by name."""
    for path in sorted(directory.glob("*.json")):
        yield read_article(path)


def labels_by_form(entities: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The labels that each surface form may have, in the order of the gold file."""
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    for form, label in entities:
        if form.strip():
            labels[form.strip()][label] = None
    return {form: tuple(found) for form, found in labels.items()}


def find_forms(text: str, forms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where the forms stand in the text, as characters: the longest forms first.

    A form is found at word boundaries only, and never inside of a longer form.
    """
    found: list[tuple[int, int, str]] = []
    taken = bytearray(len(text))
    for form in sorted(set(forms), key=lambda form: (-len(form), form)):
        body = r"\s+".join(re.escape(part) for part in form.split())
        for match in re.finditer(rf"(?<!\w){body}(?!\w)", text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, form))
    return sorted(found)


def choose_label(options: Sequence[str], span: tuple[int, int], predicted: Sequence[Span]) -> str:
    """The only label of a form, or of several the one that the base model predicts here."""
    start, end = span
    for first, last, label in predicted:
        if first < end and last > start and label in options:
            return label
    return options[0]


def label_spans(
    spans: Iterable[tuple[int, int, str]],
    labels: Mapping[str, Sequence[str]],
    predicted: Sequence[Span],
) -> list[Span]:
    """Token spans of surface forms with their labels."""
    return [(start, end, choose_label(labels[form], (start, end), predicted)) for start, end, form in spans]


def with_articles(spans: Iterable[Span], words: Sequence[str], heads: Sequence[int]) -> list[Span]:
    """Let 'the' belong to a name where it depends on it, as in the silver data."""
    extended = []
    for start, end, label in spans:
        before = start - 1
        if (
            label != "PERSON"
            and before >= 0
            and words[before].lower() == "the"
            and start <= heads[before] < end
        ):
            start = before
        extended.append((start, end, label))
    return extended


def merge(gold: Sequence[Span], predicted: Iterable[Span]) -> list[Span]:
    """Gold spans, and predicted ones of the labels that gold does not annotate."""
    taken = {i for start, end, _ in gold for i in range(start, end)}
    others = [
        span
        for span in predicted
        if span[2] not in ANNOTATED_LABELS and taken.isdisjoint(range(span[0], span[1]))
    ]
    return sorted([*gold, *others])
