"""Whom the name of a plan holds did not approve it."""

import pytest

from pipeline.assemble import Extractor
from pipeline.layers import Act, Filler
from pipeline.relations.context import view
from pipeline.relations.parties import _outside_title


@pytest.mark.parametrize(
    ("text", "title", "status", "left"),
    [
        ("The Cabinet approved the Plan for the Hills of Peru.", "Plan for the Hills of Peru", "approved", 1),
        ("The Cabinet signed the Plan for the Hills of Peru.", "Plan for the Hills of Peru", "signed", 2),
        ("The Cabinet approved the Treaty with Peru.", "Treaty with Peru", "approved", 2),
    ],
)
def test_a_name_within_the_title(extractor: Extractor, text: str, title: str, status: str, left: int) -> None:
    seen = view(extractor.doc(text))
    at = seen.doc.char_span(text.index(title), text.index(title) + len(title))
    assert at is not None
    peru = next(t.i for t in seen.doc if t.text == "Peru")
    fillers = [Filler(1, 2, 0, 0.9, "name, nsubj"), Filler(peru, peru + 1, 1, 0.7, "name, far")]
    act = Act.__new__(Act)
    act.status, act.title = status, Filler(at.start, at.end, None, 1.0, "")
    assert len(_outside_title(act, fillers, seen)) == left
    assert _outside_title(act, fillers[1:], seen) == fillers[1:]
