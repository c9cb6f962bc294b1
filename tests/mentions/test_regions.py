"""The list of regions: its codes are countries, and continents come from the package."""

import pytest

from pipeline.assemble import Extractor
from pipeline.mentions.knowledge import country_name
from pipeline.mentions.regions import region_of, regions


def test_every_code_is_a_country() -> None:
    found = regions()
    assert all(country_name(code) for codes in found.values() for code in codes)
    assert all(len(codes) > 1 for codes in found.values())


@pytest.mark.parametrize(
    ("phrase", "has", "lacks"),
    [
        ("the African states", "KE", "PE"),
        ("the two Southeast Asian member states", "VN", "CN"),
        ("the Asian and African countries", "KE", "PE"),
        ("the Asian and African countries", "IN", "PE"),
        ("the north African countries", "EG", "KE"),
    ],
)
def test_region_before_a_noun(extractor: Extractor, phrase: str, has: str, lacks: str) -> None:
    codes = region_of(extractor.doc(f"Ministers of {phrase} met.")[-3])
    assert has in codes and lacks not in codes


def test_no_region(extractor: Extractor) -> None:
    assert not region_of(extractor.doc("Ministers of the two rich countries met.")[-3])
