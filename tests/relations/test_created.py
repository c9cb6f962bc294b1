"""What an act sets up is no party to it."""

from collections import Counter

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.party_created import without_created


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("The ministers met on Friday. A joint committee was established to settle the rest.", "ministers"),
        ("The ministers met on Friday. A joint committee signed the protocol.", "joint committee"),
    ],
)
def test_a_body_that_is_set_up_gives_way(extractor: Extractor, text: str, likeliest: str) -> None:
    seen = view(extractor.doc(text))
    number = {actor.name: k for k, actor in enumerate(seen.actors)}
    candidate = find_candidates(seen.doc)[0]
    ranked = [(0.6, number["joint committee"]), (0.5, number["ministers"])]
    ask = Asked(candidate, seen, Counter(), None)
    assert [seen.actors[a].name for _, a in without_created(ranked[:1], ranked, ask, seen)] == [likeliest]
