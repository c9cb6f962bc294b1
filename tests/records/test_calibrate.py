"""Confidence: a mapping that keeps the order of the scores."""

import pytest

from pipeline.records.calibrate import calibrated


def test_it_is_a_probability_and_keeps_the_order() -> None:
    values = [calibrated(i / 200) for i in range(201)]
    assert all(0.0 <= v <= 1.0 for v in values)
    assert values == sorted(values)
    assert values[-1] > values[0]


@pytest.mark.parametrize("raw", [0.0, 1.0, 1e-9, 1 - 1e-9])
def test_the_ends_are_defined(raw: float) -> None:
    assert 0.0 <= calibrated(raw) <= 1.0
