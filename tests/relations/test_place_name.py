"""Places of datelines as they are written within a sentence."""

import pytest

from pipeline.relations.occasion import place_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("THE HAGUE", "The Hague"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("NUKU'ALOFA", "Nuku'alofa"),
        ("Oslo", "Oslo"),
        ("UAE", "UAE"),
        ("U.S.", "U.S."),
        ("", ""),
    ],
)
def test_place_name(text: str, name: str) -> None:
    assert place_name(text) == name
