"""The network: three layers of MiniLM on marked word pieces, and the heads on the vectors of words.

Modules are made in a fixed order, since each draws its first weights from the seed. The names of the heads
are those that ``pipeline.relations.opinions`` reads.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.relations.opinions import INSTRUMENTS, PLACEMENTS, ROLES, STATUSES
from pipeline.relations.rivals import HEADS as RIVAL_HEADS
from pipeline.relations.token_encoder import MARKS, WIDTH

#: Sizes of all-MiniLM-L6-v2, of whose six layers the first three are kept.
HEADS, INNER, VOCABULARY, POSITIONS, LAYERS = 12, 1536, 30522, 512, 3
_MASKED = -1e4
#: The width of the heads.
_KINDS, _PAIRS = 256, 192
_RIVAL_LAYERS = 2
_DROPOUT, _HEAD_DROPOUT = 0.1, 0.2

#: Our modules of a layer by their name in the base model.
_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "merge": "attention.output.dense",
    "merge_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}


class Layer(nn.Module):
    """One transformer layer of BERT's kind."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.merge = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.merge_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (windows, pieces, width); ``bias`` is added to the attention's logits."""
        query, key, value = (self._heads(part(states)) for part in (self.query, self.key, self.value))
        if self.training:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        else:  # written out, which exports to plain operators
            scores = (query @ key.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS) + bias
            mixed = scores.softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(states.shape)
        states = self.merge_norm(states + self.dropout(self.merge(mixed)))
        return self.norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))

    def load(self, weights: Mapping[str, Tensor], number: int) -> None:
        """Take the weights of a layer of the base model."""
        for ours, theirs in _LAYER_NAMES.items():
            _load(getattr(self, ours), weights, f"encoder.layer.{number}.{theirs}")

    @staticmethod
    def _heads(states: Tensor) -> Tensor:
        windows, pieces, _ = states.shape
        return states.view(windows, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """Word pieces with marks to vectors; what is exported."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.marks = nn.Embedding(len(MARKS), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.marks.weight)  # so that the marks change nothing at first
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """States (windows, pieces, width); ``mask`` is 1 on pieces and 0 on padding."""
        states = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.marks(marks)
        states = self.dropout(self.norm(states))
        bias = ((1 - mask.float()) * _MASKED)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def load(self, weights: Mapping[str, Tensor]) -> None:
        """Take the base model's embeddings and first layers."""
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + segment)
        _load(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            layer.load(weights, number)  # type: ignore[operator]


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

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(), Heads()

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "Network":
        """The base model's layers with new heads."""
        network = cls()
        network.encoder.load(weights)
        return network


def _load(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]})
