"""Which names and phrases are the same."""

import pytest

from pipeline.evaluation.names import best_phrase_f1, phrase_f1, same_name, words


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("The Lake Board", "lake board"),
        ("Kırık Müze", "KIRIK MUZE"),
        ("Crumb", "Crumb Ltd"),
        ("Northland's Rail Company", "Northland Rail"),
    ],
)
def test_same(name: str, option: str) -> None:
    assert same_name(name, [option])
    assert same_name(option, ["nobody", name])


@pytest.mark.parametrize(
    ("name", "option"),
    [("Northland", "Southland"), ("", ""), ("the", "the"), ("Ltd", "Ltd"), ("Lake Board", "Lake")],
)
def test_different(name: str, option: str) -> None:
    assert not same_name(name, [option])


def test_phrases() -> None:
    assert words("The bridge’s two towers, of steel") == ("bridge", "two", "towers", "steel")
    assert phrase_f1("supply of steel", "steel supply") == 1.0
    assert phrase_f1("steel steel", "steel") == pytest.approx(2 / 3)
    assert phrase_f1("the", "the") == 0.0
    assert best_phrase_f1(["pier", "ferry line"], ["new pier", "a ferry line"]) == 1.0
    assert best_phrase_f1([], ["pier"]) == 0.0
