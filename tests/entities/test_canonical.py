"""Canonical names and countries."""

import pytest

from pipeline.entities.canonical import canonical_of, clean_name, country_inside
from pipeline.entities.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("the World Bank", "World Bank"),
        ("The River Fund", "River Fund"),
        ("Ann Orr's", "Ann Orr"),
        ("United Nations’", "United Nations"),
        ("the River\nFund", "River Fund"),
        ("The", "The"),
    ],
)
def test_clean_name(text: str, clean: str) -> None:
    assert clean_name(text) == clean


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Republic of Kazakhstan", "GPE", ("Kazakhstan", "KZ")),
        ("Kingdom of Norway", "GPE", ("Norway", "NO")),
        ("the U.S.", "GPE", ("United States", "US")),
        ("OSLO", "GPE", ("Oslo", "NO")),
        ("EU", "ORG", ("European Union", None)),
        ("Uzbek Foreign Ministry", "ORG", ("Uzbek Foreign Ministry", "UZ")),
        ("National Bank of Georgia", "ORG", ("National Bank of Georgia", "GE")),
        ("Norwegian-Swedish Fund", "ORG", ("Norwegian-Swedish Fund", None)),
        ("Ann Orr", "PERSON", ("Ann Orr", None)),
        ("Turkish", "NORP", ("Turkish", "TR")),
        ("Zorbanda", "GPE", ("Zorbanda", None)),
    ],
)
def test_canonical_of(gazetteer: Gazetteer, text: str, label: str, expected: tuple[str, str | None]) -> None:
    assert canonical_of(text, label, gazetteer, near={}) == expected


def test_a_body_of_two_countries_has_none(gazetteer: Gazetteer) -> None:
    assert country_inside("Fund of Kenya and Ghana", gazetteer) is None
    assert country_inside("Bank of Ghana", gazetteer) == "GH"
