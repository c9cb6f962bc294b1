"""Two records of one article side by side: does it tell two stages of one agreement, or two agreements?

An article seldom says the same twice, so what two outlets' reports have in common counts little here. What
counts is how the stages follow each other, and whether the later sentence points back: "the treaty was
ratified in May". Weights of its own, learnt from labelled articles (``training/linking.py``).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.linking.days import comparable, exactly, gap, scaled
from pipeline.linking.parties import overlap
from pipeline.linking.rules import Rules, RulesError
from pipeline.linking.sides import Side

#: Titles with less in common than this are those of two instruments.
TITLE_CONFLICT = 0.34


@dataclass(frozen=True, slots=True)
class WithinWeights:
    """What each thing that ``told_together`` notes counts for; what is not named counts nothing."""

    bias: float
    values: Mapping[str, float]
    fitted_on: str = ""

    @classmethod
    def of(cls, data: Mapping[str, object]) -> "WithinWeights":
        """Weights in the form of weights_within.json; raises RulesError where they are not."""
        named = data.get("weights")
        if not isinstance(named, dict) or not named:
            raise RulesError("weights_within.json: no weights; fit them: python -m training.linking")
        return cls(
            bias=float(str(data["bias"])),
            values={str(name): float(value) for name, value in named.items()},
            fitted_on=str(data.get("fitted_on", "")),
        )


@lru_cache(maxsize=1)
def shipped_within() -> WithinWeights:
    """The weights of the package."""
    file = Path(__file__).with_name("weights_within.json")
    return WithinWeights.of(json.loads(file.read_text(encoding="utf-8")))


def told_together(one: Side, other: Side, known: Rules) -> dict[str, float]:
    """What speaks for and against one agreement, by name; the order of the two makes no difference."""
    if (one.profile.position, one.profile.id) > (other.profile.position, other.profile.id):
        one, other = other, one
    noted = _parties(one, other) | _words(one, other) | _dates(one, other)
    a, b = one.profile, other.profile
    noted[f"status {a.status}>{b.status}"] = 1.0
    low, high = sorted((a.kind, b.kind))
    noted[f"kinds {low}+{high}"] = 1.0
    same_event = known.events[a.status] == known.events[b.status]
    amounts = not one.amounts.isdisjoint(other.amounts)
    back = not set(b.pointed).isdisjoint(a.things)
    away = math.log1p(max(b.position - a.position, 0)) / 5
    return noted | {
        "kind": known.kinds.get((a.kind, b.kind), 0.0),
        "same_status": float(a.status == b.status),
        "same_event": float(same_event),
        "alone": float(one.alone or other.alone),
        "place": float(not one.place.isdisjoint(other.place)),
        "amount": float(amounts),
        "amount_conflict": float(not amounts and not one.units.isdisjoint(other.units)),
        "marks_conflict": float(bool(a.marks and b.marks) and one.marks.isdisjoint(other.marks)),
        "renewal_conflict": float(a.renewal != b.renewal),
        "same_sentence": float(a.position == b.position),
        "away": away,
        "points_back": float(back),
        "points_back_away": away * back,
        "points_elsewhere": float(bool(b.pointed) and not back),
        "same_thing": float(not set(a.things).isdisjoint(b.things)),
    }


def _parties(one: Side, other: Side) -> dict[str, float]:
    a, b = one.profile.parties, other.profile.parties
    common, left, rivals = overlap(a, b, named_a=one.words.all, named_b=other.words.all)
    ours, theirs = ({p.state for p in side if p.state} for side in (a, b))
    least, union = max(min(len(a), len(b)), 1), max(len(a) + len(b) - common, 1.0)
    return {
        "party_cover": min(common / least, 1.0),
        "party_jaccard": min(common / union, 1.0),
        "party_left": left / least,
        "rivals": float(bool(rivals)),
        "strangers": float(not common),
        "other_states": float(not common and bool(ours and theirs) and ours.isdisjoint(theirs)),
        "same_parties": float(set(a) == set(b)),
    }


def _words(one: Side, other: Side) -> dict[str, float]:
    a, b = one.profile, other.profile
    subject, subject_cover = one.subjects(other)
    context, context_cover = one.context.alike(other.context)
    said, meant = one.words.telling, other.words.telling
    retold = other.context.tell(said), one.context.tell(meant)
    named = bool(a.title and b.title)
    title = one.title.alike(other.title)[0] if named else 0.0
    return {
        "subject": subject,
        "subject_cover": subject_cover,
        "subject_conflict": float(bool(said and meant) and said.isdisjoint(meant)),
        "subject_vague": float(not said or not meant),
        "context": context,
        "context_cover": context_cover,
        "retold": max(retold),
        "retold_both": min(retold),
        "title": title,
        "title_conflict": float(named and title < TITLE_CONFLICT),
        "titled_once": float(bool(a.title) != bool(b.title)),
    }


def _dates(one: Side, other: Side) -> dict[str, float]:
    a, b = one.profile.days, other.profile.days
    if a is None or b is None or not comparable(a, b):
        return {"no_date": 1.0}
    apart = gap(a, b)
    return {
        "same_day": float(exactly(a, b) and a.first == b.first),
        "next_day": float(exactly(a, b) and abs(a.first - b.first) == 1),
        "other_day": float(a.stated and b.stated and apart > 1),
        "dates_meet": float(not exactly(a, b) and apart == 0),
        "days_apart": scaled(apart),
    }
