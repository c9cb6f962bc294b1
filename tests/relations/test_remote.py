"""Meetings without a place: held online, so that the dateline's town is not theirs."""

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.context import view
from pipeline.relations.remote import held_remotely


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("The first session of the board was held on Tuesday, 9 September, online.", True),
        ("The ministers met virtually and approved the budget.", True),
        ("The treaty was signed by video link.", True),
        ("Presidents of both countries took part in the meeting via videoconference.", True),
        ("The council approved a law on shops that sell medicines online.", False),
        ("The council met in the town hall and approved the budget.", False),
    ],
)
def test_a_meeting_may_be_held_online(extractor: Extractor, text: str, remote: bool) -> None:
    assert held_remotely(0, view(extractor.doc(text))) is remote


def test_only_the_lead_and_the_sentence_before_tell(extractor: Extractor) -> None:
    dull = "The room was full. Guests sat in rows. It rained outside. Nobody minded."
    seen = view(extractor.doc(f"{dull} The board met online. It approved the budget. It rained again."))
    said = [held_remotely(k, seen) for k in range(len(seen.sents))]
    assert said == [False, False, False, False, True, True, False]
