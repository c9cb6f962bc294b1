"""Two records side by side: what speaks for one agreement, what against, and how sure that is.

Two records of one article are judged by other things (``within.py``).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.linking.days import Days, comparable, exactly, gap, scaled, too_far_apart
from pipeline.linking.parties import EXCLUSIVE, overlap, shared
from pipeline.linking.profile import Profile
from pipeline.linking.rules import Rules, RulesError, rules
from pipeline.linking.sides import Side, Sides
from pipeline.linking.within import TITLE_CONFLICT, WithinWeights, shipped_within, told_together

#: What a pair is judged by, in the order of the vector.
FEATURES = (
    "party_cover",      # share of the smaller side's parties that the other side has
    "party_jaccard",    # parties in common, of all
    "party_conflict",   # each side has a party that the other lacks: how many, of the smaller side
    "subject",          # telling words in common, subjects and titles, Dice
    "subject_cover",    # the same, of the smaller side
    "subject_conflict", # both have telling subjects, and not a telling word in common
    "title",            # both have a title: words in common, Dice
    "title_conflict",   # both have a telling title, and hardly a word in common
    "context",          # words in common of the sentences that state the act
    "context_cover",    # the same, of the smaller side
    "kind",             # how near the instruments are, rules.toml [kinds]
    "same_day",         # stated days, equal
    "next_day",         # stated days, one apart
    "other_day",        # stated days of one event, two apart or more
    "dates_meet",       # ranges that overlap, not both of one day
    "same_event_gap",   # stages that are one event: days between, logarithmic, 1 is a year
    "other_stage_gap",  # other stages: the same
    "no_date",          # one of them cannot be dated
    "published_gap",    # days between the articles, logarithmic, 1 is a year
    "place",            # places share a word
    "place_conflict",   # places of one event in two countries
    "people",           # a signatory in common
    "amount",           # a figure in common
    "amount_conflict",  # figures in the same unit, none in common
    "marks_conflict",   # one is "phase 2" or "2022", the other another one
    "renewal_conflict", # one renews or amends, the other does not
    "other_stage",      # they report different stages
    "acts_alone",       # another stage, and one is a state that decides alone, such as a parliament
    "party_and_subject",        # party_cover times subject_cover
    "party_and_context",        # party_cover times context
    "other_bodies",     # a body on each side that the other lacks
    "other_people",     # the same of persons
    "same_parties",     # exactly the same parties
    "one_body",         # one body in common that is no state's, and no state
    "two_bodies",       # two bodies in common or more that are no state's
    "one_state",        # one state or organ of one in common, and no other body
    "two_states",       # two states in common or more
    "one_party",        # both have a single party
    "one_party_body",   # the same, and it is no state's
    "same_status",      # they report the same stage by the same word
    "subject_words",    # how many telling words of subject and title are in common, logarithmic, 1 is 20
    "context_words",    # the same of the sentences
    "retold",           # share of the telling words of a subject that the other's sentences have, the greater
    "words",            # words in common of subject, title and sentences, of all (Jaccard)
    "amounts_told",     # both have figures
)  # fmt: skip

_NO_DATE = FEATURES.index("no_date")
SAME_TITLE = 0.75
#: Below this share of common parties, rivals of an exclusive class exclude one agreement (``parties.py``).
RIVALS = 0.6
_NEVER = -30.0
_TWENTY = math.log1p(20)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts for; ``fitted_on`` says where they come from.

    ``undated`` are those of pairs whose days cannot be compared, which the rest must tell apart.
    """

    bias: float
    values: tuple[float, ...]
    fitted_on: str = ""
    undated: "Weights | None" = None

    def score(self, found: tuple[float, ...]) -> float:
        """The log-odds of a vector of FEATURES."""
        chosen = self.undated if self.undated is not None and found[_NO_DATE] else self
        return chosen.bias + sum(map(float.__mul__, chosen.values, found))

    @classmethod
    def of(cls, data: Mapping[str, object]) -> "Weights":
        """Weights in the form of weights.json; raises RulesError that names a missing or odd feature."""
        named = data.get("weights")
        if not isinstance(named, dict) or set(named) != set(FEATURES):
            odd = sorted(set(named or ()) ^ set(FEATURES)) if isinstance(named, dict) else "weights"
            raise RulesError(f"weights.json: missing or unknown: {odd}; fit them: python -m training.linking")
        undated = data.get("undated")
        return cls(
            bias=float(str(data["bias"])),
            values=tuple(float(named[name]) for name in FEATURES),
            fitted_on=str(data.get("fitted_on", "")),
            undated=cls.of(undated) if isinstance(undated, dict) else None,
        )


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights of the package."""
    return Weights.of(json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8")))


class Judge:
    """Says of two records how surely they report one agreement. A function of the two alone."""

    def __init__(self, weights: Weights | None = None, within: WithinWeights | None = None) -> None:
        self._weights = weights or shipped_weights()
        self._within = within or shipped_within()
        self._rules = rules()
        self._sides = Sides()

    def probability(self, a: Profile, b: Profile) -> float:
        """0 to 1; the order of the two makes no difference.

        NaN for two states that act alone, each on its own side of what may be one agreement (two parliaments
        that ratify, told by two articles): only others can tell.
        """
        score = self.score(a, b)
        if score > _NEVER:
            return 1 / (1 + math.exp(-score))
        one, other = self._sides.of(a), self._sides.of(b)
        if one.alone and other.alone and a.parties[0].state != b.parties[0].state:
            return math.nan
        return 0.0

    def score(self, a: Profile, b: Profile) -> float:
        """The log-odds that they are one; -30 where that cannot be."""
        one, other = self._sides.of(a), self._sides.of(b)
        if a.article == b.article:
            return self._told_together(one, other)
        found = compared(one, other, self._rules)
        if found is None:
            return _NEVER
        return max(min(self._weights.score(found), -_NEVER), _NEVER)

    def _told_together(self, one: Side, other: Side) -> float:
        weights = self._within
        if excluded(one.profile, other.profile, self._rules):
            return _NEVER
        noted = told_together(one, other, self._rules)
        return weights.bias + sum(weights.values.get(name, 0.0) * value for name, value in noted.items())


def features(a: Profile, b: Profile, known: Rules) -> tuple[float, ...] | None:
    """The vector of FEATURES, or None where the two cannot be one: no party in common, rival countries or
    persons, far apart."""
    return compared(Side(a), Side(b), known)


def compared(one: Side, other: Side, known: Rules) -> tuple[float, ...] | None:
    """``features`` of two records that are compared with many."""
    a, b = one.profile, other.profile
    least = min(len(a.parties), len(b.parties))
    if not least:
        return None
    common, left, rivals = overlap(a.parties, b.parties, named_a=one.words.all, named_b=other.words.all)
    bodies, states = shared(a.parties, b.parties)
    union = max(len(a.parties) + len(b.parties) - common, 1.0)
    named = bool(a.title and b.title)
    title = one.title.alike(other.title)[0] if named else 0.0
    # The same state with one country, and with another: two agreements, however alike their words are.
    one_name = title >= SAME_TITLE and len(a.title) > 1
    if not one_name and (not common or (common / union < RIVALS and not rivals.isdisjoint(EXCLUSIVE))):
        return None
    apart = gap(a.days, b.days) if a.days and b.days and comparable(a.days, b.days) else None
    same_event = a.status == b.status or (
        # What was agreed at one time may be signed much later.
        known.events[a.status] == known.events[b.status] and (apart or 0) < known.apart_days
    )
    stated = bool(apart is not None and a.days and b.days and a.days.stated and b.days.stated)
    if excluded(a, b, known):
        return None
    subject, subject_cover = one.subjects(other)
    day, next_day, meet = _dates(a.days, b.days)
    far = scaled(apart) if apart else 0.0
    context, context_cover = one.context.alike(other.context)
    cover = min(common / least, 1.0)
    amounts = not one.amounts.isdisjoint(other.amounts)
    said, meant = one.words.telling, other.words.telling
    single = len(a.parties) == len(b.parties) == 1
    retold = max(other.context.tell(said), one.context.tell(meant))
    mine, theirs = one.words.all | one.context.all, other.words.all | other.context.all
    return (
        cover,
        min(common / union, 1.0),
        left / least,
        subject,
        subject_cover,
        float(bool(said and meant) and said.isdisjoint(meant)),
        title,
        float(named and title < TITLE_CONFLICT and bool(one.title.telling and other.title.telling)),
        context,
        context_cover,
        known.kinds.get((a.kind, b.kind), 0.0),
        day,
        next_day,
        float(same_event and stated and apart is not None and apart > 1),
        meet,
        far if same_event else 0.0,
        0.0 if same_event else far,
        float(apart is None),
        scaled(abs(a.published - b.published)) if a.published and b.published else 0.0,
        float(not one.place.isdisjoint(other.place)),
        float(bool(same_event and a.country and b.country and a.country != b.country)),
        float(not one.people.isdisjoint(other.people)),
        float(amounts),
        float(not amounts and not one.units.isdisjoint(other.units)),
        float(bool(a.marks and b.marks) and one.marks.isdisjoint(other.marks)),
        float(a.renewal != b.renewal),
        float(not same_event),
        float(not same_event and (one.alone or other.alone)),
        cover * subject_cover,
        cover * context,
        float("body" in rivals),
        float("person" in rivals),
        float(set(a.parties) == set(b.parties)),
        float(bodies == 1 and not states),
        float(bodies >= 2),
        float(states == 1 and not bodies),
        float(states >= 2),
        float(single),
        float(single and bodies == 1),
        float(a.status == b.status),
        _many(len((said & other.words.all) | (meant & one.words.all))),
        _many(len(one.context.telling & other.context.telling)),
        retold,
        len(mine & theirs) / max(len(mine | theirs), 1),
        float(bool(one.amounts and other.amounts)),
    )


def _many(words: int) -> float:
    return min(math.log1p(words) / _TWENTY, 1.0)


def excluded(a: Profile, b: Profile, known: Rules) -> bool:
    """Whether both are the same stage, stated for days too far apart."""
    return a.status == b.status and too_far_apart(a.days, b.days, known.apart_days)


def _dates(a: Days | None, b: Days | None) -> tuple[float, float, float]:
    if a is None or b is None or not comparable(a, b):
        return 0.0, 0.0, 0.0
    if exactly(a, b):
        return float(a.first == b.first), float(abs(a.first - b.first) == 1), 0.0
    return 0.0, 0.0, float(gap(a, b) == 0)
