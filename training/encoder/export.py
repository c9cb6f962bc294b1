"""The trained network in the form of the run time: 8-bit ONNX, heads as numbers, tokenizer."""

import shutil
from pathlib import Path

import numpy as np
import torch

from training.encoder.base_model import BaseModel
from training.encoder.network import VOCABULARY, Network

MODEL, HEADS, TOKENIZER = "model.int8.onnx", "heads.npz", "tokenizer.json"
INPUTS, OUTPUT = ("ids", "marks", "mask"), "states"
_OPSET = 17


def export(network: Network, base: BaseModel, folder: Path) -> None:
    """Write the three files into a folder. Windows and pieces are free dimensions."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    write_heads(network, folder / HEADS)
    full = folder / "full.onnx"
    shape = (2, 40)
    example = (
        torch.randint(VOCABULARY, shape),
        torch.zeros(shape, dtype=torch.long),
        torch.ones(shape).long(),
    )
    torch.onnx.export(
        network.encoder,
        example,
        str(full),
        input_names=list(INPUTS),
        output_names=[OUTPUT],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*INPUTS, OUTPUT)},
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
    for name in (MODEL, HEADS, TOKENIZER):
        shutil.copyfile(source / name, out / name)
