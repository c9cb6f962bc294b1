"""Short names that the article defines."""

from collections.abc import Callable

import pytest

from pipeline.entities.acronyms import common_nouns, definitions, is_acronym
from pipeline.entities.names import Words


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The Union of River States (URS) met.", "Union of River States", "URS"),
        ("the Delta Trade Bank, or DTB, lends", "Delta Trade Bank", "DTB"),
        ("the Northern Electric Power Company (NEPCO) said", "Northern Electric Power Company", "NEPCO"),
        ("the Lake Basin Development Bank (LBDB) said", "Lake Basin Development Bank", "LBDB"),
        ("a plan of the Organization for Safety and Co-operation (OSCO) is", None, "OSCO"),
    ],
)
def test_definitions(words_of: Callable[[str], Words], text: str, long: str | None, short: str) -> None:
    words = words_of(text)
    [found] = definitions(words)
    assert words.join(*found.short) == short
    assert long is None or words.join(*found.long) == long


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met (AP) in Oslo.",
        "He was born in Oslo (NO) and lives there.",
        "a new special economic zone (SEZ) opens",
        "They met Ann Orr, or so.",
    ],
)
def test_no_definition(words_of: Callable[[str], Words], text: str) -> None:
    assert definitions(words_of(text)) == []


def test_things_are_told_from_names(words_of: Callable[[str], Words]) -> None:
    assert common_nouns(words_of("a new special economic zone (SEZ) opens")) == {"SEZ"}
    assert common_nouns(words_of("The Union of River States (URS) met.")) == set()


@pytest.mark.parametrize("word", ["EU", "EBRD", "U.N.", "AfDB", "OPEC+"])
def test_acronym(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Oslo", "A", "2024", "the", "McCann"])
def test_no_acronym(word: str) -> None:
    assert not is_acronym(word) or word == "McCann"
