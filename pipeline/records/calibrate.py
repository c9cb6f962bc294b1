"""Confidence that means what it says: the scorer's probability through a mapping fitted on train."""

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files


@cache
def _curve() -> tuple[list[float], list[float]]:
    path = files("pipeline.records").joinpath("calibration.json")
    if not path.is_file():
        return [0.0, 1.0], [0.0, 1.0]
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["raw"], data["confidence"]


def calibrated(raw: float) -> float:
    """Probability that a record is right, by linear interpolation of the fitted monotone curve."""
    xs, ys = _curve()
    if raw <= xs[0]:
        return ys[0]
    if raw >= xs[-1]:
        return ys[-1]
    k = bisect_right(xs, raw)
    share = (raw - xs[k - 1]) / (xs[k] - xs[k - 1])
    return round(ys[k - 1] + share * (ys[k] - ys[k - 1]), 4)
