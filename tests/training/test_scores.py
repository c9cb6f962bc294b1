"""Counting and normalisation behind the model's scores."""

from training.entity_sets import Counts, entity_set, normal_form
from training.external_tests import bare, read_iob
from training.fit import parse_setting
from training.model_card import table


def test_normal_form() -> None:
    assert normal_form("The Bank of Türkiye's") == "bank turkiye"
    assert normal_form("U.S.") == normal_form("U.S")


def test_entity_sets_hold_annotated_labels_only() -> None:
    assert entity_set([("Oslo", "GPE"), ("the Oslo", "GPE"), ("May", "DATE")]) == {("oslo", "GPE")}


def test_counts() -> None:
    counts = Counts()
    counts.add({1, 2}, {2, 3, 4})
    counts.add(set(), {5})
    assert counts.row() == {"F": 33.3, "P": 50.0, "R": 25.0}
    assert Counts().f1 == 0.0


def test_iob_is_read_with_adjacent_spans_apart() -> None:
    assert read_iob(["B-PER", "I-PER", "B-PER", "O", "I-ORG", "I-LOC"]) == [
        (0, 2, "PER"),
        (2, 3, "PER"),
        (4, 5, "ORG"),
        (5, 6, "LOC"),
    ]


def test_bare_spans() -> None:
    assert bare(["the", "Bank", "'s"], (0, 3, "ORG")) == (1, 2, "ORG")
    assert bare(["The"], (0, 1, "ORG")) == (0, 1, "ORG")


def test_settings_of_a_training() -> None:
    assert parse_setting("training.max_steps=5") == ("training.max_steps", 5)
    assert parse_setting("paths.train=/a=b") == ("paths.train", "/a=b")


def test_table() -> None:
    assert table(("a", "b"), [(1, "x")]).splitlines() == ["| a | b |", "| --- | --- |", "| 1 | x |"]
