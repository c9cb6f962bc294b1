"""Partial dates and words, before any SQL."""

import pytest

from pipeline.errors import QueryError
from pipeline.queries.question import bounds
from pipeline.queries.words import fit, folded, stems


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-11-13", ("2024-11-13", "2024-11-13")),
        ("2024-33", ("2024-01-01", "2024-03-31")),
        ("2024-41", ("2024-07-01", "2024-12-31")),
        (" 2024 ", ("2024-01-01", "2024-12-31")),
    ],
)
def test_bounds(value: str, expected: tuple[str, str]) -> None:
    assert bounds(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "24", "2024-13", "2024-00", "2023-02-29", "2024-33-01", "0000", "13.11.2024", "soon", "２０２４"],
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match="is not a date like 2024"):
        bounds(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("energy", "energies"),
        ("supply", "supplies"),
        ("mining", "mines"),
        ("invest", "investments"),
        ("Türkiye", "turkiye"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other) != []


@pytest.mark.parametrize(
    "word", ["energy", "energies", "cooperation", "gas", "as", "investments", "é", "ing"]
)
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    """SQL looks for stems inside subjects; a stem that is no beginning would miss its own word."""
    assert all(folded(word).startswith(stem) for stem in stems(word))


def test_function_words_are_not_looked_for() -> None:
    assert stems("the production of the energy") == ["product", "energ"]
    assert stems("of the") == []


def test_fit() -> None:
    assert fit(stems("green energy"), "production of green energy") > fit(
        stems("green energy"), "energy that is green"
    )
    assert fit(stems("green energy"), "energy that is green") == 1.0
    assert fit(stems("green energy"), "energy") == 0.5
    assert fit([], "energy") == 0.0
