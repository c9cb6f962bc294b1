"""Towns that are not named: "in the Togolese capital"."""

import pytest

from pipeline.assemble import Extractor


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Norway and Togo signed a convention on trade in the Togolese capital on Monday.", "Lome"),
        ("Norway and Togo signed a convention in the Togolese capital. Lome was quiet.", "Lome"),
        ("Norway and Chile signed a treaty on trade in the Kazakh capital.", "Astana"),
        ("Norway and Togo signed a convention in the Togolese capital, Lomé, on Monday.", "Lomé"),
    ],
)
def test_the_capital_of_a_nation_is_a_place(extractor: Extractor, text: str, town: str) -> None:
    places = [act.place.text for act in extractor.doc(text)._.acts if act.accepted and act.place]
    assert places[:1] == [town]


def test_words_for_a_capital_are_no_entity(extractor: Extractor) -> None:
    doc = extractor.doc("Norway and Togo signed a convention on trade in the Togolese capital on Monday.")
    assert [ent.text for ent in doc.ents if ent.label_ in ("GPE", "LOC")] == ["Norway", "Togo"]


def test_capital_of_another_kind_is_none(extractor: Extractor) -> None:
    doc = extractor.doc("Norway sold shares on the Norwegian capital market. Swiss capital fled.")
    assert not any(doc[ent.start : ent.end + 1]._.canonical for ent in doc.ents if ent.text == "Norwegian")
