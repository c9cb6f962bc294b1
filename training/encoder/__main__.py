"""Command line of the encoder's training: ``python -m training.encoder --help``."""

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from training.encoder.recipe import Places, Recipe

#: What the shipped model was trained with, beside the package itself.
_NEEDED = "torch, onnx, onnxruntime, tokenizers, safetensors and scikit-learn (training/encoder/README.md)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run the recipe; 1 where something is missing or the export is bad."""
    options = _parser().parse_args(arguments)
    # the root stays at warnings: the quantizer logs every node
    logging.getLogger("training.encoder").setLevel(logging.INFO)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        import torch

        from training.encoder.base_model import BaseModel, BaseModelError
        from training.encoder.check import ExportError
        from training.encoder.make import make
    except ImportError as error:
        sys.stderr.write(f"{error}; the training needs {_NEEDED}\n")
        return 1
    torch.set_num_threads(options.threads)
    places = Places(options.shared, options.labels, tuple(options.written), options.work, options.out)
    if options.model:
        places = replace(places, splitter=options.model)
    recipe = Recipe(**{name: getattr(options, name) for name in asdict(Recipe())})
    try:
        report = make(places, recipe, BaseModel.find(options.base), trial=options.trial)
    except (BaseModelError, ExportError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(report)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.encoder", description="Train the sentence encoder.")
    parser.add_argument("--shared", type=Path, required=True, help="holds gold/ and data/news.jsonl.gz")
    parser.add_argument("--labels", type=Path, required=True, help="our labels over the pack")
    parser.add_argument("--written", type=Path, nargs="*", default=[], help="further corpora or folders")
    parser.add_argument("--work", type=Path, required=True, help="for intermediate files and predictions")
    parser.add_argument("--out", type=Path, required=True, help="the exported model's directory")
    parser.add_argument(
        "--model", type=Path, help="spaCy pipeline that finds sentences (default: the shipped)"
    )
    parser.add_argument("--base", type=Path, help="all-MiniLM-L6-v2's directory (default: the package's)")
    parser.add_argument("--threads", type=int, default=1, help="more are faster but may change the weights")
    parser.add_argument(
        "--trial", type=int, default=0, help="read only so many articles; --out is left alone"
    )
    for name, value in asdict(Recipe()).items():
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=type(value), default=value, help=f"default: {value}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
