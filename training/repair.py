"""Repair of the teacher's entity labels by rules that need no annotation.

The teacher calls Gazprom a person and a dateline an organisation.  Four cheap
sources know better: the name lists, the majority label of a name over the whole
corpus, the surnames of an article's own people, and the form of a dateline.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from training.name_lists import NameLists
from training.silver import SilverDoc, Span


def words_of(text: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(text.split())


NAME_LABELS = words_of("PERSON ORG GPE LOC FAC NORP PRODUCT EVENT WORK_OF_ART LAW LANGUAGE")
MONTHS = words_of("jan feb mar march apr april may jun june jul july aug sep sept oct nov dec")
CURRENCIES = words_of(
    "dlr dlrs dollar dollars stg yen marks francs crowns euros euro pounds rubles roubles yuan cts cents"
)
SCALES = words_of("mln million bln billion trillion u.s. canadian australian")
AGENCIES = words_of("AP Reuters CNN AFP UPI Xinhua REUTERS TASS")
POSSESSIVES = words_of("'s ’s ' ’")
DASHES = frozenset(("--", "–", "—", "-"))
NAME_TAGS = frozenset(("NNP", "NNPS", "CC", "IN", "DT", ","))
PROPER_TAGS = frozenset(("NNP", "NNPS"))
WIRE_SOURCE = "reuters21578"
NUMBER = re.compile(r"^\d[\d.,/]*$|^[\d.,]+/\d+$")


def name_key(words: Sequence[str], start: int, end: int) -> str:
    """The name in a span without its leading 'the' and its trailing possessive."""
    while start < end - 1 and words[start].lower() == "the":
        start += 1
    while start < end - 1 and words[end - 1] in POSSESSIVES:
        end -= 1
    return " ".join(words[start:end])


@dataclass(frozen=True)
class Votes:
    """What the corpus as a whole says of a name."""

    usual: Mapping[str, str] = field(default_factory=dict)
    """The most frequent label of each name seen at least four times."""
    settled: Mapping[str, str] = field(default_factory=dict)
    """The label of names that have several, one of them with a clear majority."""


def count_votes(docs: Iterable[SilverDoc]) -> Votes:
    """Count the labels of every name in the corpus."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for start, end, label in doc.entities:
            if label in NAME_LABELS:
                counts[name_key(doc.words, start, end)][label] += 1
    usual, settled = {}, {}
    for name, labels in counts.items():
        (label, count), total = labels.most_common(1)[0], labels.total()
        if total >= 4:
            usual[name] = label
        if total >= 6 and count / total >= 0.7 and len(labels) > 1 and "A" <= name[0] <= "Z":
            settled[name] = label
    return Votes(usual, settled)


def relabel(doc: SilverDoc, names: NameLists, votes: Votes) -> list[Span]:
    """Correct the labels of the teacher's spans."""
    words = doc.words
    surnames = {words[end - 1] for start, end, label in doc.entities if label == "PERSON" and end - start > 1}
    repaired = []
    for start, end, label in doc.entities:
        if label in NAME_LABELS:
            key = name_key(words, start, end)
            certain = names.certain(key)
            is_surname = end - start == 1 and words[start] in surnames
            if certain:
                label = certain
            elif is_surname and votes.usual.get(key, "PERSON") in ("PERSON", "ORG"):
                label = "PERSON"
            else:
                label = votes.settled.get(key, label)
        repaired.append((start, end, label))
    return repaired


def missed_names(doc: SilverDoc, spans: Sequence[Span], names: NameLists) -> list[Span]:
    """Names of the lists that the teacher did not mark."""
    used = {i for start, end, _ in spans for i in range(start, end)}
    words, tags, found = doc.words, doc.tags, []
    for i, word in enumerate(words):
        if i in used or (i and tags[i - 1] == "NNP"):
            continue
        for name, label in names.by_first_word.get(word, ()):
            end = i + len(name)
            inside_longer_name = end < len(words) and tags[end] in PROPER_TAGS
            if (
                words[i:end] == name
                and not inside_longer_name
                and used.isdisjoint(range(i, end))
                and NAME_TAGS.issuperset(tags[i:end])
            ):
                found.append((i, end, label))
                used.update(range(i, end))
                break
    return found


def dateline_length(words: Sequence[str]) -> int:
    """How many capitalised words at the start form a dateline's place; 0 if none."""
    length = 0
    limit = min(5, len(words))
    while length < limit and words[length].isalpha() and words[length].isupper():
        if len(words[length]) <= 2:
            break
        length += 1
    if not 0 < length < len(words):
        return 0
    if words[length] == "(":
        return length
    closes = words[length] in DASHES | {",", "/"}
    return length if closes and DASHES.intersection(words[length : length + 12]) else 0


def replace_span(spans: Iterable[Span], new: Span) -> list[Span]:
    """Add a span and drop those that it overlaps."""
    start, end, _ = new
    return [span for span in spans if span[1] <= start or span[0] >= end] + [new]


def repair_dateline(words: Sequence[str], spans: list[Span]) -> list[Span]:
    """Mark 'ASHGABAT, May 5 (Reuters) --' as place, date and agency."""
    length = dateline_length(words)
    if not length:
        return spans
    spans = replace_span(spans, (0, length, "GPE"))
    for i in range(length, min(length + 9, len(words) - 2)):
        if words[i] == "(" and words[i + 1] in AGENCIES and words[i + 2] == ")":
            spans = replace_span(spans, (i + 1, i + 2, "ORG"))
    for i in range(length, min(length + 5, len(words) - 1)):
        day = words[i + 1]
        if words[i].lower().rstrip(".") in MONTHS and day.isdigit() and len(day) <= 2:
            spans = replace_span(spans, (i, i + 2, "DATE"))
    return spans


def repair_wire_amounts(words: Sequence[str], spans: list[Span]) -> list[Span]:
    """Mark '3.5 mln dlrs' and '12 pct' as the wire of 1987 writes them."""
    for i, word in enumerate(words):
        unit = word.lower()
        is_percent = unit in ("pct", "percent")
        if not is_percent and unit not in CURRENCIES:
            continue
        start = i
        while start and (NUMBER.match(words[start - 1]) or words[start - 1].lower() in SCALES):
            start -= 1
        if any(NUMBER.match(part) for part in words[start:i]):
            spans = replace_span(spans, (start, i + 1, "PERCENT" if is_percent else "MONEY"))
    return spans


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Spans in order of the text; of two that overlap, the first is kept."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def repair(doc: SilverDoc, names: NameLists, votes: Votes) -> SilverDoc:
    """An article with all repairs made to its entities."""
    spans = relabel(doc, names, votes)
    spans += missed_names(doc, spans, names)
    spans = repair_dateline(doc.words, spans)
    if doc.source == WIRE_SOURCE:
        spans = repair_wire_amounts(doc.words, spans)
    return doc.with_entities(without_overlaps(spans))
