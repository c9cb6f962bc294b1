"""Record opinions of fold models on the labelled articles: ``python -m training.encoder.opinions --help``.

Each article is judged by the model of its fold, which did not see it; an article that none of the models saw
may be judged by any. Needs no torch.
"""

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.assemble import load
from pipeline.errors import PactwireError
from pipeline.relations.opinions import Heads
from pipeline.relations.token_encoder import TokenEncoder
from training.acts.__main__ import labelled
from training.acts.corpus import Labelled, annotate
from training.acts.examples import Examples, collect
from training.acts.train import priors
from training.encoder.folds import fold_of
from training.encoder.recipe import ROOT
from training.encoder.recorded import RECORDED, Said, write
from training.encoder.sources import Model, judged_by, record

log = logging.getLogger("training.encoder.opinions")  # also where this is __main__


def load_model(folder: Path) -> Model:
    """The model of a folder with model.int8.onnx, heads.npz and tokenizer.json. Raises ModelError."""
    return TokenEncoder(folder), Heads(folder / "heads.npz")


def record_opinions(
    articles: list[Labelled], models: Sequence[Model], first: Mapping[str, list[float]]
) -> tuple[dict[str, Said], Examples]:
    """What the models say about whatever the examples ask, by article, and these examples.

    The articles are annotated; ``first``, the log odds of the candidates, also decides which of them states a
    record, as in ``training.acts``.
    """
    said: dict[str, Said] = {}
    source = judged_by(lambda article: models[fold_of(article, len(models))], first)
    examples = collect(articles, priors=dict(first), opinions=record(source, said))
    return said, examples


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 1 where a model or the articles cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder.opinions", description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="a folder a fold, in order")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=RECORDED)
    options = parser.parse_args(arguments)
    logging.getLogger("training").setLevel(logging.INFO)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        models = [load_model(folder) for folder in options.models]
        articles = labelled(options.shared)
    except (PactwireError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    log.info("annotating %d articles", len(articles))
    annotate(articles, load())
    first = priors(collect(articles))
    log.info("asking the encoders")
    said, _ = record_opinions(articles, models, first)
    write(options.out, said)
    log.info(
        "%s: %d articles, %d candidates, %d fillers, %d kB",
        options.out,
        len(said),
        sum(len(x.acts) for x in said.values()),
        sum(len(fillers) for x in said.values() for fillers in x.fillers.values()),
        options.out.stat().st_size // 1000,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
