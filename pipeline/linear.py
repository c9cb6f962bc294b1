"""Sparse linear models over named features: read from JSON, scored in plain Python, explained by weight.

A model file holds ``classes``, ``bias`` (one per class) and ``weights`` (feature -> one weight per class).
Binary models have one class and give a probability by the logistic function; others by softmax. Training
lives in ``training``; at run time nothing but these numbers is needed.
"""

import gzip
import json
import math
import zlib
from functools import cache
from importlib.resources import files

import numpy as np

from pipeline.errors import ModelError

Features = dict[str, float]


def log_odds(p: float, *, least: float) -> float:
    """Log odds of a probability, which counts as ``least`` at least and as 1 - ``least`` at most."""
    p = min(max(p, least), 1 - least)
    return math.log(p / (1 - p))


class LinearModel:
    """A logistic or softmax model over sparse features."""

    def __init__(self, data: dict) -> None:
        self.classes: list[str] = data["classes"]
        self.bias: list[float] = data["bias"]
        self.threshold: float = data.get("threshold", 0.5)
        weights: dict[str, list[float]] = data["weights"]
        #: The weight of each feature for the first class, all that a binary model asks for. The file's
        #: lists are not kept: the garbage collector would go through them all.
        self.first = {name: w[0] for name, w in weights.items()}
        many = weights if len(self.bias) > 1 else {}
        self._row = {name: k for k, name in enumerate(many)}
        #: All weights (features, classes) of a model with several.
        self.matrix = np.array(list(many.values()), float).reshape(-1, len(self.bias))

    def probability(self, features: Features) -> float:
        """Probability of a binary model."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(features)))))

    def score(self, features: Features) -> float:
        """The weighted sum of a model with one class: the log odds of a binary one."""
        weight = self.first.get
        return self.bias[0] + sum([weight(name, 0.0) * value for name, value in features.items()])

    def probabilities(self, features: Features) -> dict[str, float]:
        """Probability of each class of a multi-class model."""
        known = [(self._row[name], value) for name, value in features.items() if name in self._row]
        rows, values = zip(*known, strict=True) if known else ((), ())
        z = self.bias + np.array(values, float) @ self.matrix[list(rows)]
        exps = np.exp(z - z.max())
        return dict(zip(self.classes, (exps / exps.sum()).tolist(), strict=True))

    def reasons(self, features: Features, *, most: int = 5) -> list[tuple[str, float]]:
        """The features that weigh most in a decision of the first class."""
        found = [(f, self.first[f] * v) for f, v in features.items() if f in self.first]
        return sorted(found, key=lambda x: -abs(x[1]))[:most]


@cache
def read_model(stage: str, name: str) -> LinearModel:
    """A model in the folder ``weights`` of a stage; raises ModelError when it is missing or malformed."""
    path = files(f"pipeline.{stage}").joinpath("weights", f"{name}.json.gz")
    try:
        return LinearModel(json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"pipeline/{stage}/weights/{name}.json.gz: {error}; reinstall pactwire") from error
