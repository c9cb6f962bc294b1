"""Long lists of parties: who is named in one breath with four others is a party where one of them is.

Of what such lists in articles held out from training name, 19 of 20 that were not chosen beside one that was
are parties; of two and three that are named together 12 of 47. A list beside the sentence of the
act is taken whole where most of it was chosen.
"""

from collections import defaultdict

from pipeline.relations.context import View
from pipeline.relations.party_choice import ActorScore
from pipeline.relations.party_joint import Slate
from pipeline.relations.paths import first_conjunct

_LONG = 5


def whole_lists(chosen: list[tuple[float, int]], slate: Slate, view: View) -> list[tuple[float, int]]:
    """(probability, actor) of the chosen with everybody of the same type in a long list that holds one."""
    taken = {actor for _, actor in chosen}
    lists: dict[tuple[int, str], list[ActorScore]] = defaultdict(list)
    for score in slate.scores:
        root = first_conjunct(view.doc[view.mentions[score.mention].head])
        lists[root.i, view.actors[score.actor].type].append(score)
    out = list(chosen)
    for members in lists.values():
        if len(members) >= _LONG and _belong(members, taken):
            out += [(max(x.here, x.near), x.actor) for x in members if x.actor not in taken]
    return out


def _belong(members: list[ActorScore], taken: set[int]) -> bool:
    """Whether a list is one of parties: one is where it stands in the sentence, most where near."""
    parties = sum(x.actor in taken for x in members)
    return parties > len(members) / 2 or (parties > 0 and members[0].mention_here is not None)
