"""Which phrases are offered as the subject of an act."""

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.subject import phrases


def _offered(extractor: Extractor, text: str) -> set[str]:
    seen = view(extractor.doc(text))
    return {seen.doc[a:b].text for c in find_candidates(seen.doc) for a, b, _ in phrases(c, seen)}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "Peru's ministry released a proposal to set emission caps for new power plants that burn coal.",
            "emission caps for new power plants",
        ),
        ("Chile and Peru signed an agreement on the export of copper.", "export of copper"),
    ],
)
def test_what_a_clause_is_about(extractor: Extractor, text: str, phrase: str) -> None:
    assert phrase in _offered(extractor, text)


def test_a_long_phrase_is_cut_short_rather_than_left_out(extractor: Extractor) -> None:
    terms = " for 16 dollars in cash or 10 dollars in cash and a unit of securities of the new company"
    text = (
        f"Orlay Inc entered into an agreement to merge into a company formed by Velmora Corp{terms}{terms}."
    )
    found = [p for p in _offered(extractor, text) if p.startswith("merge into a company formed by Velmora")]
    assert found
    assert all(len(p.split()) <= 26 for p in found)
