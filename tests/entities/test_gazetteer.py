"""Known names: countries, peoples, cities, regions and bodies."""

from collections import Counter
from collections.abc import Callable

import pytest

from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.knowledge import read
from pipeline.entities.names import Words


@pytest.mark.parametrize(
    ("name", "canonical", "country"),
    [
        ("Türkiye", "Turkey", "TR"),
        ("Turkey", "Turkey", "TR"),
        ("U.S.", "United States", "US"),
        ("United States of America", "United States", "US"),
        ("UK", "United Kingdom", "GB"),
        ("Kyrgyz Republic", "Kyrgyzstan", "KG"),
        ("Russian Federation", "Russia", "RU"),
        ("Islamic Republic of Iran", "Iran", "IR"),
        ("Republic of Korea", "South Korea", "KR"),
        ("DPRK", "North Korea", "KP"),
        ("Côte d’Ivoire", "Côte d'Ivoire", "CI"),
        ("Ivory Coast", "Côte d'Ivoire", "CI"),
        ("Burma", "Myanmar", "MM"),
        ("Soviet Union", "Soviet Union", None),
        ("Kiev", "Kyiv", "UA"),
        ("TASHKENT", "Tashkent", "UZ"),
        ("NEW YORK", "New York", "US"),
        ("Calif.", "California", "US"),
        ("Kosovo", "Kosovo", "XK"),
    ],
)
def test_places(gazetteer: Gazetteer, name: str, canonical: str, country: str | None) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.label, entry.canonical, entry.country) == ("GPE", canonical, country)


@pytest.mark.parametrize(
    ("word", "country"),
    [("Kazakh", "KZ"), ("Uzbeks", "UZ"), ("Turkish", "TR"), ("Swiss", "CH"), ("Kuwaitis", "KW")],
)
def test_peoples(gazetteer: Gazetteer, word: str, country: str) -> None:
    assert gazetteer.demonyms[word] == country


@pytest.mark.parametrize(
    ("name", "label", "canonical"),
    [
        ("NATO", "ORG", "North Atlantic Treaty Organization"),
        ("EBRD", "ORG", "European Bank for Reconstruction and Development"),
        ("Central Asia", "LOC", "Central Asia"),
        ("Middle East", "LOC", "Middle East"),
        ("World War II", "EVENT", "World War II"),
        ("Kremlin", "ORG", "Kremlin"),
        # A company has the name that the article gives, not that of its successor.
        ("Statoil", "ORG", "Statoil"),
        ("Exxon", "ORG", "Exxon"),
        ("Sonatrach", "ORG", "Sonatrach"),
    ],
)
def test_bodies_and_regions(gazetteer: Gazetteer, name: str, label: str, canonical: str) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.label, entry.canonical) == (label, canonical)


def test_no_organisation_stands_twice_in_the_list() -> None:
    data = read("organisations.json", "bodies", "parties", "media", "weak")
    names = [name for canonical, others in data["bodies"].items() for name in (canonical, *others)]
    assert [name for name, n in Counter(names).items() if n > 1] == ["EEC"]  # a community and a commission
    assert set(data["weak"]) <= {*names, *data["parties"], *data["media"]}


def test_matches_the_longest_name(gazetteer: Gazetteer, words_of: Callable[[str], Words]) -> None:
    words = words_of("The European Bank for Reconstruction and Development and Bosnia and Herzegovina agreed")
    found = [words.join(s, e) for s, e, _ in gazetteer.match(words.text, words.capital)]
    assert found == ["European Bank for Reconstruction and Development", "Bosnia and Herzegovina"]


def test_words_in_lower_case_are_no_places(gazetteer: Gazetteer, words_of: Callable[[str], Words]) -> None:
    words = words_of("they ate turkey from china plates in the us way")
    assert gazetteer.match(words.text, words.capital) == []


def test_short_acronyms_are_not_names_in_capitals(
    gazetteer: Gazetteer, words_of: Callable[[str], Words]
) -> None:
    words = words_of("The UFA group met")
    assert gazetteer.match(words.text, words.capital) == []


def test_article_countries_decide_between_cities(gazetteer: Gazetteer) -> None:
    british = gazetteer.lookup("Birmingham", near={"GB": 1})
    american = gazetteer.lookup("Birmingham", near={"US": 1})
    assert british is not None and american is not None
    assert (british.country, american.country) == ("GB", "US")


def test_capitals_do_not_move(gazetteer: Gazetteer) -> None:
    entry = gazetteer.lookup("London", near={"CA": 3})
    assert entry is not None and entry.country == "GB"


def test_georgia_follows_its_article(gazetteer: Gazetteer) -> None:
    state, country = gazetteer.lookup("Georgia", near={"US": 3}), gazetteer.lookup("Georgia", near={"AZ": 2})
    assert state is not None and country is not None
    assert (state.country, country.country) == ("US", "GE")


def test_unknown_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Zzyzzogeton Works") is None


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Turkish Cypriot", "Turkish Cypriots"),
        ("Turkish Cypriots", "Turkish Cypriots"),
        ("Bosnian Serb", "Bosnian Serbs"),
        ("Iraqi Kurdish", "Iraqi Kurds"),
    ],
)
def test_a_people_that_makes_agreements_of_its_own_is_no_country(
    gazetteer: Gazetteer, name: str, people: str
) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.label, entry.canonical, entry.country) == ("NORP", people, None)


def test_a_people_stands_in_one_list_only() -> None:
    data = read("demonyms.json", "countries", "groups", "peoples")
    words = [*data["groups"], *(word for forms in data["countries"].values() for word in forms)]
    known = {form for word in words for form in (word, f"{word}s")}
    assert known.isdisjoint({form for people, forms in data["peoples"].items() for form in (people, *forms)})
