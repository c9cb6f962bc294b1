"""Exchange of names."""

import random

from training.swap import LabelledText, make_pools, swap_names

TEXT = LabelledText(
    words=("Ana", "Diaz", "left", "the", "Bank", ";", "Oslo", "'s", "Ana", "Diaz", "wept", "."),
    spaces=(True, True, True, True, False, True, False, True, True, True, False, False),
    spans=((0, 2, "PERSON"), (3, 5, "ORG"), (6, 7, "GPE"), (8, 10, "PERSON")),
)
POOLS = {"PERSON": [("Li", "Wei")], "ORG": [("Acme",)], "GPE": [("New", "Ulm")]}


def test_names_are_exchanged_everywhere_alike() -> None:
    swapped = swap_names(TEXT, POOLS, random.Random(0), rate=1.0)
    assert " ".join(swapped.words) == "Li Wei left the Bank ; New Ulm 's Li Wei wept ."
    assert swapped.spans == ((0, 2, "PERSON"), (3, 5, "ORG"), (6, 8, "GPE"), (9, 11, "PERSON"))
    assert swapped.spaces[6:8] == (True, False)
    assert len(swapped.spaces) == len(swapped.words)


def test_rate_nought_changes_nothing() -> None:
    assert swap_names(TEXT, POOLS, random.Random(0), rate=0.0) == TEXT


def test_pools_hold_plain_names_and_no_body_named_like_a_city() -> None:
    pools = make_pools([("Ana Diaz", "PERSON"), ("Pele", "PERSON"), ("Oslo", "ORG"), ("Acme", "ORG")])
    assert pools["PERSON"] == [("Ana", "Diaz")]
    assert pools["ORG"] == [("Acme",)]
    assert ("Oslo",) in pools["GPE"]
