"""Names that spell out the noun phrase before them, and titles that several people share."""

import pytest
from spacy.tokens import Doc

from pipeline.assemble import Extractor


def _actors(doc: Doc, words: str) -> list[str]:
    """Names of the actors of the mention that ends in these words; of a person with an office, whom for."""
    found = [m for m in doc._.mentions if m.kind != "person" and doc[m.start : m.end].text.endswith(words)]
    return [doc._.actors[i].name for m in found for i in m.actors]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        (
            "The treaty which the three founding members, Chile, Peru and Bolivia, signed with Japan lapsed.",
            "members",
            ["Chile", "Peru", "Bolivia"],
        ),
        (
            "Both banks, the smaller member states and their neighbours, Chile and Peru, were heard.",
            "neighbours",
            [],
        ),
        (
            "Talks go on between the pipeline company, Orlay Gas GmbH, and each buyer.",
            "company",
            ["Orlay Gas GmbH"],
        ),
    ],
)
def test_a_phrase_and_the_names_behind_it(
    extractor: Extractor, text: str, words: str, actors: list[str]
) -> None:
    found = _actors(extractor.doc(text), words)
    assert found == actors if actors else "Chile" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru made peace. Foreign ministers Hans Meyer and Luis Prado signed a treaty on Tuesday.",
        "The Chilean and Peruvian foreign ministers, Hans Meyer and Luis Prado, signed a treaty on Tuesday.",
    ],
)
def test_one_title_for_two_people(extractor: Extractor, text: str) -> None:
    doc = extractor.doc(text)
    assert [_actors(doc, "Meyer"), _actors(doc, "Prado")] == [["Chile"], ["Peru"]]


def test_a_title_whose_countries_are_not_told(extractor: Extractor) -> None:
    doc = extractor.doc("Orlay News: Foreign ministers Hans Meyer and Luis Prado signed a treaty on Tuesday.")
    assert "Orlay News" not in _actors(doc, "Meyer") + _actors(doc, "Prado")


def test_leaders_in_one_breath(extractor: Extractor) -> None:
    doc = extractor.doc("Presidents Chirac and Putin signed the pact in Moscow in May 2002.")
    assert [_actors(doc, "Chirac"), _actors(doc, "Putin")] == [["France"], ["Russia"]]


def test_both_of_a_pair_that_is_named_stands_for_nobody(extractor: Extractor) -> None:
    doc = extractor.doc("Chile and Peru met. The text was signed by both Japan and Kenya on Tuesday.")
    assert not any(doc[m.head].lower_ == "both" for m in doc._.mentions)


def test_the_ministers_of_two_countries(extractor: Extractor) -> None:
    doc = extractor.doc("The Chilean and Peruvian ministers signed a treaty in Lima on Tuesday.")
    assert _actors(doc, "ministers") == ["Chile", "Peru"]


def test_an_office_within_an_organisation_is_none_of_the_state(extractor: Extractor) -> None:
    text = (
        "The Carpenters' Brotherhood accepted. District president Hans Meyer said so. Peru agreed with Peru."
    )
    assert _actors(extractor.doc(text), "Meyer") == ["Carpenters' Brotherhood"]
    assert _actors(extractor.doc(text.replace("District", "The")), "Meyer") == ["Peru"]


def test_a_state_by_the_first_words_of_its_name(extractor: Extractor) -> None:
    text = "The Kingdom of Spain and Peru agreed on ties, said a statement by the Kingdom and Peru."
    assert _actors(extractor.doc(text), "Kingdom") == ["Spain"]
