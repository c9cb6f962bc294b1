"""Long lists of parties are taken whole."""

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.party_choice import ActorScore
from pipeline.relations.party_joint import Slate
from pipeline.relations.party_lists import whole_lists


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Chile, Peru, Brazil, Bolivia and Ecuador signed a treaty with Japan in Lima.", 5),
        ("Chile, Peru and Brazil signed a treaty with Japan in Lima.", 1),
    ],
)
def test_who_is_named_in_one_breath(extractor: Extractor, text: str, whole: int) -> None:
    seen = view(extractor.doc(text))
    scores = []
    for k, mention in enumerate(seen.mentions):
        if seen.actors[mention.actors[0]].type == "country":
            scores.append(ActorScore(mention.actors[0], here=0.3, mention_here=k))
    slate = Slate(find_candidates(seen.doc)[0], scores)
    found = whole_lists([(0.9, scores[0].actor)], slate, seen)
    assert len(found) == whole
    assert found[0] == (0.9, scores[0].actor)
    assert "Japan" not in {seen.actors[actor].name for _, actor in found}


@pytest.mark.parametrize(("chosen", "whole"), [(3, 5), (2, 2)])
def test_a_list_near_the_act_is_taken_whole_where_most_of_it_was_chosen(
    extractor: Extractor, chosen: int, whole: int
) -> None:
    text = "The talks were held by Chile, Peru, Brazil, Bolivia and Ecuador. A treaty was signed in Lima."
    seen = view(extractor.doc(text))
    scores = [
        ActorScore(mention.actors[0], near=0.3, mention_near=k)
        for k, mention in enumerate(seen.mentions)
        if seen.actors[mention.actors[0]].type == "country"
    ]
    slate = Slate(find_candidates(seen.doc)[0], scores)
    assert len(whole_lists([(0.9, x.actor) for x in scores[:chosen]], slate, seen)) == whole
