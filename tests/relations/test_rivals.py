"""The layers in which the fillers of an act look at each other (the numbers are torch's: tests/training)."""

import numpy as np
import pytest

from pipeline.relations.rivals import Rivals

WIDTH = 192


def weights(layers: int, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    out: dict[str, np.ndarray] = {}
    for k in range(layers):
        shapes = {"attend": (3 * WIDTH, WIDTH), "merge": (WIDTH, WIDTH)}
        shapes |= {"widen": (2 * WIDTH, WIDTH), "narrow": (WIDTH, 2 * WIDTH)}
        for name, shape in shapes.items():
            out[f"blocks.{k}.{name}.weight"] = rng.normal(0, 0.05, shape[::-1]).astype(np.float32)
            out[f"blocks.{k}.{name}.bias"] = rng.normal(0, 0.05, shape[0]).astype(np.float32)
        for name in ("merge_norm", "norm"):
            out[f"blocks.{k}.{name}.weight"] = np.ones(WIDTH, np.float32)
            out[f"blocks.{k}.{name}.bias"] = np.zeros(WIDTH, np.float32)
    return out


@pytest.fixture
def pairs() -> np.ndarray:
    return np.random.default_rng(2).normal(size=(7, WIDTH)).astype(np.float32)


def test_the_order_of_fillers_makes_no_difference(pairs: np.ndarray) -> None:
    rivals, order = Rivals(weights(2)), [3, 0, 6, 2, 5, 1, 4]
    assert np.allclose(rivals(pairs)[order], rivals(pairs[order]), atol=1e-4)


def test_every_filler_counts_for_the_others(pairs: np.ndarray) -> None:
    rivals, other = Rivals(weights(1)), pairs.copy()
    other[6] = -other[6]
    assert (np.abs(rivals(pairs) - rivals(other)).max(-1) > 1e-5).all()
    assert np.abs(rivals(pairs)[:6] - rivals(pairs[:6])).max() > 1e-5


def test_layers_are_applied_in_order(pairs: np.ndarray) -> None:
    both = weights(2)
    first = {name: w for name, w in both.items() if name.startswith("blocks.0.")}
    second = {name.replace("1", "0", 1): w for name, w in both.items() if name.startswith("blocks.1.")}
    assert np.allclose(Rivals(both)(pairs), Rivals(second)(Rivals(first)(pairs)), atol=1e-5)


def test_numbers_stay_single_and_without_layers_the_same(pairs: np.ndarray) -> None:
    assert Rivals(weights(1))(pairs).dtype == np.float32  # doubles would take twice the time
    assert np.array_equal(Rivals({})(pairs), pairs)


def test_those_of_several_candidates_do_not_see_each_other(pairs: np.ndarray) -> None:
    rivals, sizes = Rivals(weights(2)), (3, 1, 3)
    alone = np.concatenate([rivals(pairs[:3]), rivals(pairs[3:4]), rivals(pairs[4:])])
    assert np.allclose(rivals(pairs, sizes), alone, atol=1e-4)
    assert np.abs(rivals(pairs) - alone).max() > 1e-3
