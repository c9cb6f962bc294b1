"""Which acts an article states again: "the deal was signed on Monday", "AT&T, bought by SBC this year".

A news text tells its act in the lead and then once more, with other words. A scorer judges each accepted act
beside the accepted acts before it, by whom they bind, what they say of the content, their dates and amounts,
and how the later sentence speaks of it. The merging itself is done where records are made.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from pipeline.layers import Act
from pipeline.relations.candidates import trigger_of
from pipeline.relations.context import View
from pipeline.relations.lexicon import cues, lexicon
from pipeline.relations.linear import Features, LinearModel

_STOP = frozenset(
    {"a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from"}
    | {"its", "their", "his", "her", "this", "that", "it", "which", "who", "as", "said", "not", "no"}
    | {"is", "are", "be", "was", "were", "has", "have", "had", "will", "would"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "two", "three", "several"})
#: An agreement and its failure are two acts.
_FAILED = frozenset({"ended", "rejected"})


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is compared of an act."""

    act: Act
    sentence: int
    parties: frozenset[int | None]
    subject: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    classes: frozenset[str]
    lemmas: frozenset[str]
    date: str
    amounts: frozenset[float]
    speaks: str
    """How the sentence speaks of the act: by a definite noun, an indefinite one, a bare one, a verb alone."""
    new: bool
    also: bool


def portrait(act: Act, view: View) -> Portrait:
    """The portrait of an act with all slots filled."""
    doc, lex = view.doc, lexicon()
    here = view.sent_of[act.anchor]
    sent = view.sents[here]
    tokens = [doc[i] for i in act.trigger]
    found = {i: t for i in act.trigger if (t := trigger_of(doc[i], lex)) is not None}
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    speaks = "verb"
    if nouns:
        left = {c.lower_ for c in nouns[-1].lefts}
        speaks = "definite" if left & _DEFINITE else "indefinite" if left & _INDEFINITE else "bare"
    lower = [t.lower_ for t in sent]
    return Portrait(
        act=act,
        sentence=here,
        parties=frozenset(f.ref for f in act.parties),
        subject=_words(act.subject.text) if act.subject else frozenset(),
        words=frozenset(w for t in sent if t.pos_ in _CONTENT and (w := t.lemma_.lower()) not in _STOP),
        numbers=frozenset(t.text for t in sent if t.like_num),
        classes=frozenset(t.cls for t in found.values()),
        lemmas=frozenset(t.lemma for t in found.values()),
        date=_date(act, view),
        amounts=frozenset(float(a["value"]) for a in act.amounts if a.get("value") is not None),
        speaks=speaks,
        new=any(w in cues().another for t in nouns for w in (c.lower_ for c in t.lefts)),
        also=any(w in cues().also for w in lower[:12]),
    )


_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP)


def _date(act: Act, view: View) -> str:
    if act.when is None:
        return "none"
    if act.when_basis != "stated" or act.when.ref is None:
        return "dateline"
    return view.dates[act.when.ref].edtf


