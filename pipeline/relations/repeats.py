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
from pipeline.linear import Features, LinearModel
from pipeline.relations.candidates import trigger_of
from pipeline.relations.context import View
from pipeline.relations.lexicon import cues, lexicon
from pipeline.relations.setting import LEAD

_STOP = frozenset(
    {"a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from"}
    | {"its", "their", "his", "her", "this", "that", "it", "which", "who", "as", "said", "not", "no"}
    | {"is", "are", "be", "was", "were", "has", "have", "had", "will", "would"}
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "two", "three", "several"})
#: An agreement and its failure are two acts.
_FAILED = frozenset({"ended", "rejected"})
#: The acts of the article that each act is judged beside: the first ones, and the last ones before it.
_FIRST, _BEFORE = 5, 40


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
    parties = _overlap(a.parties, b.parties)
    step = _step(_share(a.subject, b.subject))
    return (
        _whom_and_what(a, b, parties, step) | _figures(a, b, parties, step) | _how_told(a, b, parties, step)
    )


def _whom_and_what(a: Portrait, b: Portrait, parties: str, step: str) -> Features:
    """Whom the two bind, what they are about, and what act each is."""
    subject, sentence = _share(a.subject, b.subject), _share(a.words, b.words)
    sizes = f"{min(3, len(a.parties))}{min(3, len(b.parties))}"
    lemma = bool(a.lemmas & b.lemmas)
    before, after = a.act, b.act
    f: Features = {
        f"parties={parties}": 1.0,
        f"parties={parties}|{sizes}": 1.0,
        "subject": subject,
        f"subject|{parties}": subject,
        "sentence": sentence,
        f"sentence|{parties}": sentence,
        f"subject={step}|parties={parties}": 1.0,
        f"no_subject={not a.subject}{not b.subject}": 1.0,
        f"status={before.status}>{after.status}": 1.0,
        f"status_same={before.status == after.status}|{parties}": 1.0,
        f"failed={before.status in _FAILED}{after.status in _FAILED}": 1.0,
        f"instrument={before.instrument}>{after.instrument}": 1.0,
        f"instrument_same={before.instrument == after.instrument}": 1.0,
        f"lemma={lemma}": 1.0,
        f"lemma={lemma}|{b.speaks}|{parties}": 1.0,
        f"lemma={lemma}|subject={step}": 1.0,
        f"class={bool(a.classes & b.classes)}": 1.0,
        f"title={bool(before.title)}{bool(after.title)}": 1.0,
    }
    if before.title and after.title:
        f[f"title_same={before.title.text.casefold() == after.title.text.casefold()}"] = 1.0
    return f


def _figures(a: Portrait, b: Portrait, parties: str, step: str) -> Features:
    """Whether their dates, amounts and numbers agree."""
    date = _agreement(a.date, b.date)
    f: Features = {
        f"date={date}": 1.0,
        f"date={date}|parties={parties}": 1.0,
        f"date={date}|subject={step}": 1.0,
    }
    if a.numbers and b.numbers:
        f["numbers" if a.numbers & b.numbers else "numbers_differ"] = 1.0
    if a.amounts and b.amounts:
        amounts = "same" if a.amounts & b.amounts else "differ"
        f[f"amounts={amounts}"] = 1.0
        f[f"amounts={amounts}|{parties}"] = 1.0
    return f


def _how_told(a: Portrait, b: Portrait, parties: str, step: str) -> Features:
    """How far apart they stand, how the later sentence speaks of the act, and how sure each is."""
    gap = b.sentence - a.sentence
    far = "same" if gap == 0 else "next" if gap == 1 else "near" if gap < 4 else "far"
    lead, topic = a.sentence < LEAD, b.act.topic is not None
    return {
        f"gap={far}": 1.0,
        f"gap={far}|parties={parties}": 1.0,
        f"speaks={a.speaks}>{b.speaks}": 1.0,
        f"speaks={b.speaks}|gap={far}": 1.0,
        f"new={b.new}": 1.0,
        f"also={b.also}": 1.0,
        f"also={b.also}|{parties}": 1.0,
        f"lead={lead}": 1.0,
        f"lead={lead}|{parties}|subject={step}": 1.0,
        f"topic={topic}": 1.0,
        f"topic={topic}|{b.speaks}|{parties}": 1.0,
        "score": b.act.score,
        "score_before": a.act.score,
    }


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
