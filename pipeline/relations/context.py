"""What the feature functions share: one view of a Doc, computed once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from pipeline.layers import Actor, DatelineMention, DateMention, Mention
from pipeline.relations.lists import introductions


@dataclass(slots=True)
class View:
    """A Doc with its sentences, mentions and dates indexed by sentence."""

    doc: Doc
    sents: list[Span]
    sent_of: list[int]
    actors: list[Actor]
    mentions: list[Mention]
    by_sent: list[list[int]]
    dates: list[DateMention]
    date_tokens: list[tuple[int, int]]
    dates_by_sent: list[list[int]]
    ents_by_sent: list[list[int]]
    quoted: list[bool]
    mention_at: dict[int, int] = field(default_factory=dict)
    of_actor: dict[int, list[int]] = field(default_factory=dict)
    ents: Sequence[Span] = ()  # those of the Doc, "Togolese" as "Togolese capital" where that means a town
    towns: frozenset[int] = frozenset()  # which of them name a town by such words
    related: dict[tuple[str, int, int], bool] = field(default_factory=dict)  # memo
    shapes: dict[int, list[str]] = field(default_factory=dict)  # words of a sentence as features
    intro: dict[int, int] = field(default_factory=dict)  # of an item of a list: the sentence before the list
    dateline: DatelineMention | None = None
    portraits: dict[int, tuple] = field(default_factory=dict)  # memo: what party_features says of a mention
    phrases: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)  # memo, by anchor: subjects
    heads: dict[tuple[int, int], int] = field(default_factory=dict)  # memo: the root of a token range

    def in_dateline(self, char: int) -> bool:
        """Whether a character of the clean text stands in the dateline."""
        line = self.dateline
        return line is not None and line.start <= char < line.end

    def shift(self, token: int, here: int) -> int:
        """Sentences from the sentence ``here`` to a token's; what introduces a list precedes each item."""
        there = self.sent_of[token]
        return -1 if self.intro.get(here) == there else there - here

    def around(self, here: int, *, reach: int) -> list[int]:
        """The sentences around one, itself first, then nearest first; an item's introduction is near it."""
        order = [here]
        for k in range(1, reach + 1):
            order += [here - k, here + k]
        intro = self.intro.get(here)
        if intro is not None and intro not in order:
            order.insert(1, intro)
        return [s for s in order if 0 <= s < len(self.sents)]


def view(doc: Doc) -> View:
    """Index a Doc for the feature functions."""
    sents = list(doc.sents)
    sent_of = [0] * len(doc)
    for index, sent in enumerate(sents):
        for i in range(sent.start, sent.end):
            sent_of[i] = index
    mentions: list[Mention] = doc._.mentions
    by_sent: list[list[int]] = [[] for _ in sents]
    mention_at: dict[int, int] = {}
    of_actor: dict[int, list[int]] = {}
    for k, mention in enumerate(mentions):
        by_sent[sent_of[mention.head]].append(k)
        mention_at.setdefault(mention.head, k)
        for actor in mention.actors:
            of_actor.setdefault(actor, []).append(k)
    dates: list[DateMention] = doc._.dates
    date_tokens, dates_by_sent = [], [[] for _ in sents]  # type: ignore[var-annotated]
    starts = [t.idx for t in doc]
    for k, date in enumerate(dates):
        a = _token_at(starts, date.start)
        b = _token_at(starts, date.end - 1) + 1
        date_tokens.append((a, b))
        dates_by_sent[sent_of[a]].append(k)
    ents_by_sent: list[list[int]] = [[] for _ in sents]
    towns = {span.start: span for span in doc.spans.get("towns", ())}
    ents = [towns.get(ent.start, ent) for ent in doc.ents]
    for k, ent in enumerate(ents):
        ents_by_sent[sent_of[ent.start]].append(k)
    return View(
        doc,
        sents,
        sent_of,
        doc._.actors,
        mentions,
        by_sent,
        dates,
        date_tokens,
        dates_by_sent,
        ents_by_sent,
        _quoted(doc),
        mention_at,
        of_actor,
        ents,
        frozenset(k for k, ent in enumerate(ents) if ent.start in towns),
        intro=introductions(doc, sents),
        dateline=doc._.source.dateline,
    )


def _token_at(starts: list[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)


def _quoted(doc: Doc) -> list[bool]:
    """Whether each token stands inside double quotation marks (reset at paragraph ends)."""
    inside, out = False, []
    for text in (token.text for token in doc):
        if text in ("“", "``"):
            inside = True
        elif text in ("”", "''"):
            inside = False
        elif text == '"':
            inside = not inside
        elif inside and "\n" in text and text.isspace():
            inside = False
        out.append(inside)
    return out
