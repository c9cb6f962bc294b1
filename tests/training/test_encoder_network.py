"""The network with random weights; needs torch, which only the training needs."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only (training/encoder/README.md)")

from pipeline.relations.opinions import ROLES, Heads, Opinions, placement  # noqa: E402
from pipeline.relations.token_encoder import WIDTH, Reading, Window  # noqa: E402
from training.encoder.batch import collate, hide, judge  # noqa: E402
from training.encoder.dataset import Sample, samples  # noqa: E402
from training.encoder.export import Plain, write_heads  # noqa: E402
from training.encoder.fit import fit, predict, rate_factor  # noqa: E402
from training.encoder.loss import loss_of  # noqa: E402
from training.encoder.network import Network  # noqa: E402
from training.encoder.recipe import Recipe  # noqa: E402
from training.encoder.targets import Lesson, Pair, Target  # noqa: E402


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(0)
    return Network().eval()


def lesson(name: str, length: int) -> Lesson:
    """One window; tokens of two pieces each, a long chain at the third, fillers on both sides."""
    window = Window(wanted=[0])
    window.put([(1000 + length + k, k // 2) for k in range(2 * length)], [0, 1, 0, 2] + [3] * length)
    soft = [0.0] * 3 + [1.0]
    pairs = [Pair((0, 2, 1), 0, 1, 1.0, 0), Pair((4, 6, 5), 3, 0, 0.5, 0), Pair((3, 99, 5), 0, 1, 1.0, 0)]
    pairs.append(Pair(None, 4, 1, 1.0, 0))
    spans = [(span, 0) for span in (None, (0, 2, 1), (4, 6, 5), (3, 99, 5), (5, 7, 6))]
    kinds = (soft + [0.0] * 4, 1.0), (soft + [0.0] * 3, 1.0)
    act = Target(2, [2, 3, 4, 5, 6], 0, (1, 1.0), *kinds, pairs, spans)
    return Lesson(name, [window], [act, Target(3, [3], 0, (0, 1.0)), Target(4, [4], 1, (0, 1.0))])


@pytest.fixture(scope="module")
def found() -> list[Sample]:
    return samples([lesson("a", 8), lesson("b", 14)])


def test_shapes(network: Network, found: list[Sample]) -> None:
    batch = collate(found)
    kinds, roles = judge(network, batch)
    assert kinds.shape == (4, 16) and roles.shape == (6, len(ROLES))  # a filler that was not read is left out
    assert batch.count == 8 + 14 and batch.questions.chain.shape == (4, 4)
    assert batch.questions.table.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert batch.rival.tolist() == [1, 2, 0, 5, 6, 4]
    assert batch.questions.read.tolist() == [0, 1, 1, 1] * 2


def test_hidden_pieces(found: list[Sample]) -> None:
    plain, batch = collate(found), collate(found)
    hide(batch, 0.5, torch.Generator().manual_seed(1))
    before, after = (torch.cat([rows.ids.flatten() for rows in x.rows]) for x in (plain, batch))
    words = before > 1002
    assert (after[~words] == before[~words]).all()  # separators and padding
    changed = after != before
    assert (after[changed] == 30526).all() and 0.3 < changed[words].float().mean() < 0.7
    assert all((a.marks == b.marks).all() for a, b in zip(plain.rows, batch.rows, strict=True))
    hide(same := collate(found), 0.0, torch.Generator())
    assert all((a.ids == b.ids).all() for a, b in zip(plain.rows, same.rows, strict=True))


def test_padding_and_neighbours_change_nothing(network: Network, found: list[Sample]) -> None:
    with torch.no_grad():
        alone, roles = judge(network, collate(found[:1]))
        kinds, all_roles = judge(network, collate(found[::-1]))
    assert np.allclose(alone.numpy(), kinds[2:].numpy(), atol=1e-4)
    assert np.allclose(roles.numpy(), all_roles[3:].numpy(), atol=1e-4)
    assert not np.allclose(kinds[:2].numpy(), kinds[2:].numpy(), atol=1e-4)


def test_windows_of_an_article_are_read_apart_and_meet_in_its_words(network: Network) -> None:
    """A word in two windows has the mean of its vectors; the order of the windows makes no difference."""
    one = lesson("a", 8)
    other = Window(wanted=[1])
    other.put([(2000 + k, 4 + k // 2) for k in range(30)], [3] * 40)
    (sample,) = samples([Lesson("a", [one.windows[0], other], one.targets)])
    (turned,) = samples([Lesson("a", [other, one.windows[0]], one.targets)])
    (alone,) = samples([one])
    with torch.no_grad():
        told, again, before = (judge(network, collate([x]))[0].numpy() for x in (sample, turned, alone))
    assert np.allclose(told, again, atol=1e-4)
    assert not np.allclose(told[0], before[0], atol=1e-4)  # its chain has words of both windows


def test_marks_change_nothing_before_they_are_learnt(network: Network) -> None:
    ids, mask = torch.arange(1000, 1020)[None], torch.ones(1, 20).long()
    with torch.no_grad():
        plain, marked = (network.encoder([(ids, torch.full((1, 20), k), mask)]) for k in (0, 3))
    assert torch.equal(plain, marked)


class Token:
    """As much of a token as opinions ask for."""

    def __init__(self, i: int) -> None:
        self.i = i


class Chain:
    """As much of a candidate as opinions ask for."""

    def __init__(self, target: Target) -> None:
        self.anchor, self.tokens = Token(target.anchor), [Token(i) for i in target.tokens]


def test_the_run_time_computes_the_same_heads(network: Network, found: list[Sample], tmp_path: Path) -> None:
    """The numpy heads against torch's, on the states of the same encoder."""
    sample = found[0]
    batch = collate([sample])
    vectors = np.zeros((sample.count, WIDTH), np.float32)
    with torch.no_grad():
        kinds, roles = judge(network, batch)
        (rows,) = batch.rows
        states = network.encoder([(rows.ids, rows.marks, rows.mask)]).numpy()
    for word in range(sample.count):
        vectors[word] = states[np.array(sample.words[0]) == word].mean(0)
    write_heads(network, tmp_path / "heads.npz")
    opinions = Opinions(Reading(vectors, np.ones(sample.count, bool)), Heads(tmp_path / "heads.npz"))
    target = sample.asked[0].target
    said = opinions.of(Chain(target))  # type: ignore[arg-type]
    assert said is not None
    assert said.act == pytest.approx(float(kinds[0, 0]), abs=2e-2)
    assert list(said.status.values()) == pytest.approx(kinds[0, 1:9].log_softmax(-1).tolist(), abs=2e-2)
    assert list(said.instrument.values()) == pytest.approx(kinds[0, 9:].log_softmax(-1).tolist(), abs=2e-2)
    spans = [span for span, _ in target.rivals if span != (3, 99, 5)]
    by_span = dict(zip(spans, opinions.roles(Chain(target), spans, [0] * 4), strict=True))  # type: ignore[arg-type]
    for filler, expected in zip(sample.fillers, roles.tolist(), strict=True):
        row = by_span[filler.pair.span]
        assert row is not None and list(row) == list(ROLES)
        assert list(row.values()) == pytest.approx(expected, abs=2e-2)
    assert [r.placement for r in sample.rivals] == [placement(2, span, 0) for span in spans]


