"""The trained network in the form of the run time: 8-bit ONNX, heads as numbers, tokenizer."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch._C import OptionalType
from torch.nn import functional

from pipeline.relations.token_encoder import WIDTH
from training.encoder.base_model import BaseModel
from training.encoder.network import FIRST_POSITION, HEADS, POSITIONS, VOCABULARY, Encoder, Layer, Network

MODEL, HEADS_FILE, TOKENIZER = "model.int8.onnx", "heads.npz", "tokenizer.json"
INPUTS, ROWS, OUTPUT = ("ids", "marks"), "rows", "states"
_OPSET = 17


class _Attention(torch.autograd.Function):
    """Attention of all heads as the one operator that ONNX Runtime has for it."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        split = (HEADS, WIDTH // HEADS)
        parts = (part.view(*part.shape[:2], *split).transpose(1, 2) for part in (query, key, value))
        return functional.scaled_dot_product_attention(*parts, attn_mask=bias).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, bias: Any) -> Any:
        none = graph.op("prim::Constant")
        none.setType(OptionalType.ofTensor())
        name = "com.microsoft::MultiHeadAttention"
        out = graph.op(name, query, key, value, none, none, bias, num_heads_i=HEADS)
        out.setType(query.type())
        return out


class Plain(nn.Module):
    """The encoder on windows of one length, without padding, in operators that export well."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        #: What is added to the attention's logits, by how far the second piece stands after the first.
        steps = encoder.steps  # type: ignore[assignment]
        told = encoder.distances(torch.cat([steps[:, 0].flip(0)[:-1], steps[0]]))  # type: ignore[index]
        self.register_buffer("apart", told.detach())

    def forward(self, ids: Tensor, marks: Tensor, rows: Tensor) -> Tensor:
        """(windows, pieces) each, and the pieces asked for, to states (windows, rows, width): the last layer
        reads all pieces, but works out those alone."""
        encoder = self.encoder
        at = torch.arange(ids.shape[1])
        own = encoder.positions(at + FIRST_POSITION)
        states = encoder.norm(encoder.words(ids) + own + encoder.marks(marks))
        bias = self.apart[at[None] - at[:, None] + POSITIONS - 1].permute(2, 0, 1)[None]  # type: ignore[index]
        *inner, last = encoder.layers
        for layer in inner:
            states = _through(layer, states, states, bias)
        return _through(last, states[:, rows], states, bias[:, :, rows])


def _through(layer: Layer, asked: Tensor, states: Tensor, bias: Tensor) -> Tensor:
    mixed = _Attention.apply(layer.query(asked), layer.key(states), layer.value(states), bias)
    asked = layer.merge_norm(asked + layer.merge(mixed))
    return layer.norm(asked + layer.narrow(functional.gelu(layer.widen(asked))))


def export(network: Network, base: BaseModel, folder: Path) -> None:
    """Write the three files into a folder. Windows and pieces are free dimensions."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    write_heads(network, folder / HEADS_FILE)
    full = folder / "full.onnx"
    shape = (2, 40)
    example = (
        torch.randint(VOCABULARY, shape),
        torch.zeros(shape, dtype=torch.long),
        torch.arange(0, shape[1], 2),
    )
    torch.onnx.export(
        Plain(network.encoder).eval(),
        example,
        str(full),
        input_names=[*INPUTS, ROWS],
        output_names=[OUTPUT],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in INPUTS}
        | {ROWS: {0: "rows"}, OUTPUT: {0: "windows", 1: "rows"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    # reduced range: without VNNI, sums of full 8-bit products saturate; attention itself stays in float
    quantize_dynamic(
        full,
        folder / MODEL,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )
    full.unlink()
    shutil.copyfile(base.directory / TOKENIZER, folder / TOKENIZER)


def write_heads(network: Network, path: Path) -> None:
    """Write the heads' weights in half precision."""
    state = network.heads.state_dict()
    np.savez_compressed(path, **{name: w.detach().numpy().astype(np.float16) for name, w in state.items()})


def publish(source: Path, out: Path) -> None:
    """Copy what is needed at run time."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, HEADS_FILE, TOKENIZER):
        shutil.copyfile(source / name, out / name)
