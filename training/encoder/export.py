"""The trained encoder as ONNX, in float and with 8-bit weights."""

import logging
import random
from pathlib import Path

import torch

from training.encoder.batches import window_arrays
from training.encoder.network import Encoder
from training.encoder.windows import Span, Window

log = logging.getLogger(__name__)

INPUTS = ("ids", "mask", "pool", "pos")
OUTPUT = "logits"
QUANTIZED = "model.int8.onnx"
TOKENIZER = "tokenizer.json"
_OPSET = 17


def export(encoder: Encoder, directory: Path) -> Path:
    """Write fp32.onnx and model.int8.onnx; returns the path of the latter.

    Windows, sentences and tokens are free dimensions.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    directory.mkdir(parents=True, exist_ok=True)
    full, small = directory / "fp32.onnx", directory / QUANTIZED
    inputs = window_arrays(_example(), [[(1.0, 0.0), (0.0, 0.0)], [(0.0, 0.0), (0.0, 1.0)]])
    axes = {"ids": "BT", "mask": "BT", "pool": "BST", "pos": "BS", OUTPUT: "BS"}
    torch.onnx.export(
        encoder.eval(),
        tuple(torch.from_numpy(inputs[name]) for name in INPUTS),
        str(full),
        input_names=list(INPUTS),
        output_names=[OUTPUT],
        dynamic_axes={name: dict(enumerate(letters)) for name, letters in axes.items()},
        opset_version=_OPSET,
        dynamo=False,
    )
    # only products with a constant matrix: attention itself stays in float
    quantize_dynamic(
        full, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
    )
    log.info(
        "exported %.1f MB as float, %.1f MB as int8", full.stat().st_size / 1e6, small.stat().st_size / 1e6
    )
    return small


def _example() -> list[Window]:
    """Any windows; only their shape matters."""
    rng = random.Random(0)
    return [
        Window(tuple(rng.randrange(1000, 2000) for _ in range(40)), (Span(1, 9, 0), Span(9 + k, 25, 1)))
        for k in range(2)
    ]
