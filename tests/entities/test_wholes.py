"""Where names end and begin: persons, bodies with "of", slashes and possessives, offices and their fields."""

from collections.abc import Callable

import pytest
from spacy.tokens import Span

from pipeline.assemble import Extractor

Found = Callable[[str], dict[str, Span]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Prime Minister Abdul Hamid al-Velmouri and Giorgia Rossi signed an agreement.",
            "Abdul Hamid al-Velmouri",
        ),
        ("President Abdel Fattah al-Zarini signed an agreement with Cyprus.", "Abdel Fattah al-Zarini"),
        ("Defense Minister Ahn Gyu-mok and John Smith signed an agreement.", "Ahn Gyu-mok"),
        ("It was signed by Governor Lee Cheol-ho and Mayor Hong Joon-seo.", "Hong Joon-seo"),
    ],
)
def test_a_person_to_the_end(extractor: Extractor, text: str, name: str) -> None:
    assert {ent.text: ent.label_ for ent in extractor.doc(text).ents}.get(name) == "PERSON"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Hamad bin Zarin Foundation signed an agreement with UNDP.", "Hamad bin Zarin Foundation"),
        ("The Geological Survey of Finland and others signed it.", "Geological Survey of Finland"),
        (
            "Velmora Grid Corporation of India Ltd and others signed it.",
            "Velmora Grid Corporation of India Ltd",
        ),
        ("The Zarin Fund for Development and the Government of Yemen signed.", "Zarin Fund for Development"),
        ("RIO, May 6, 2024 - Enel Chile signed a contract with Vestas.", "Enel Chile"),
        ("Velta S.p.A. and Norlev A/S signed a contract on Monday.", "Norlev A/S"),
        ("Velta S.p.A. and Norlev A/S signed a contract on Monday.", "Velta S.p.A."),
        (
            "LONDON, May 6, 2024 - Velmora agreed to sell Dockers to Authentic Brands on Monday.",
            "Authentic Brands",
        ),
        ("The club Bodo/Glimt signed a contract with Diadora.", "Bodo/Glimt"),
        ("LONDON, May 6, 2024 - McDonald's signed a contract with Coca-Cola on Monday.", "McDonald's"),
    ],
)
def test_a_body_to_the_end(extractor: Extractor, text: str, name: str) -> None:
    assert {ent.text: ent.label_ for ent in extractor.doc(text).ents}.get(name) == "ORG"


@pytest.mark.parametrize(
    ("tagged", "none"),
    [
        ("[Agriculture Cabinet|ORG] Secretary [Mithika Orru|PERSON] signed.", "Agriculture Cabinet"),
        ("The Minister of [Communications and Information Technology|ORG], [Amr Orr|PERSON], signed.",
         "Communications and Information Technology"),
        ("[US Energy|ORG] Secretary [Chris Orr|PERSON] signed.", "US Energy"),
        ("It was signed by [Barr|PERSON]. [Nyesom Orr|PERSON] for Nigeria.", "Barr"),
        ("The [Qatari Emir|ORG] Sheikh Tamim signed.", "Qatari Emir"),
        ("It agreed an [Extended Fund Facility|ORG] and a [PPA|ORG].", "Extended Fund Facility"),
    ],
)  # fmt: skip
def test_offices_and_titles_are_no_names(found: Found, tagged: str, none: str) -> None:
    assert none not in found(tagged)


@pytest.mark.parametrize(
    ("tagged", "short", "canonical"),
    [
        ("[CERN|ORG] signed. The [CERN Council|ORG] approved it.", "CERN", "CERN"),
        ("[Shell|ORG] met. [Shell Coral Development Company of Peru|ORG] agreed.", "Shell", "Shell"),
        ("[Velmora|ORG] and [Arva|ORG] signed. [Velmora Mobility|ORG] will build it.", "Velmora", "Velmora"),
        ("The [Coral Development Bank|ORG] met. [CDB|ORG] agreed.", "CDB", "Coral Development Bank"),
        ("The [Polish Rail Agency|ORG], known as PORA, met.", "PORA", "Polish Rail Agency"),
        ("The [Zarin Bank for Trade|ORG], known by its Spanish acronym BXT, met.", "BXT",
         "Zarin Bank for Trade"),
    ],
)  # fmt: skip
def test_what_short_names_stand_for(found: Found, tagged: str, short: str, canonical: str) -> None:
    assert found(tagged)[short]._.canonical == canonical
