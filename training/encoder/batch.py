"""A group of samples as tensors."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.relations.opinions import PLACEMENTS
from training.encoder.dataset import CHAIN, Asked, Filler, Sample
from training.encoder.network import Network


@dataclass(slots=True)
class Batch:
    """What the network reads; words, candidates and fillers count through all windows of the batch."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    words: Tensor
    """(windows, pieces): the word of each piece, -1 for a separator or padding."""
    count: int
    """Words."""
    anchor: Tensor
    chain: Tensor
    shares: Tensor
    of: Tensor
    """(fillers,): the candidate of each filler."""
    ends: Tensor
    placement: Tensor
    asked: list[tuple[str, Asked]]
    """The candidates with their articles."""
    fillers: list[tuple[str, Asked, Filler]]


def collate(group: Sequence[Sample]) -> Batch:
    """The tensors of a group of samples."""
    shape = (len(group), max(len(sample) for sample in group))
    ids, marks, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    words = torch.full(shape, -1, dtype=torch.long)
    asked: list[tuple[str, Asked]] = []
    fillers: list[tuple[str, Asked, Filler]] = []
    anchor: list[int] = []
    chain: list[list[int]] = []
    shares: list[list[float]] = []
    of: list[int] = []
    ends: list[list[int]] = []
    count = 0
    for row, sample in enumerate(group):
        length, before = len(sample), len(asked)
        ids[row, :length] = torch.tensor(sample.window.ids)
        marks[row, :length] = torch.tensor(sample.window.marks)
        mask[row, :length] = 1
        own = torch.tensor(sample.words)
        words[row, :length] = torch.where(own >= 0, own + count, own)
        for candidate in sample.asked:
            asked.append((sample.article, candidate))
            anchor.append(candidate.anchor + count)
            n = len(candidate.chain)
            # padding points at word 0 of the window, with no share
            chain.append([word + count for word in candidate.chain] + [count] * (CHAIN - n))
            shares.append([1 / n] * n + [0.0] * (CHAIN - n))
        for filler in sample.fillers:
            fillers.append((sample.article, sample.asked[filler.asked], filler))
            of.append(filler.asked + before)
            ends.append([word + count for word in filler.words])
        count += sample.count
    return Batch(
        ids,
        marks,
        mask,
        words,
        count,
        torch.tensor(anchor),
        torch.tensor(chain),
        torch.tensor(shares),
        torch.tensor(of, dtype=torch.long),
        torch.tensor(ends, dtype=torch.long).reshape(-1, 3),
        torch.tensor([f.placement for _, _, f in fillers]).reshape(-1, PLACEMENTS),
        asked,
        fillers,
    )


def judge(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits of the candidates and of the fillers; a word is the mean of its pieces."""
    states = network.encoder(batch.ids, batch.marks, batch.mask)
    states, words = states.reshape(-1, states.shape[-1]), batch.words.reshape(-1)
    real = words >= 0
    total = torch.zeros(batch.count, states.shape[-1]).index_add(0, words[real], states[real])
    pieces = torch.zeros(batch.count).index_add(0, words[real], torch.ones(int(real.sum())))
    vectors = total / pieces.clamp(min=1)[:, None]
    return network.heads(
        vectors, batch.anchor, batch.chain, batch.shares, batch.of, batch.ends, batch.placement
    )
