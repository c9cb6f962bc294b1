"""The knowledge of linking is checked when it is read."""

from pathlib import Path

import pytest

import pipeline.linking.rules as module
from pipeline.linking.pairs import FEATURES, Weights, shipped_weights
from pipeline.linking.rules import RulesError, read_rules
from pipeline.linking.words import stem, stems

TEXT = Path(module.__file__).with_name("rules.toml").read_text(encoding="utf-8")


def test_the_shipped_rules_are_in_order() -> None:
    assert read_rules(TEXT).stages["ended"] > read_rules(TEXT).stages["signed"]
    assert len(shipped_weights().values) == len(FEATURES)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[stages]\nproposed = 0", "[stages]", "stages"),
        ('"agreement memorandum"', '"agreement treaty"', "agreement treaty"),
        ("threshold = 0.5", "threshold = 5", "threshold"),
        ('["ceasefire", "truce"', '["ceasefire", "buy"', "buy"),
        ("window =", "windows =", "window"),
        ("[grouping]", "[grouping", "no TOML"),
        ('"Benelux" = ["BE", "LU", "NL"]', '"Benelux" = ["Belgium", "LU"]', "Benelux"),
        ('ceasefire = ["cease fire"]', 'ceasefire = ["ceasefire"]', "two words"),
    ],
)
def test_a_malformed_entry_is_named(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(RulesError, match=told):
        read_rules(TEXT.replace(old, new))


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(RulesError, match="party_cover"):
        Weights.of({"bias": 0, "weights": {name: 1 for name in FEATURES[1:]}})


def test_words_of_one_meaning_have_one_stem() -> None:
    assert stem("purchase") == stem("takeover")
    assert {stem("signing"), stem("signed"), stem("signs")} == {"sign"}
    assert stems("the Railways of Türkiye") == stems("TURKIYE railroad")


def test_two_words_may_be_one() -> None:
    assert stems("taken over by a rival") == stems("takeover by rival")
    assert stems("carried out a plan") == stems("implemented the plan")
    assert stems("taken aback, over there") != stems("takeover, aback, there")
