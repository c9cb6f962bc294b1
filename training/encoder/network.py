"""The network: frozen lower layers that read windows, one tuned layer and heads that judge sentences.

The layer is BERT's as MiniLM (Wang et al. 2020) uses it. Attention is written out because that exports to
plain ONNX operators.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.probabilities import INSTRUMENT

#: Sizes of all-MiniLM-L6-v2.
WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
#: Layers 1 and 2 are frozen, layer 3 is tuned, 4 to 6 are left out.
LOWER_LAYERS, TUNED_LAYER = (0, 1), 2

#: Columns of the output, which probabilities.py names.
OUTPUTS: int = INSTRUMENT.stop

_MASKED = -1e4
#: The sharpness of the soft maximum, and the bound that keeps its exponential finite.
_SHARPNESS, _BOUND = 2.0, 8.0

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
    """One transformer layer."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.merge = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.merge_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (sequences, tokens, width); ``bias`` is added to the attention's logits."""
        query, key, value = (self._heads(part(states)) for part in (self.query, self.key, self.value))
        attention = (query @ key.transpose(-1, -2)) * (1 / math.sqrt(WIDTH // HEADS)) + bias
        mixed = (attention.softmax(-1) @ value).transpose(1, 2).reshape(states.shape)
        states = self.merge_norm(states + self.dropout(self.merge(mixed)))
        return self.norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))

    def load(self, weights: Mapping[str, Tensor], number: int) -> None:
        """Take the weights of a layer of the base model."""
        for ours, theirs in _LAYER_NAMES.items():
            _load(getattr(self, ours), weights, f"encoder.layer.{number}.{theirs}")

    @staticmethod
    def _heads(states: Tensor) -> Tensor:
        sequences, tokens, _ = states.shape
        return states.view(sequences, tokens, HEADS, WIDTH // HEADS).transpose(1, 2)


class LowerLayers(nn.Module):
    """Embeddings and the frozen layers; a token sees its whole window."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout=0.0) for _ in LOWER_LAYERS)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """States of the tokens of windows; ``mask`` is 1 on tokens and 0 on padding."""
        states = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment)
        bias = ((1 - mask.float()) * _MASKED)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return states

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "LowerLayers":
        """The base model's embeddings and lower layers, frozen."""
        lower = cls()
        with torch.no_grad():
            lower.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            lower.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            lower.segment.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _load(lower.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(lower.layers, LOWER_LAYERS, strict=True):
            assert isinstance(layer, Layer)
            layer.load(weights, number)
        return lower.eval().requires_grad_(False)


class Judge(nn.Module):
    """The tuned layer, in which a token sees its own sentence only, pooling and the heads."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = Layer()
        self.mix = nn.Linear(2 * WIDTH + 2, WIDTH)
        self.dropout = nn.Dropout(0.2)
        self.heads = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, states: Tensor, pool: Tensor, pos: Tensor) -> Tensor:
        """Logits (windows, sentences, OUTPUTS).

        ``pool`` (windows, sentences, tokens) is 1 on the tokens of each sentence; ``pos`` (windows,
        sentences, 2) says whether it is the first and the last of its article.
        """
        together = (pool.transpose(1, 2) @ pool).clamp(max=1)
        states = self.layer(states, ((1 - together) * _MASKED)[:, None])
        size = pool.sum(-1, keepdim=True).clamp(min=1)
        mean = (pool @ states) / size
        # a soft maximum over the sentence's tokens (log-sum-exp), because one phrase can make the act
        peak = torch.exp(states.clamp(-_BOUND, _BOUND) * _SHARPNESS)
        highest = torch.log((pool @ peak) / size + 1e-6) / _SHARPNESS
        return self.heads(self.dropout(functional.gelu(self.mix(torch.cat([mean, highest, pos], -1)))))

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "Judge":
        """The base model's layer to tune with new heads."""
        judge = cls()
        judge.layer.load(weights, TUNED_LAYER)
        return judge


class Encoder(nn.Module):
    """Both halves, as exported."""

    def __init__(self, lower: LowerLayers, judge: Judge) -> None:
        super().__init__()
        self.lower, self.judge = lower, judge

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor, pos: Tensor) -> Tensor:
        """Logits (windows, sentences, OUTPUTS) of windows."""
        return self.judge(self.lower(ids, mask), pool, pos)


def _load(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]})
