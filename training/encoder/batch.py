"""A group of samples as tensors."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.relations.opinions import CHAIN, PLACEMENTS
from training.encoder.dataset import Asked, Filler, Sample
from training.encoder.network import Network, Questions

#: The piece that stands for a hidden one, and the last of the vocabulary that is no word's.
_MASK, _LAST_SPECIAL = 30526, 1002
#: Windows are padded together while the longest is at most this much longer than the shortest.
_ALIKE = 1.2


@dataclass(slots=True)
class Rows:
    """Windows of like length, padded: (windows, pieces) each."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    words: Tensor
    """The word of each piece, -1 for a separator or padding."""


@dataclass(slots=True)
class Batch:
    """What the network reads; words, candidates and fillers count through all articles of the batch."""

    rows: list[Rows]
    count: int
    """Words."""
    questions: Questions
    rival: Tensor
    """(fillers,): the rival of each filler."""
    asked: list[tuple[str, Asked]]
    """The candidates with their articles."""
    fillers: list[tuple[str, Asked, Filler]]


def collate(group: Sequence[Sample]) -> Batch:
    """The tensors of a group of samples."""
    asked: list[tuple[str, Asked]] = []
    fillers: list[tuple[str, Asked, Filler]] = []
    anchor: list[int] = []
    chain: list[list[int]] = []
    shares: list[list[float]] = []
    of: list[int] = []
    ends: list[list[int]] = []
    placements: list[list[float]] = []
    rival_of: list[int] = []
    read: list[tuple[list[int], list[int], list[int]]] = []
    count = 0
    for sample in group:
        before, rivals_before = len(asked), len(of)
        for window, words in zip(sample.windows, sample.words, strict=True):
            read.append((window.ids, window.marks, [w + count if w >= 0 else w for w in words]))
        for candidate in sample.asked:
            asked.append((sample.article, candidate))
            anchor.append(candidate.anchor + count)
            n = len(candidate.chain)
            # padding points at the first word of the article, with no share
            chain.append([word + count for word in candidate.chain] + [count] * (CHAIN - n))
            shares.append([1 / n] * n + [0.0] * (CHAIN - n))
        for filler in sample.fillers:
            fillers.append((sample.article, sample.asked[filler.asked], filler))
            rival_of.append(filler.rival + rivals_before)
        for rival in sample.rivals:
            of.append(rival.asked + before)
            ends.append([word + count for word in rival.words] if rival.words else [-1] * 3)
            placements.append(rival.placement)
        count += sample.count
    questions = Questions(
        anchor=torch.tensor(anchor),
        chain=torch.tensor(chain),
        shares=torch.tensor(shares),
        of=torch.tensor(of, dtype=torch.long),
        ends=torch.tensor(ends, dtype=torch.long).reshape(-1, 3).clamp(min=0),
        read=torch.tensor([float(first >= 0) for first, _, _ in ends]),
        placement=torch.tensor(placements).reshape(-1, PLACEMENTS),
        table=_table(of),
    )
    rival = torch.tensor(rival_of, dtype=torch.long)
    return Batch(_rows(read), count, questions, rival, asked, fillers)


def _table(of: Sequence[int]) -> Tensor:
    """The rivals of each candidate in a row."""
    rows: dict[int, list[int]] = {}
    for number, candidate in enumerate(of):
        rows.setdefault(candidate, []).append(number)
    out = torch.full((len(rows), max(map(len, rows.values()), default=0)), -1)
    for row, numbers in enumerate(rows.values()):
        out[row, : len(numbers)] = torch.tensor(numbers)
    return out


def _rows(read: list[tuple[list[int], list[int], list[int]]]) -> list[Rows]:
    """Windows of like length together, so that little is padded."""
    parts: list[list[tuple[list[int], list[int], list[int]]]] = []
    for window in sorted(read, key=lambda window: len(window[0])):
        if parts and len(window[0]) <= _ALIKE * len(parts[-1][0][0]):
            parts[-1].append(window)
        else:
            parts.append([window])
    return [_padded(part) for part in parts]


def _padded(part: list[tuple[list[int], list[int], list[int]]]) -> Rows:
    shape = (len(part), len(part[-1][0]))
    ids, marks, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    words = torch.full(shape, -1, dtype=torch.long)
    for row, (pieces, marked, own) in enumerate(part):
        length = len(pieces)
        ids[row, :length] = torch.tensor(pieces)
        marks[row, :length] = torch.tensor(marked)
        mask[row, :length] = 1
        words[row, :length] = torch.tensor(own)
    return Rows(ids, marks, mask, words)


def hide(batch: Batch, share: float, chance: torch.Generator) -> None:
    """Put a mask in the place of a share of the word pieces, so that the network cannot learn texts by heart.

    Separators and padding stay, and so do the marks of the pieces that are hidden.
    """
    for rows in batch.rows:
        hidden = (torch.rand(rows.ids.shape, generator=chance) < share) & (rows.ids > _LAST_SPECIAL)
        rows.ids = rows.ids.masked_fill(hidden, _MASK)


def judge(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits of the candidates and of the fillers; a word is the mean of its pieces.

    In training the encoder computes in bfloat16, which processors with AMX do several times faster.
    """
    rows = batch.rows
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=network.training):
        states = network.encoder([(row.ids, row.marks, row.mask) for row in rows]).float()
    own = torch.cat([row.words.reshape(-1) for row in rows])
    state, word = states[own >= 0], own[own >= 0]
    total = torch.zeros(batch.count, state.shape[-1]).index_add(0, word, state)
    pieces = torch.zeros(batch.count).index_add(0, word, torch.ones(len(word)))
    vectors = total / pieces.clamp(min=1)[:, None]
    kinds, roles = network.heads(vectors, batch.questions)
    return kinds, roles[batch.rival]
