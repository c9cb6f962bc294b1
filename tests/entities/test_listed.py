"""Names that the model misses among the others of a list, and lists of people with what they speak for."""

import pytest

from pipeline.assemble import Extractor


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("BP, Statoil, Total, Lukoil and TPAO signed the contract in Baku.", "Total", "ORG"),
        ("The Social Democrats, the Greens, the Centre and the Liberals signed it.", "Liberals", "ORG"),
        ("It settled with the US Department of Justice, the Securities and Exchange Commission and a bank.",
         "Securities and Exchange Commission", "ORG"),
        ("In Mendoza foreign ministers Aloysio Nunes of Brazil, Jorge Faurie of Argentina and "
         "Eladio Loizaga of Paraguay signed the decision.", "Eladio Loizaga", "PERSON"),
        ("Samora Machel of Mozambique and P.W. Botha of South Africa signed it.", "P.W. Botha", "PERSON"),
    ],
)  # fmt: skip
def test_members_of_a_list(extractor: Extractor, text: str, name: str, label: str) -> None:
    found = {ent.text: ent.label_ for ent in extractor.doc(text).ents}
    assert found.get(name) == label


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("BP, Statoil, But nobody else signed.", "But"),
        ("BP, Statoil and Monday were named.", "Monday"),
        ("It was signed by BP and Thereafter by none.", "Thereafter"),
    ],
)
def test_what_is_no_member(extractor: Extractor, text: str, word: str) -> None:
    labels = {ent.text: ent.label_ for ent in extractor.doc(text).ents}
    assert labels.get(word) not in ("ORG", "PERSON")
