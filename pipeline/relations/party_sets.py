"""Which actors together are the parties of an act.

Each actor has been judged beside the others (``party_joint``). A bound on each judgement still gives sets
that nobody would write: half of a coordination, a company and the country it is from, a contract with one
side. Here every set of the likeliest actors is weighed as a whole by a log-linear model over the sets (a
conditional random field of a few variables; Lafferty et al. 2001). Of its distribution the set is taken
whose probability and expected F-measure together are highest (minimum Bayes risk; Goel and Byrne 2000).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from pipeline.linear import Features, LinearModel, log_odds
from pipeline.relations.context import View
from pipeline.relations.party_choice import coordinated, nested
from pipeline.relations.party_joint import BOUND, Slate

#: So many actors are weighed at most, which makes 63 sets, and none that is less likely than this.
MOST, _LEAST = 6, 0.04
#: What is equal to so many decimals differs by rounding alone; of equal sets the first is taken.
_DECIMALS = 9
#: In the F-measure a party that is missing counts for more than one too many (beta: van Rijsbergen 1979), and
#: beside it the probability of the whole set counts so much. With 1 and 1 RECORD SCORE and who are 0.763 and
#: 0.663 over the 423 articles of the dev and held-out sets, with these 0.764 and 0.669.
_BETA, _SURE = 1.5, 0.5
#: Sets of this size and of more are alike.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Member:
    """An actor who may be in the set: how likely it is alone, and where it stands."""

    actor: int
    probability: float
    place: str
    """As ``Slate.place`` says."""


#: What speaks for sets: features, and how often each set (a row of ``sets``) has them.
Element = tuple[Features, np.ndarray]


@cache
def sets(count: int) -> np.ndarray:
    """Every non-empty set of so many actors as a row (sets, actors) of booleans, the smallest first."""
    found = [chosen for size in range(1, count + 1) for chosen in combinations(range(count), size)]
    return np.array([[k in chosen for k in range(count)] for chosen in found], bool)


@cache
def _agreement(count: int) -> np.ndarray:
    """The F-measure of each set (row) where each other one (column) is right."""
    rows = sets(count).astype(np.float64)
    sizes, recall = rows.sum(1), _BETA**2
    return (1 + recall) * (rows @ rows.T) / (sizes[:, None] + recall * sizes[None, :])


def members(ranked: Sequence[tuple[float, int]], slate: Slate) -> list[Member]:
    """The actors that are weighed, of (probability, actor) pairs with the likeliest first."""
    likely = [x for x in ranked if x[0] >= _LEAST][:MOST] or ranked[:1]
    return [Member(actor, p, slate.place(actor)) for p, actor in likely]


def choose(
    found: Sequence[Member], slate: Slate, view: View, judge: LinearModel
) -> tuple[set[int], dict[int, float]]:
    """The actors of the best set, and for each actor the probability of the sets that have it."""
    if not found:
        return set(), {}
    rows = sets(len(found))
    score = np.zeros(len(rows))
    for features, times in elements(found, slate, view):
        score += judge.score(features) * times
    likely = np.exp(score - score.max())
    likely /= likely.sum()
    best = rows[np.argmax(np.round(_SURE * likely + _agreement(len(found)) @ likely, _DECIMALS))]
    each = (likely @ rows).tolist()
    actors = [m.actor for m in found]
    return {a for a, chosen in zip(actors, best, strict=True) if chosen}, dict(zip(actors, each, strict=True))


def elements(found: Sequence[Member], slate: Slate, view: View) -> list[Element]:
    """What the sets of these actors are weighed by."""
    rows = sets(len(found))
    out: list[Element] = [
        (_own(member, view), rows[:, k].astype(np.float64)) for k, member in enumerate(found)
    ]
    for i, j in combinations(range(len(found)), 2):
        relation = _relation(found[i], found[j], slate, view)
        together = rows[:, i] & rows[:, j]
        out.append((_pair(found[i], found[j], relation, view), together.astype(np.float64)))
        if relation:
            out.append(({f"apart|{relation}": 1.0}, (rows[:, i] ^ rows[:, j]).astype(np.float64)))
    here = np.array([m.place == "here" for m in found])
    sizes = np.minimum(rows.sum(1), _MANY)
    named = np.minimum((rows & here).sum(1), 2)
    for size, few in sorted(set(zip(sizes.tolist(), named.tolist(), strict=True))):
        times = ((sizes == size) & (named == few)).astype(np.float64)
        out.append((_size(size, few, slate), times))
    return out


def _own(member: Member, view: View) -> Features:
    z = log_odds(member.probability, least=BOUND)
    return {
        "z": z,
        f"z|{member.place}": z,
        f"place={member.place}": 1.0,
        f"type={view.actors[member.actor].type}": 1.0,
    }


def _pair(one: Member, two: Member, relation: str, view: View) -> Features:
    a, b = view.actors[one.actor], view.actors[two.actor]
    types = "+".join(sorted((a.type, b.type)))
    out: Features = {
        f"types={types}": 1.0,
        f"places={'+'.join(sorted((one.place, two.place)))}": 1.0,
    }
    if relation:
        out[f"both|{relation}"] = 1.0
        out[f"both|{relation}|{types}"] = 1.0
    if a.country and a.country == b.country and a.type != b.type:
        out[f"country|{types}"] = 1.0
    if set(a.name.casefold().split()) & set(b.name.casefold().split()):
        out["words"] = 1.0
    return out


def _size(size: int, here: int, slate: Slate) -> Features:
    cls = slate.candidate.triggers[slate.candidate.anchor.i].cls
    return {
        f"size={size}": 1.0,
        f"size={size}|cls={cls}": 1.0,
        f"size={size}|here={here}": 1.0,
        f"size={size}|here={here}|anaphor={int(slate.anaphoric)}": 1.0,
    }


def _relation(one: Member, two: Member, slate: Slate, view: View) -> str:
    """How the mentions of two actors stand to each other: one phrase, one list, one in the other, or not."""
    first, second = slate.by_actor.get(one.actor), slate.by_actor.get(two.actor)
    if first is None or second is None:
        return ""
    a, b = view.mentions[first.mention], view.mentions[second.mention]
    if view.sent_of[a.head] != view.sent_of[b.head]:
        return ""
    if (a.start, a.end) == (b.start, b.end):
        return "same"
    if coordinated(view, a.head, b.head):
        return "row"
    return "inside" if nested(view, a.head, b.head) or nested(view, b.head, a.head) else ""