def repeat_features(a: Portrait, b: Portrait) -> Features:
    """Features of the later act ``b`` as a repeat of the earlier ``a``."""
    f: Features = {}
    parties = _overlap(a.parties, b.parties)
    subject, sentence = _share(a.subject, b.subject), _share(a.words, b.words)
    gap = b.sentence - a.sentence
    far = "same" if gap == 0 else "next" if gap == 1 else "near" if gap < 4 else "far"
    sizes = f"{min(3, len(a.parties))}{min(3, len(b.parties))}"
    f[f"parties={parties}"] = 1.0
    f[f"parties={parties}|{sizes}"] = 1.0
    f[f"gap={far}"] = 1.0
    f[f"gap={far}|parties={parties}"] = 1.0
    f["subject"] = subject
    f[f"subject|{parties}"] = subject
    f["sentence"] = sentence
    f[f"sentence|{parties}"] = sentence
    f[f"subject={_step(subject)}|parties={parties}"] = 1.0
    f[f"no_subject={not a.subject}{not b.subject}"] = 1.0
    f["numbers"] = float(bool(a.numbers & b.numbers)) if a.numbers and b.numbers else 0.0
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        f["numbers_differ"] = 1.0
    date = _agreement(a.date, b.date)
    f[f"date={date}"] = 1.0
    f[f"date={date}|parties={parties}"] = 1.0
    f[f"date={date}|subject={_step(subject)}"] = 1.0
    if a.amounts and b.amounts:
        f[f"amounts={'same' if a.amounts & b.amounts else 'differ'}"] = 1.0
        f[f"amounts={'same' if a.amounts & b.amounts else 'differ'}|{parties}"] = 1.0
    sa, sb = a.act.status, b.act.status
    f[f"status={sa}>{sb}"] = 1.0
    f[f"status_same={sa == sb}|{parties}"] = 1.0
    f[f"failed={sa in _FAILED}{sb in _FAILED}"] = 1.0
    f[f"instrument={a.act.instrument}>{b.act.instrument}"] = 1.0
    f[f"instrument_same={a.act.instrument == b.act.instrument}"] = 1.0
    lemma = bool(a.lemmas & b.lemmas)
    f[f"lemma={lemma}"] = 1.0
    f[f"lemma={lemma}|{b.speaks}|{parties}"] = 1.0
    f[f"lemma={lemma}|subject={_step(subject)}"] = 1.0
    f[f"class={bool(a.classes & b.classes)}"] = 1.0
    f[f"speaks={a.speaks}>{b.speaks}"] = 1.0
    f[f"speaks={b.speaks}|gap={far}"] = 1.0
    f[f"new={b.new}"] = 1.0
    f[f"also={b.also}"] = 1.0
    f[f"also={b.also}|{parties}"] = 1.0
    f[f"lead={a.sentence < _LEAD}"] = 1.0
    f[f"lead={a.sentence < _LEAD}|{parties}|subject={_step(subject)}"] = 1.0
    f["score"] = b.act.score
    f["score_before"] = a.act.score
    f[f"topic={b.act.topic is not None}"] = 1.0
    f[f"topic={b.act.topic is not None}|{b.speaks}|{parties}"] = 1.0
    f[f"title={bool(a.act.title)}{bool(b.act.title)}"] = 1.0
    if a.act.title and b.act.title:
        same = a.act.title.text.casefold() == b.act.title.text.casefold()
        f[f"title_same={same}"] = 1.0
    return f


#: Sentences from the start that hold the headline and the lead.
_LEAD = 3


def _overlap(a: Set[int | None], b: Set[int | None]) -> str:
    if not a or not b:
        return "nobody"
    if a == b:
        return "same"
    if not a & b:
        return "none"
    return "more" if b < a else "fewer" if a < b else "some"


def _share(a: Set[str], b: Set[str]) -> float:
    """The share of the shorter one's words that the other has too, weighed with that of both."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return 0.5 * common / min(len(a), len(b)) + common / (len(a) + len(b))


def _step(x: float) -> str:
    return "none" if x == 0 else "little" if x < 0.4 else "much" if x < 0.8 else "all"


def _agreement(a: str, b: str) -> str:
    if a == b:
        return "same" if a not in ("none", "dateline") else a
    if "none" in (a, b):
        return "one"
    if "dateline" in (a, b):
        return "stated_one"
    return "within" if a.startswith(b) or b.startswith(a) else "differ"


#: The acts of the article that each act is judged beside: the first ones, and the last ones before it.
_FIRST, _BEFORE = 5, 40


def mark_repeats(acts: list[Act], view: View, scorer: LinearModel) -> None:
    """Write to each accepted act, in text order, which earlier one it states again, if the scorer says so.

    An act is judged beside the first ones of the article and beside the last ones before it.
    """
    portraits = [portrait(act, view) for act in acts]
    for k, later in enumerate(portraits):
        best, p = None, scorer.threshold
        for earlier in portraits[: min(_FIRST, k)] + portraits[max(_FIRST, k - _BEFORE) : k]:
            x = scorer.probability(repeat_features(earlier, later))
            if x >= p:
                best, p = earlier, x
        if best is not None:
            later.act.repeats = best.act.anchor
            later.act.why["repeats"] = f"{best.act.pattern} {p:.2f}"
