"""What the network is taught about an article: its windows, and for each candidate what the gold says.

The labels are those of the linear scorers (``training.acts.examples``); the windows those of the run time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.relations.candidates import Candidate, find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.fillers import Span, date_span, mention_span, phrase_span, place_span, rivals
from pipeline.relations.opinions import INSTRUMENTS, ROLES, STATUSES
from pipeline.relations.subject import phrases
from pipeline.relations.token_encoder import Window, windows
from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples

#: What a value has of the probability where the gold accepts others, which share the rest.
_OWN = 0.7


@dataclass(slots=True)
class Pair:
    """A filler, right (1) or wrong (0) in a role of a candidate; ``shift`` counts sentences from it.

    No ``span`` is the article's own date or place.
    """

    span: Span | None
    role: int
    label: int
    weight: float
    shift: int


@dataclass(slots=True)
class Target:
    """A candidate in Doc tokens; a label comes with its weight, None where there is nothing to learn."""

    anchor: int
    tokens: list[int]
    sentence: int
    act: tuple[int, float] | None = None
    status: tuple[list[float], float] | None = None
    instrument: tuple[list[float], float] | None = None
    pairs: list[Pair] = field(default_factory=list)
    rivals: list[tuple[Span | None, int]] = field(default_factory=list)
    """All that may fill a slot, with its sentences from the candidate, of candidates that have pairs."""


@dataclass(slots=True)
class Lesson:
    """An article to learn from; ``targets`` has every candidate in order, read or not."""

    article: str
    windows: list[Window]
    targets: list[Target]

    @property
    def wanted(self) -> list[int]:
        """The sentences that are read for their own sake."""
        return [i for window in self.windows for i in window.wanted]


def lessons(
    articles: Sequence[Labelled],
    examples: Examples,
    first: Mapping[str, list[float]],
    tokenizer: Any,
    *,
    floor: float,
) -> list[Lesson]:
    """A lesson an article.

    ``first`` gives the probability of each candidate from a first-pass scorer that did not see the article;
    only sentences with one of at least ``floor`` are read.
    """
    rows: dict[str, dict[str, list[Example]]] = {}
    for name in ("act", "status", "instrument", *ROLES):
        for row in examples.rows[name]:
            rows.setdefault(row.article, {}).setdefault(name, []).append(row)
    out = []
    for article in articles:
        if article.doc is None:
            raise ValueError(f"{article.id}: not annotated")
        candidates, seen = find_candidates(article.doc), view(article.doc)
        promising = {
            c.sent_index for c, p in zip(candidates, first.get(article.id, []), strict=True) if p >= floor
        }
        found = windows(seen, candidates, sorted(promising), tokenizer)
        out.append(Lesson(article.id, found, targets_of(candidates, seen, rows.get(article.id, {}))))
    return out


def targets_of(
    candidates: Sequence[Candidate], seen: View, rows: Mapping[str, Sequence[Example]]
) -> list[Target]:
    """The candidates of an article with what its examples, by model name, say of them."""
    out = [Target(c.anchor.i, [t.i for t in c.tokens], c.sent_index) for c in candidates]
    for row in rows.get("act", ()):
        out[row.key[0]].act = (int(str(row.label)), row.weight)
    for row in rows.get("status", ()):
        out[row.key[0]].status = (soft(str(row.label), row.key[1], STATUSES), row.weight)
    for row in rows.get("instrument", ()):
        out[row.key[0]].instrument = (soft(str(row.label), row.key[1], INSTRUMENTS), row.weight)
    for number, role in enumerate(ROLES):
        for row in rows.get(role, ()):
            target = out[row.key[0]]
            span = None if row.key[1] is None else _span(seen, role, row.key[1])
            shift = 0 if span is None else seen.shift(span[2], target.sentence)
            target.pairs.append(Pair(span, number, int(str(row.label)), row.weight, shift))
    for target, candidate in zip(out, candidates, strict=True):
        if target.pairs:
            spans = rivals(candidate, seen, phrases(candidate, seen))
            target.rivals = [(s, 0 if s is None else seen.shift(s[2], target.sentence)) for s in spans]
    return out


def soft(own: str, accepted: Sequence[str], values: Sequence[str]) -> list[float]:
    """A value and the others that the gold accepts, as a distribution. Raises ValueError for others."""
    out = [0.0] * len(values)
    others = [v for v in accepted if v in values and v != own]
    out[values.index(own)] = _OWN if others else 1.0
    for other in others:
        out[values.index(other)] += (1 - _OWN) / len(others)
    return out


def _span(seen: View, role: str, filler: Any) -> Span:
    """The tokens of a filler that an example names by its mention, date, place or phrase."""
    if role == "when":
        return date_span(seen, filler)
    if role == "where":
        return place_span(seen, filler)
    return phrase_span(seen, filler) if role == "subject" else mention_span(seen, filler)
