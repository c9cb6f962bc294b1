"""Confidence as a probability."""

import json
import random

import pytest

from pipeline.evaluation.calibration import apply, bins, expected_calibration_error, fit_calibration

Pairs = list[tuple[float, bool]]


def overconfident(n: int, seed: int) -> Pairs:
    """Records whose true chance is the square of their confidence."""
    pick = random.Random(seed)
    raws = [pick.uniform(0.2, 1.0) for _ in range(n)]
    return [(raw, pick.random() < raw**2) for raw in raws]


def test_error_by_hand() -> None:
    pairs = [(0.95, True), (0.95, False), (0.15, False), (0.15, False)]
    assert expected_calibration_error(pairs) == pytest.approx((2 * 0.45 + 2 * 0.15) / 4)
    assert expected_calibration_error([]) is None
    assert [b.size for b in bins(pairs)] == [2, 2]
    assert bins([(1.0, True)])[0].high == 1.0


@pytest.mark.parametrize("method", ["auto", "isotonic", "platt"])
def test_a_mapping_fitted_on_train_holds_elsewhere(method: str) -> None:
    mapping = fit_calibration(overconfident(600, 1), method=method)
    mapping = json.loads(json.dumps(mapping))
    other = overconfident(600, 2)
    mapped = [(apply(mapping, raw), right) for raw, right in other]
    assert expected_calibration_error(other) > 0.1
    assert expected_calibration_error(mapped) < 0.08


@pytest.mark.parametrize("method", ["isotonic", "platt"])
@pytest.mark.parametrize(
    "pairs",
    [
        overconfident(40, 3),
        [(0.5, True)],
        [(0.5, False)] * 3,
        [(0.2, True), (0.8, False)] * 10,
        [(0.0, False), (1.0, True)] * 20,
        [(0.9, True)] * 50,
    ],
    ids=str,
)
def test_a_mapping_rises_and_stays_within_bounds(method: str, pairs: Pairs) -> None:
    mapping = fit_calibration(pairs, method=method)
    values = [apply(mapping, raw / 50) for raw in range(51)]
    assert values == sorted(values)
    assert 0 < values[0] <= values[-1] < 1


def test_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no pairs"):
        fit_calibration([])
