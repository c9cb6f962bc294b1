"""Scores of parts of the corpus, and which values are taken for which."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.evaluation.score_records import Outcome
from pipeline.evaluation.scoring import ArticleScore, Scores
from pipeline.evaluation.tallies import Tallies, total
from schemas import Instrument, Status

By = Literal["batch", "length", "instrument", "status"]

#: Upper bounds, exclusive, of the length classes in words.
LENGTHS = ((150, "under 150 words"), (300, "150 to 299"), (600, "300 to 599"))
LONGEST = "600 and more"
NOT_FOUND = "(missed)"
NOT_IN_GOLD = "(not in gold)"

_BATCH = re.compile(r"[^\W\d_]+(?=\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the corpus: how many articles or records it holds, and its tallies."""

    name: str
    size: int
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class Confusion:
    """Gold values in rows, predicted values in columns; an accepted alternative stands on the diagonal."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[tuple[str, str], int]


def batch_of(article_id: str) -> str:
    """The letters before the first number of an id ("b" of "b03-..."), or "-"."""
    found = _BATCH.match(article_id)
    return found.group() if found else "-"


def length_of(words: int) -> str:
    """The length class of an article."""
    return next((name for limit, name in LENGTHS if words < limit), LONGEST)


def parts(scores: Scores, by: By) -> list[Part]:
    """The scores by batch or length (of articles), or by instrument or status (of records)."""
    if by == "batch":
        return _by_article(scores, lambda a: batch_of(a.id))
    if by == "length":
        order = [name for _, name in LENGTHS] + [LONGEST]
        return sorted(_by_article(scores, lambda a: length_of(a.words)), key=lambda p: order.index(p.name))
    order = list(get_args(Instrument if by == "instrument" else Status))
    groups: dict[str, list[Outcome]] = {}
    for outcome in scores.outcomes():
        if outcome.kind != "neutral":
            groups.setdefault(outcome.instrument if by == "instrument" else outcome.status, []).append(
                outcome
            )
    known = sorted(groups, key=lambda name: (order.index(name) if name in order else len(order), name))
    return [
        Part(n, sum(o.gold is not None for o in groups[n]), total(o.tallies.counts for o in groups[n]))
        for n in known
    ]


def _by_article(scores: Scores, group: Callable[[ArticleScore], str]) -> list[Part]:
    groups: dict[str, list[ArticleScore]] = {}
    for article in scores.articles:
        groups.setdefault(group(article), []).append(article)
    return [Part(n, len(g), total(a.tallies.counts for a in g)) for n, g in sorted(groups.items())]


def confusion(scores: Scores, field: Literal["status", "instrument"]) -> Confusion:
    """Which gold value was taken for which; missed and spurious records have a column and a row too."""
    names = get_args(Instrument if field == "instrument" else Status)
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in scores.outcomes():
        if outcome.kind == "neutral":
            continue
        said = outcome.said and str(getattr(outcome.said, field))
        good = (
            ()
            if outcome.gold is None
            else getattr(outcome.gold, "instruments" if field == "instrument" else "statuses")
        )
        want = (said if said in good else good[0]) if good else NOT_IN_GOLD
        counts[want or NOT_IN_GOLD, said or NOT_FOUND] += 1
    return Confusion((*names, NOT_IN_GOLD), (*names, NOT_FOUND), dict(counts))
