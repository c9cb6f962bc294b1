"""Boundaries and types of single names: what the model says in brackets, what must come out beside it."""

from collections.abc import Callable

import pytest
from spacy.tokens import Span

Found = Callable[[str], dict[str, Span]]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        # boundaries
        ("[President Almas Serikov|PERSON] spoke.", {"Almas Serikov": "PERSON"}),
        ("It met [the Delta Bank|ORG] today.", {"Delta Bank": "ORG"}),
        ("The plan of [Ann Orr's|PERSON] team.", {"Ann Orr": "PERSON"}),
        ("Ties of [Kenya, Ghana|GPE] grow.", {"Kenya": "GPE", "Ghana": "GPE"}),
        ("It met [Mr Orr|GPE] then.", {"Orr": "PERSON"}),
        ("It met [Oslo\nTalks|GPE] then.", {"Oslo": "GPE"}),
        ("Rep. Ann Orr, [D-Ohio|PERSON], spoke.", {"Ohio": "GPE"}),
        ("[John Orr of Nigeria|ORG] spoke.", {"John Orr": "PERSON", "Nigeria": "GPE"}),
        ("It met [Lee Dae|PERSON]-jung there.", {"Lee Dae-jung": "PERSON"}),
        # persons behind offices
        (
            "[Kazakhstan Almas Serikov|ORG] and the President of Kazakhstan Almas Serikov spoke.",
            {"Kazakhstan": "GPE", "Almas Serikov": "PERSON"},
        ),
        (
            "the Minister of [Transport and Roads Almas Serikov|ORG] signed it",
            {"Almas Serikov": "PERSON"},
        ),
        # heads
        ("Staff of the State Agency for Water Reserves left.", {"State Agency for Water Reserves": "ORG"}),
        ("It met the [Ministry of Energy|ORG] of Ghana.", {"Ministry of Energy of Ghana": "ORG"}),
        (
            "It met the Ministry of Economy, Trade and Industry of Ghana.",
            {"Ministry of Economy, Trade and Industry of Ghana": "ORG"},
        ),
        ("A group led by <[Hartwell|ORG] and [Quill Group|ORG]> paid.", {"Hartwell and Quill Group": "ORG"}),
        ("[First Quay Corp|ORG] said it would pay.", {"First Quay Corp": "ORG"}),
        ("[Orrin Life|ORG] and [Casualty Co|ORG] paid.", {"Orrin Life and Casualty Co": "ORG"}),
        (
            "The [Ministry of Fish and the Customs Office of Velmora|ORG] agreed.",
            {"Ministry of Fish": "ORG", "Customs Office of Velmora": "ORG"},
        ),
        ("Minister of [Transport of Peru|ORG] Ada Quill agreed.", {"Peru": "GPE"}),
        ("[Velmoran PM Ada Quill|ORG] agreed.", {"Velmoran PM Ada Quill": "ORG"}),
        ("[Georgian PM Ada Quill|ORG] agreed.", {"Ada Quill": "PERSON"}),
        ("The [Food and Drug Administration|ORG] agreed.", {"Food and Drug Administration": "ORG"}),
        ("It sold [Marlow Gas|ORG] and Electric Corp shares.", {"Marlow Gas and Electric Corp": "ORG"}),
        ("At the [Oslo Water Forum|ORG] they met.", {"Oslo Water Forum": "EVENT"}),
        ("They met at COP31 again.", {"COP31": "EVENT"}),
        ("It closed its 14th summit today.", {"14th summit": "EVENT"}),
        ("The [Zarin River|ORG] is low.", {"Zarin River": "LOC"}),
        ("The [Zarin Dam|FAC] is low.", {"Zarin Dam": "LOC"}),
        ("The [Zarin Republic|ORG] is new.", {"Zarin Republic": "GPE"}),
        ("The [Norwegian parliament|NORP] agreed.", {"Norwegian parliament": "ORG"}),
        # gazetteer against the model
        ("[Türkiye|ORG] and [Astana|PERSON] agreed.", {"Türkiye": "GPE", "Astana": "GPE"}),
        ("Ties with [Kazakh|PERSON] firms.", {"Kazakh": "NORP"}),
        ("They met in Baku and Tbilisi.", {"Baku": "GPE", "Tbilisi": "GPE"}),
        ("[Soviet Union|ORG] forces left.", {"Soviet Union": "GPE"}),
        # metonyms
        ("The Kremlin denied it.", {"Kremlin": "ORG"}),
        ("They met at the White House today.", {"White House": "LOC"}),
        ("Envoys of Washington agreed.", {"Washington": "GPE"}),
        # datelines without help from cleaning
        ("BAKU, May 4 (Delta Wire) - Ministers met.", {"BAKU": "GPE", "Delta Wire": "ORG"}),
    ],
)
def test_name(found: Found, tagged: str, expected: dict[str, str]) -> None:
    labels = {text: span.label_ for text, span in found(tagged).items()}
    for text, label in expected.items():
        assert labels.get(text) == label, labels


@pytest.mark.parametrize(
    ("tagged", "gone"),
    [
        ("Marlow Inc <[MRL|ORG]> said so.", "MRL"),
        ("the Minister of [Finance|ORG] spoke", "Finance"),
        ("The [Heads of State|ORG] met.", "Heads of State"),
        ("It opens at 9 [BST|ORG] today.", "BST"),
        ("a special economic zone ([SEZ|ORG]) opens", "SEZ"),
        ("the [Zarin|ORG] gas pipeline opens", "Zarin"),
    ],
)
def test_no_name(found: Found, tagged: str, gone: str) -> None:
    assert gone not in found(tagged)


@pytest.mark.parametrize("label", ["DATE", "MONEY", "CARDINAL", "PERCENT"])
def test_other_labels_stay(found: Found, label: str) -> None:
    span = found(f"It paid [four hundred|{label}] then.")["four hundred"]
    assert span.label_ == label
    assert span._.canonical is None
