"""Confidence that means what it says: the scorer's probability through a mapping fitted on train."""

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from pipeline.errors import DataFileError


@cache
def _curve() -> tuple[list[float], list[float]]:
    path = files("pipeline.records").joinpath("calibration.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return data["raw"], data["confidence"]
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/records/calibration.json: {error}") from error


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
