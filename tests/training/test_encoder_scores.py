"""Scores of predictions and their table."""

import pytest

from training.encoder.scores import Predictions, average_precision, scores, table
from training.encoder.targets import Pair, Target

SIGNED = [0.0, 0, 0, 1, 0, 0, 0, 0]
CONTRACT = [0.3, 0, 0.7, 0, 0, 0, 0]


def said(act: float, *, label: int, weight: float = 1.0, status: int = 3, instrument: int = 2) -> tuple:
    logits = [act, *[0.0] * 15]
    logits[1 + status] = logits[9 + instrument] = 1.0
    choice = ((SIGNED, weight), (CONTRACT, weight)) if label else (None, None)
    return logits, Target(1, [1], 0, (label, weight), *choice)


def test_average_precision() -> None:
    assert average_precision([0.9, 0.8, 0.3, 0.1], [1, 0, 1, 0]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([0.9], [0]) == 0.0


def test_scores_leave_out_what_does_not_count() -> None:
    found = Predictions(
        {
            ("a", 0): said(2.0, label=1),
            ("a", 1): said(1.0, label=0),
            ("a", 2): said(0.0, label=1, status=0, instrument=0),
            ("b", 0): said(9.0, label=0, weight=0.5),
            ("b", 1): said(-9.0, label=1, weight=0.0, status=0),
        }
    )
    by_name = {score.name: score for score in scores(found)}
    assert by_name["act"].value == pytest.approx((1 + 2 / 3) / 2) and by_name["act"].cases == 3
    assert by_name["status"].value == 0.5 and by_name["instrument"].value == 1.0
    assert by_name["party"].value is None


def test_table_has_a_column_for_each_fold() -> None:
    one, two = Predictions({("a", 0): said(2.0, label=1)}), Predictions({("b", 0): said(3.0, label=0)})
    two.roles["when"] = {
        ("b", 0, 1, 2): (1.0, Pair((1, 2, 1), 3, 0, 1.0, 0)),
        ("b", 0, 3, 4): (0.5, Pair((3, 4, 3), 3, 1, 1.0, 0)),
        ("b", 0, 5, 6): (9.0, Pair((5, 6, 5), 3, 0, 0.0, 0)),
    }
    text = table([one, two])
    assert "| act | average precision | 1.000 | 0.000 | 0.500 | 2 | 1 |" in text
    assert "| when | average precision | - | 0.500 | 0.500 | 2 | 1 |" in text
    assert "| status | accuracy | 1.000 | - | 1.000 | 1 |  |" in text
