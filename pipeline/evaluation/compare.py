"""What changed between two runs on the same gold, article by article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluation.findings import Finding
from pipeline.evaluation.scoring import Scores
from pipeline.evaluation.tallies import FIELDS

Effect = Literal["fixed", "broken", "still wrong"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a run says otherwise than its baseline: before, after, what is right, and where it
    stands.
    """

    article: str
    field: str
    effect: Effect
    before: str
    after: str
    gold: str
    sentence: str


def changes(before: Scores, after: Scores) -> list[Change]:
    """Every finding that differs, by article and field; what is right in both runs is no change.

    A spurious record or date that only one run has counts as broken or fixed. Two wrong answers that differ
    are "still wrong".
    """
    old = {f.key: f for f in before.findings()}
    new = {f.key: f for f in after.findings()}
    both_have_layers = before.layers and after.layers
    gone = _articles(before) ^ _articles(after) if both_have_layers else set()
    found = []
    for key in sorted(old.keys() | new.keys(), key=_order):
        # The layers of an article that one of the runs never read are told once, as a lost article.
        if key[1] in _LAYERS and (key[0] in gone or not both_have_layers):
            continue
        change = _change(old.get(key), new.get(key))
        if change:
            found.append(change)
    found += [
        Change(i, "article", "broken" if i in _articles(before) else "fixed", *_lost(i, before), "", "")
        for i in sorted(gone)
    ]
    return found


_LAYERS = frozenset({"published", "dates", "entities", "noise removed", "text kept"})


def _articles(scores: Scores) -> set[str]:
    return {a.id for a in scores.articles} - set(scores.lost)


def _lost(article: str, before: Scores) -> tuple[str, str]:
    return ("read", "lost") if article in _articles(before) else ("lost", "read")


def _order(key: tuple[str, str, str]) -> tuple[str, int, str]:
    article, field, thing = key
    return article, FIELDS.index(field), thing


def _change(old: Finding | None, new: Finding | None) -> Change | None:
    was, now = _fine(old), _fine(new)
    if was and now:
        return None
    shown = new or old
    if shown is None or (old and new and (old.kind, old.said) == (new.kind, new.said)):
        return None
    if _only_record(old, new):
        return None
    effect: Effect = "broken" if was else "fixed" if now else "still wrong"
    return Change(
        shown.article,
        shown.field,
        effect,
        old.said if old else "",
        new.said if new else "",
        shown.gold,
        shown.sentence or (old.sentence if old else ""),
    )


def _fine(finding: Finding | None) -> bool:
    return finding is None or finding.kind == "right"


def _only_record(old: Finding | None, new: Finding | None) -> bool:
    """Whether a field of a record is absent on one side because that run missed the record as a whole.

    The change of "found" tells it already.
    """
    lone = old if new is None else new if old is None else None
    return (
        lone is not None
        and lone.field != "found"
        and lone.thing.startswith("g")
        and lone.field not in _LAYERS
    )


def by_article(found: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes grouped by article, in the order of ids."""
    groups: dict[str, list[Change]] = {}
    for change in found:
        groups.setdefault(change.article, []).append(change)
    return dict(sorted(groups.items()))
