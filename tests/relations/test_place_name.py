"""Places of datelines as they are written within a sentence."""

import pytest

from pipeline.relations.place_names import place_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("THE HAGUE", "The Hague"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("NUKU'ALOFA", "Nuku'alofa"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("NUR-SULTAN", "Nur-Sultan"),
        ("LIMA/QUITO", "Lima/Quito"),
        ("WASHINGTON DC", "Washington DC"),
        ("COTE D'IVOIRE", "Cote d'Ivoire"),
        ("ST. PETERSBURG", "St. Petersburg"),
        ("USSR", "USSR"),
        ("Oslo", "Oslo"),
        ("UAE", "UAE"),
        ("U.S.", "U.S."),
        ("", ""),
    ],
)
def test_place_name(text: str, name: str) -> None:
    assert place_name(text) == name
