"""Train the token encoder: ``python -m training.encoder --shared ../shared --work DIR``.

Reads the labelled articles as ``training.acts`` does, trains a network for each fold and records
what each says about the articles it did not see (opinions.jsonl.gz), then trains one on everything and
exports it.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from training.encoder.recipe import ROOT, Places, Recipe


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run the recipe; 1 where something is missing or the export is bad."""
    options = _parser().parse_args(arguments)
    # the root stays at warnings: the quantizer logs every node
    logging.getLogger("training").setLevel(logging.INFO)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        import torch

        from training.encoder.base_model import BaseModel, BaseModelError
        from training.encoder.check import ExportError
        from training.encoder.make import make
    except ImportError as error:
        sys.stderr.write(f"{error}; the training needs pip install 'pactwire[encoder-train]'\n")
        return 1
    torch.set_num_threads(options.threads)
    places = Places(options.shared, options.work, options.opinions, options.out, options.earlier)
    if options.trial:
        places = replace(places, opinions=options.work / "opinions.jsonl.gz", model=options.work / "model")
    recipe = Recipe(**{name: getattr(options, name) for name in asdict(Recipe())})
    try:
        base = BaseModel.find(options.base, options.work)
        report = make(
            places, recipe, base, trial=options.trial, only_opinions=options.only_opinions, jobs=options.jobs
        )
    except (BaseModelError, ExportError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(report)
    return 0


def _parser() -> argparse.ArgumentParser:
    places = Places(ROOT.parent / "shared", Path())
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    parser.add_argument("--shared", type=Path, default=places.shared)
    parser.add_argument("--work", type=Path, required=True, help="for the models of the folds")
    parser.add_argument("--earlier", type=Path, help="the --work of a training to go on from")
    parser.add_argument("--opinions", type=Path, default=places.opinions, help="written out of fold")
    parser.add_argument("--out", type=Path, default=places.model, help="the exported model's folder")
    parser.add_argument("--base", type=Path, help="all-mpnet-base-v2's folder (default: the packages')")
    parser.add_argument("--threads", type=int, default=1, help="more are faster but may change the weights")
    parser.add_argument("--jobs", type=int, default=1, help="networks that are trained at a time")
    parser.add_argument("--trial", type=int, default=0, help="read so many articles and write to --work only")
    parser.add_argument("--only-opinions", action="store_true", help="leave the shipped model alone")
    for name, value in asdict(Recipe()).items():
        flag = "--" + name.replace("_", "-")
        kind = _numbers if isinstance(value, tuple) else type(value)
        parser.add_argument(flag, type=kind, default=value, help=f"default: {value}")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    """Whole numbers with commas between them."""
    return tuple(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
