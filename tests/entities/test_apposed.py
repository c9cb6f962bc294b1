"""Names behind a noun for a company, and words that only look like names."""

import pytest

from pipeline.assemble import Extractor


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Peru's biggest airline, VeloGo, has signed a firm order. VeloGo flies to Chile.", "VeloGo", True),
        ("The fleet's 737 MAX lines stood still, and 38 MAX jets are to be built a month.", "MAX", False),
    ],
)
def test_names_of_companies(extractor: Extractor, text: str, name: str, found: bool) -> None:
    ents = [ent for ent in extractor.doc(text).ents if ent.text == name and ent.label_ == "ORG"]
    assert len(ents) == (text.count(name) if found else 0)
