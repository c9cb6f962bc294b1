"""Training one spaCy configuration for a fixed number of steps.

As a command it is what :mod:`training.language_model` starts for each of the
two networks that are trained side by side::

    python -m training.fit CONFIG OUT --set paths.train=DIR --set training.max_steps=100
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from thinc.api import Config

from training.ops import use_numpy_blas

CONFIGS = Path(__file__).with_name("configs")
Setting = str | int | float


def start_from(config: Config, base: str) -> None:
    """Take every component from the pipeline in `base` instead of initialising it."""
    for name in config["nlp"]["pipeline"]:
        config["components"][name] = {"source": base}


def fit(config: str, out: Path, settings: Mapping[str, Setting], base: str | None = None) -> Path:
    """Train configuration `config` and return the directory of the last, averaged weights.

    Training starts with the weights of the pipeline in `base`, if there is one.  The
    learning rate of every configuration falls to zero at `training.max_steps`, so
    the last weights are the ones to use.  Progress goes to `OUT/log.jsonl`.
    """
    out.mkdir(parents=True, exist_ok=True)
    log = out / "log.jsonl"
    log.unlink(missing_ok=True)
    use_numpy_blas()
    overrides = {**settings, "paths.log": str(log)}
    parsed = util.load_config(CONFIGS / f"{config}.cfg", overrides=overrides, interpolate=False)
    if base:
        start_from(parsed, base)
    nlp = init_nlp(parsed)
    _, trained = train(nlp, out, stdout=io.StringIO(), stderr=io.StringIO())
    assert trained is not None
    return trained


def parse_setting(text: str) -> tuple[str, Setting]:
    """Read 'section.key=value'; the value is JSON where it can be, else a string."""
    key, _, value = text.partition("=")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one training from the command line."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("config")
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", dest="settings", type=parse_setting, action="append", default=[])
    parser.add_argument("--base", help="a pipeline with whose weights to start")
    options = parser.parse_args(arguments)
    fit(options.config, options.out, dict(options.settings), options.base)


if __name__ == "__main__":
    main()
