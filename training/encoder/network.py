"""The network: six layers of MPNet on marked word pieces, and the heads on the vectors of words.

Modules are made in a fixed order, since each draws its first weights from the seed. The names of the heads
are those that ``pipeline.relations.opinions`` reads.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.relations.opinions import INSTRUMENTS, PLACEMENTS, ROLES, STATUSES
from pipeline.relations.rivals import HEADS as RIVAL_HEADS
from pipeline.relations.token_encoder import MARKS, WIDTH

#: Sizes of MPNet, of whose twelve layers the first six are taken.
HEADS, INNER, VOCABULARY, POSITIONS, LAYERS = 12, 3072, 30527, 514, 6
#: MPNet counts positions from here, and how far apart two pieces stand in so many steps.
FIRST_POSITION, _STEPS, _FAR = 2, 32, 128
_MASKED = -1e4
#: The width of the heads.
_KINDS, _PAIRS = 256, 192
_RIVAL_LAYERS = 2
_DROPOUT, _HEAD_DROPOUT = 0.1, 0.2

#: Our modules of a layer by their name in the base model.
_LAYER_NAMES = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "merge": "attention.attn.o",
    "merge_norm": "attention.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}


class Layer(nn.Module):
    """One transformer layer of BERT's kind, with MPNet's bias for how far two pieces stand apart."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.merge = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.merge_norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, biases: Sequence[Tensor], shapes: Sequence[tuple[int, int]]) -> Tensor:
        """States (pieces of all rows, width). Of each group of rows: what is added to the attention's logits,
        and its (windows, pieces). Only attention goes by group; the rest reads all pieces at once."""
        sizes = [windows * pieces for windows, pieces in shapes]
        parts = (part(states).split(sizes) for part in (self.query, self.key, self.value))
        mixed = [
            self._attend(*group, bias, shape)
            for *group, bias, shape in zip(*parts, biases, shapes, strict=True)
        ]
        states = self.merge_norm(states + self.dropout(self.merge(torch.cat(mixed))))
        return self.norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))

    def _attend(
        self, query: Tensor, key: Tensor, value: Tensor, bias: Tensor, shape: tuple[int, int]
    ) -> Tensor:
        split = (*shape, HEADS, WIDTH // HEADS)
        query, key, value = (part.view(split).transpose(1, 2) for part in (query, key, value))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return mixed.transpose(1, 2).reshape(-1, WIDTH)

    def load(self, weights: Mapping[str, Tensor], number: int) -> None:
        """Take the weights of a layer of the base model."""
        for ours, theirs in _LAYER_NAMES.items():
            _load(getattr(self, ours), weights, f"encoder.layer.{number}.{theirs}")


class Encoder(nn.Module):
    """Word pieces with marks to vectors; what is exported."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.marks = nn.Embedding(len(MARKS), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(_DROPOUT)
        self.distances = nn.Embedding(_STEPS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        nn.init.zeros_(self.marks.weight)  # so that the marks change nothing at first
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)
        self.register_buffer("steps", steps_apart(POSITIONS), persistent=False)

    def forward(self, rows: Sequence[tuple[Tensor, Tensor, Tensor]]) -> Tensor:
        """States (pieces of all rows, width), row by row.

        Each of ``rows`` are windows of like length: word pieces, marks, and 1 on pieces and 0 on padding,
        (windows, pieces) each.
        """
        shapes = [(ids.shape[0], ids.shape[1]) for ids, _, _ in rows]
        read = [self._read(ids, marks).flatten(0, 1) for ids, marks, _ in rows]
        states = self.dropout(self.norm(torch.cat(read)))
        masks = [((1 - mask.float()) * _MASKED)[:, None, None] for *_, mask in rows]
        biases = [self.bias(mask.shape[-1]) + mask for mask in masks]
        for layer in self.layers:
            states = layer(states, biases, shapes)
        return states

    def _read(self, ids: Tensor, marks: Tensor) -> Tensor:
        own = self.positions.weight[FIRST_POSITION : FIRST_POSITION + ids.shape[1]]
        return self.words(ids) + own + self.marks(marks)

    def bias(self, pieces: int) -> Tensor:
        """(1, heads, pieces, pieces): what is added to the logits for how far two pieces stand apart."""
        return self.distances(self.steps[:pieces, :pieces]).permute(2, 0, 1)[None]  # type: ignore[index]

    def load(self, weights: Mapping[str, Tensor]) -> None:
        """Take the base model's embeddings and first layers."""
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.distances.weight.copy_(weights["encoder.relative_attention_bias.weight"])
        _load(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            layer.load(weights, number)  # type: ignore[operator]


def steps_apart(pieces: int) -> Tensor:
    """(pieces, pieces): the step of each two, seen from the first; as in T5 (Raffel et al. 2020) near ones
    count by the piece, far ones by the logarithm."""
    apart = torch.arange(pieces)[None] - torch.arange(pieces)[:, None]
    half = _STEPS // 2
    near = half // 2
    wide = near + (torch.log(apart.abs().clamp(min=1) / near) / math.log(_FAR / near) * (half - near)).long()
    step = torch.where(apart.abs() < near, apart.abs(), wide.clamp(max=half - 1))
    return step + half * (apart > 0)


@dataclass(slots=True)
class Questions:
    """What the heads are asked; words and candidates count through a batch."""

    anchor: Tensor
    """(candidates,)"""
    chain: Tensor
    """(candidates, CHAIN) words, with ``shares`` that are 0 beyond the chain."""
    shares: Tensor
    of: Tensor
    """(rivals,): the candidate that may have this filler."""
    ends: Tensor
    """(rivals, 3) words."""
    read: Tensor
    """(rivals,): 0 for the article's own date and place, which have no words; else 1."""
    placement: Tensor
    """(rivals, PLACEMENTS)"""
    table: Tensor
    """(candidates that have any, rivals of one at most): numbers of rivals, -1 for padding."""


class Rivals(nn.Module):
    """A layer in which the fillers of a candidate look at each other; see ``pipeline.relations.rivals``."""

    def __init__(self) -> None:
        super().__init__()
        self.merge_norm, self.attend = nn.LayerNorm(_PAIRS), nn.Linear(_PAIRS, 3 * _PAIRS)
        self.merge, self.norm = nn.Linear(_PAIRS, _PAIRS), nn.LayerNorm(_PAIRS)
        self.widen, self.narrow = nn.Linear(_PAIRS, 2 * _PAIRS), nn.Linear(2 * _PAIRS, _PAIRS)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, pairs: Tensor, table: Tensor) -> Tensor:
        """Pairs (rivals, width), of which each row of ``table`` has one candidate's."""
        real = table >= 0
        told = self._attend(self.merge_norm(pairs)[table.clamp(min=0)], real)
        pairs = pairs + self.dropout(torch.zeros_like(pairs).index_put((table[real],), told[real]))
        wide = functional.gelu(self.widen(self.norm(pairs)), approximate="tanh")
        return pairs + self.dropout(self.narrow(wide))

    def _attend(self, rows: Tensor, real: Tensor) -> Tensor:
        count, longest, width = rows.shape
        told = self.attend(rows).view(count, longest, 3, RIVAL_HEADS, width // RIVAL_HEADS)
        query, key, value = told.permute(2, 0, 3, 1, 4)
        bias = ((~real).float() * _MASKED)[:, None, None, :]
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        return self.merge(mixed.transpose(1, 2).reshape(rows.shape))


class Heads(nn.Module):
    """What is read off the vectors of words: kinds of candidates, and roles of (candidate, filler) pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.c1 = nn.Linear(2 * WIDTH, _KINDS)
        self.c2 = nn.Linear(_KINDS, 1 + len(STATUSES) + len(INSTRUMENTS))
        self.pc, self.pa = nn.Linear(2 * WIDTH, _PAIRS), nn.Linear(3 * WIDTH, _PAIRS)
        self.qc = nn.Linear(2 * WIDTH, _PAIRS, bias=False)
        self.qa = nn.Linear(3 * WIDTH, _PAIRS, bias=False)
        self.pf = nn.Linear(PLACEMENTS, _PAIRS, bias=False)
        self.blocks = nn.ModuleList(Rivals() for _ in range(_RIVAL_LAYERS))
        self.po = nn.Linear(_PAIRS, len(ROLES))
        self.dropout = nn.Dropout(_HEAD_DROPOUT)

    def forward(self, vectors: Tensor, asked: Questions) -> tuple[Tensor, Tensor]:
        """Logits of candidates (candidates, 16) and of rivals (rivals, roles) from (words, width)."""
        mean = (vectors[asked.chain] * asked.shares[..., None]).sum(1)
        candidate = self.dropout(torch.cat([vectors[asked.anchor], mean], -1))
        kinds = self.c2(self.dropout(functional.gelu(self.c1(candidate), approximate="tanh")))
        if len(asked.of) == 0:
            return kinds, vectors.new_zeros(0, len(ROLES))
        filler = vectors[asked.ends].reshape(len(asked.ends), -1) * asked.read[:, None]
        filler = self.dropout(filler)
        z = self.pc(candidate)[asked.of] + self.pa(filler) + self.pf(asked.placement)
        z = z + self.qc(candidate)[asked.of] * self.qa(filler)
        for block in self.blocks:
            z = block(z, asked.table)
        return kinds, self.po(self.dropout(functional.gelu(z, approximate="tanh")))


class Network(nn.Module):
    """Both, as trained."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(layers), Heads()

    @classmethod
    def from_state(cls, state: Mapping[str, Tensor]) -> "Network":
        """A trained network with as many layers as its state has."""
        prefix = "encoder.layers."
        network = cls(
            1 + max(int(n.removeprefix(prefix).split(".")[0]) for n in state if n.startswith(prefix))
        )
        network.load_state_dict(state)
        return network

    def thinned(self, kept: Sequence[int]) -> "Network":
        """Itself with only these layers, counted from 0 (Fan et al. 2020, Sajjad et al. 2023)."""
        self.encoder.layers = nn.ModuleList(self.encoder.layers[number] for number in kept)
        return self

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "Network":
        """The base model's layers with new heads."""
        network = cls()
        network.encoder.load(weights)
        return network


def _load(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]})
