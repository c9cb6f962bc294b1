"""The network: three layers of MiniLM on marked word pieces, and the heads on the vectors of words.

Modules are made in a fixed order, since each draws its first weights from the seed. The names of the heads
are those that ``pipeline.relations.opinions`` reads.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.relations.opinions import INSTRUMENTS, PLACEMENTS, ROLES, STATUSES
from pipeline.relations.token_encoder import MARKS, WIDTH

#: Sizes of all-MiniLM-L6-v2, of whose six layers the first three are kept.
HEADS, INNER, VOCABULARY, POSITIONS, LAYERS = 12, 1536, 30522, 512, 3
_MASKED = -1e4
#: The width of the heads.
_KINDS, _PAIRS = 256, 192
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
        self.po = nn.Linear(_PAIRS, len(ROLES))
        self.dropout = nn.Dropout(_HEAD_DROPOUT)

    def forward(
        self,
        vectors: Tensor,
        anchor: Tensor,
        chain: Tensor,
        shares: Tensor,
        asked: Tensor,
        ends: Tensor,
        how: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits of candidates (candidates, 16) and of pairs (pairs, roles).

        ``vectors`` (words, width); ``anchor`` (candidates,), ``chain`` and ``shares`` (candidates, CHAIN),
        the shares being 0 beyond the chain; ``asked`` (pairs,) the candidate, ``ends`` (pairs, 3) words,
        ``how`` (pairs, PLACEMENTS).
        """
        mean = (vectors[chain] * shares[..., None]).sum(1)
        candidate = self.dropout(torch.cat([vectors[anchor], mean], -1))
        kinds = self.c2(self.dropout(functional.gelu(self.c1(candidate), approximate="tanh")))
        if len(asked) == 0:
            return kinds, vectors.new_zeros(0, len(ROLES))
        filler = self.dropout(vectors[ends].reshape(len(ends), -1))
        z = self.pc(candidate)[asked] + self.pa(filler) + self.pf(how)
        z = z + self.qc(candidate)[asked] * self.qa(filler)
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
