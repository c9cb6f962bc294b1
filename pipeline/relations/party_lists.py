"""Long lists of parties: who is named in one breath with four others is a party where one of them is.

Of what such lists in articles held out from training name, 19 of 20 that were not chosen beside one that was
are parties; of two and three that are named together 12 of 47.
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
        if score.mention_here is not None:
            root = first_conjunct(view.doc[view.mentions[score.mention_here].head])
            lists[root.i, view.actors[score.actor].type].append(score)
    out = list(chosen)
    for members in lists.values():
        if len(members) >= _LONG and any(x.actor in taken for x in members):
            out += [(x.here, x.actor) for x in members if x.actor not in taken]
    return out
