"""The sparse linear models: arithmetic, explanation, and the files that ship."""

import gzip
import math
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.linear import LinearModel
from pipeline.relations.linear import model

BINARY = {"classes": ["yes"], "bias": [-1.0], "weights": {"a": [2.0], "b": [-0.5]}, "threshold": 0.4}
THREE = {"classes": ["x", "y", "z"], "bias": [0.0, 0.0, 0.0], "weights": {"a": [1.0, 0.0, -1.0]}}
SHIPPED = sorted(
    p.name.removesuffix(".json.gz") for p in files("pipeline.relations").joinpath("weights").iterdir()
)


def test_binary_probability() -> None:
    scorer = LinearModel(BINARY)
    assert scorer.probability({"a": 1.0}) == pytest.approx(1 / (1 + math.exp(-1.0)))
    assert scorer.probability({"a": 1.0, "unknown": 9.0}) == scorer.probability({"a": 1.0})
    assert scorer.probability({"b": 1e9}) > 0.0
    assert scorer.threshold == 0.4


def test_classes_sum_to_one() -> None:
    found = LinearModel(THREE).probabilities({"a": 2.0})
    assert list(found) == ["x", "y", "z"]
    assert sum(found.values()) == pytest.approx(1.0)
    assert found["x"] > found["y"] > found["z"]
    assert LinearModel(THREE).probabilities({"a": 1e6})["x"] == pytest.approx(1.0)


def test_the_reasons_are_the_heaviest_features() -> None:
    assert LinearModel(BINARY).reasons({"b": 1.0, "a": 1.0, "unknown": 1.0}) == [("a", 2.0), ("b", -0.5)]
    assert LinearModel(BINARY).reasons({"b": 1.0, "a": 1.0}, most=1) == [("a", 2.0)]


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match=r"weights/nothing\.json\.gz"):
        model("nothing")


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_weights_are_sound(name: str) -> None:
    scorer = model(name)
    assert 1 <= len(scorer.classes) == len(scorer.bias)
    assert scorer.matrix.shape == (len(scorer.first) if len(scorer.bias) > 1 else 0, len(scorer.bias))
    assert scorer.first and all(map(math.isfinite, scorer.first.values()))
    assert np.isfinite(scorer.matrix).all()
    assert 0.0 < scorer.threshold < 1.0


@pytest.mark.parametrize("name", ["status", "instrument"])
def test_the_classes_are_those_of_the_contract(name: str) -> None:
    from schemas import Record

    allowed = Record.model_json_schema()["properties"][name]["enum"]
    assert set(model(name).classes) <= set(allowed)


@pytest.mark.parametrize(
    "data", [gzip.compress(b"{}")[:-4], b"\x1f\x8b\x08\x00" + b"\xff" * 20, gzip.compress(b"[]")]
)
def test_damaged_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "torn.json.gz").write_bytes(data)
    monkeypatch.setattr("pipeline.linear.files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"weights/torn\.json\.gz"):
        model("torn")
