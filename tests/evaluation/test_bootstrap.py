"""Intervals and paired differences."""

import numpy as np
import pytest

from pipeline.evaluation.bootstrap import differences, intervals
from pipeline.evaluation.tallies import FIELDS, RECORD_SCORE, column


def counts(rights: list[int], of: int = 10) -> np.ndarray:
    made = np.zeros((len(rights), len(FIELDS), 3), dtype=np.int64)
    for i, right in enumerate(rights):
        made[i, column("who")] = (right, of, of)
    return made


def test_interval_holds_the_score_and_narrows_with_more_articles() -> None:
    few, many = intervals(counts([5, 9] * 5))["who"], intervals(counts([5, 9] * 50))["who"]
    assert few.low < 0.7 < few.high
    assert few.high - few.low > 2 * (many.high - many.low)


def test_the_same_seed_draws_the_same() -> None:
    assert intervals(counts([3, 4, 9])) == intervals(counts([3, 4, 9]))


def test_directions() -> None:
    before = counts([5] * 30)
    verdicts = {
        "better": counts([6] * 30),
        "worse": counts([4] * 30),
        "same": before.copy(),
        "no difference": counts([5] * 29 + [6]),
    }
    for direction, after in verdicts.items():
        found = {d.field: d for d in differences(before, after)}
        assert found["who"].direction == direction
        assert set(found) == {RECORD_SCORE, "who"}
    assert found["who"].change == pytest.approx(1 / 300)


def test_runs_on_different_articles_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="different articles"):
        differences(counts([1]), counts([1, 2]))


def test_no_articles() -> None:
    assert intervals(counts([])) == {}
    assert differences(counts([]), counts([])) == []
