"""The network with random weights; needs torch, which only the training needs."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only (training/encoder/README.md)")

from training.encoder.batches import window_arrays  # noqa: E402
from training.encoder.dataset import Sentence, SplitArticle  # noqa: E402
from training.encoder.fit import rate_factor  # noqa: E402
from training.encoder.loss import loss_of  # noqa: E402
from training.encoder.network import OUTPUTS, Encoder, Judge, LowerLayers  # noqa: E402
from training.encoder.probabilities import probabilities  # noqa: E402
from training.encoder.states import cached_states  # noqa: E402
from training.encoder.targets import INSTRUMENTS, STATUSES, Kind, Target  # noqa: E402
from training.encoder.windows import windows_of  # noqa: E402


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    torch.manual_seed(0)
    return Encoder(LowerLayers().eval(), Judge()).eval()


def article(lengths: Sequence[int]) -> SplitArticle:
    rng = random.Random(0)
    tokens = [[rng.randrange(1000, 2000) for _ in range(n)] for n in lengths]
    ends = [(float(i == 0), float(i == len(lengths) - 1)) for i in range(len(lengths))]
    sentences = [Sentence("a", "train", i, 0, 0, "", ends[i], Target()) for i in range(len(lengths))]
    return SplitArticle(sentences, windows_of(tokens))


def logits_of(encoder: Encoder, articles: Sequence[SplitArticle]) -> np.ndarray:
    windows = [window for a in articles for window in a.windows]
    ends = [[a.sentences[s.index].ends for s in window.spans] for a in articles for window in a.windows]
    arrays = window_arrays(windows, ends)
    with torch.no_grad():
        out = encoder(*(torch.from_numpy(arrays[name]) for name in ("ids", "mask", "pool", "pos"))).numpy()
    return np.concatenate([out[k, : len(window.spans)] for k, window in enumerate(windows)])


def test_padding_changes_nothing(encoder: Encoder) -> None:
    short, long = article([5, 7]), article([40, 30, 20])
    alone = logits_of(encoder, [short])
    assert alone.shape == (2, OUTPUTS)
    assert np.allclose(alone, logits_of(encoder, [short, long])[:2], atol=1e-4)


def test_cached_states_give_what_the_whole_encoder_gives(encoder: Encoder, tmp_path: Path) -> None:
    articles = [article([5, 7, 90, 100]), article([30])]
    states = cached_states(articles, encoder.lower, tmp_path)
    expected = probabilities(logits_of(encoder, articles))
    sentences = [sentence for a in articles for sentence in a.sentences]
    assert states.lengths().tolist() == [5, 7, 90, 100, 30]
    for i, sentence in enumerate(sentences):
        own = torch.from_numpy(states[i].astype(np.float32))[None]
        with torch.no_grad():
            logits = encoder.judge(own, torch.ones(1, 1, own.shape[1]), torch.tensor([[sentence.ends]]))
        assert np.allclose(probabilities(logits.numpy())[0, 0], expected[i], atol=2e-3)


def test_the_cache_is_used_for_the_same_windows_only(encoder: Encoder, tmp_path: Path) -> None:
    cached_states([article([5, 7])], encoder.lower, tmp_path)
    before = (tmp_path / "key.json").read_text(encoding="utf-8")
    cached_states([article([5, 7])], encoder.lower, tmp_path)
    assert (tmp_path / "key.json").read_text(encoding="utf-8") == before
    assert len(cached_states([article([5, 8])], encoder.lower, tmp_path)) == 2
    assert (tmp_path / "key.json").read_text(encoding="utf-8") != before


def test_right_logits_cost_less_than_wrong_ones() -> None:
    signed = [float(name == "signed") for name in STATUSES]
    contract = [float(name == "contract") for name in INSTRUMENTS]
    targets = [Target(Kind.ACT, 1, signed, contract), Target(), Target(Kind.OTHER, 0, signed, contract)]
    right = torch.tensor(
        [
            [5.0, 5, -5, *(5 * x for x in signed), *(5 * x for x in contract)],
            [-5.0] * 3 + [0.0] * 15,
            [0.0] * 18,
        ]
    )
    assert float(loss_of(right, targets)) < float(loss_of(-right, targets))
    other = right.clone()
    other[2, 0] = 9.0
    assert float(loss_of(other, targets)) == pytest.approx(float(loss_of(right, targets)))
    assert torch.isfinite(loss_of(right[1:2], [Target()]))


def test_the_rate_rises_and_falls() -> None:
    factors = [rate_factor(step, 100, 0.1) for step in range(100)]
    assert factors[0] == 0 and max(factors) == factors[10] and factors[99] == 0.02