def test_fillers_see_each_other(network: Network, found: list[Sample]) -> None:
    """A filler's opinion changes with its rivals, and not with those of another candidate."""
    (one, _) = found
    fewer = replace(one, rivals=one.rivals[:3])
    with torch.no_grad():
        roles, others = judge(network, collate([one]))[1], judge(network, collate([fewer]))[1]
    assert (roles - others).abs().min() > 1e-5


def test_right_logits_cost_less_than_wrong_ones(found: list[Sample]) -> None:
    batch = collate(found)
    kinds, roles = torch.zeros(4, 16), torch.zeros(6, len(ROLES))
    kinds[:, 0] = torch.tensor([5.0, -5, 5, -5])
    kinds[0, 4] = kinds[0, 12] = kinds[2, 4] = kinds[2, 12] = 5.0
    roles[::3, 0], roles[1::3, 3], roles[2::3, 4] = 5.0, -5.0, 5.0
    assert float(loss_of(kinds, roles, batch)) < 1.0 < float(loss_of(-kinds, -roles, batch))
    other = roles.clone()
    other[:, 1] = 9.0  # no pair asks for this role
    assert torch.equal(loss_of(kinds, other, batch), loss_of(kinds, roles, batch))


def test_a_tiny_fit_learns_and_repeats(monkeypatch: pytest.MonkeyPatch, found: list[Sample]) -> None:
    monkeypatch.setattr("training.encoder.network.LAYERS", 1)
    torch.manual_seed(1)
    base = Network()
    monkeypatch.setattr(Network, "of", classmethod(lambda cls, weights: _copy(base)))
    before = predict(base, found)
    recipe = Recipe(epochs=4, batch_pieces=64)
    networks = [fit(found, {}, recipe) for _ in range(2)]
    after = [predict(network, found) for network in networks]
    assert after[0].kinds == after[1].kinds
    key = ("a", 0)
    gained = [said.kinds[key][0][0] - said.kinds[("a", 1)][0][0] for said in (before, after[0])]
    assert gained[1] > gained[0]
    assert torch.equal(networks[0].encoder.words.weight, base.encoder.words.weight)
    assert networks[0].encoder.marks.weight.abs().sum() > 0


def _copy(base: Network) -> Network:
    network = Network()
    network.load_state_dict(base.state_dict())
    return network


def test_the_rate_rises_and_falls() -> None:
    factors = [rate_factor(step, 100, 0.08) for step in range(100)]
    assert factors[0] == pytest.approx(1 / 8) and max(factors) == factors[7] > 0.9
    assert factors[99] < 0.04 and rate_factor(500, 100, 0.08) == 0.02


def test_pieces_are_hidden_in_training_alone(found: list[Sample], monkeypatch: pytest.MonkeyPatch) -> None:
    shares = []
    monkeypatch.setattr("training.encoder.fit.hide", lambda batch, share, chance: shares.append(share))
    tuned = fit(found, {}, Recipe(more_epochs=1, masked=0.3), start=Network())
    assert set(shares) == {0.3}
    shares.clear()
    predict(tuned, found)
    assert not shares


def test_a_thinned_network_is_read_back_with_its_layers() -> None:
    torch.manual_seed(1)
    whole = Network()
    kept = [whole.encoder.layers[k].query.weight for k in (0, 3, 5)]
    thin = Network.from_state(whole.thinned((0, 3, 5)).state_dict())
    assert len(thin.encoder.layers) == 3
    assert all(torch.equal(a, b.query.weight) for a, b in zip(kept, thin.encoder.layers, strict=True))


def test_the_export_works_out_the_pieces_asked_for_alone(network: Network) -> None:
    plain, marks = Plain(network.encoder), torch.zeros((1, 12), dtype=torch.long)
    ids, some = torch.arange(500, 512)[None], torch.tensor([1, 4, 5])
    with torch.no_grad():
        whole, part = plain(ids, marks, torch.arange(12)), plain(ids, marks, some)
    assert part.shape == (1, 3, WIDTH) and np.allclose(whole[:, some].numpy(), part.numpy(), atol=1e-4)
