"""The whole recipe, from labelled articles to the exported model."""

import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from training.acts.corpus import Labelled
from training.encoder.articles import held_out_articles, training_articles
from training.encoder.base_model import BaseModel
from training.encoder.check import agreement, judge_exported
from training.encoder.crossfit import HELD_OUT, cross_predict
from training.encoder.dataset import all_sentences, build
from training.encoder.export import QUANTIZED, TOKENIZER, export
from training.encoder.fit import Trainer
from training.encoder.folds import FOLDS
from training.encoder.linear import linear_probabilities, stacked_probabilities
from training.encoder.network import OUTPUTS, Encoder, Judge, LowerLayers
from training.encoder.predictions import Predictions, write
from training.encoder.probabilities import ACT
from training.encoder.recipe import Places, Recipe
from training.encoder.sentences import load_splitter
from training.encoder.states import cached_states
from training.encoder.table import table

log = logging.getLogger(__name__)


def make(places: Places, recipe: Recipe, base: BaseModel, *, trial: int = 0) -> str:
    """Train, export and check; returns the table of scores.

    ``places.out`` is written last, only if the export agrees with the trained network. With ``trial`` only so
    many training and held-out articles are read; the weights are then good for nothing and stay in
    ``places.work``. Raises ExportError.
    """
    torch.use_deterministic_algorithms(True)
    places.work.mkdir(parents=True, exist_ok=True)
    training, held_out = _some(training_articles(places), trial), _some(held_out_articles(places), trial)
    tokenizer, nlp = base.tokenizer(), load_splitter(places.splitter)
    known, unseen = build(training, nlp, tokenizer), build(held_out, nlp, tokenizer)
    sentences = all_sentences([*known, *unseen])
    seen = len(all_sentences(known))
    folds = np.array([sentence.fold if i < seen else HELD_OUT for i, sentence in enumerate(sentences)])
    log.info(
        "%d articles, %d sentences; held out %d, %d", len(known), seen, len(unseen), len(sentences) - seen
    )

    weights = base.weights()
    lower = LowerLayers.of(weights)
    states = cached_states([*known, *unseen], lower, places.states)
    trainer = Trainer(sentences, states, weights, recipe)
    last: list[Judge] = []

    def fit(numbers: np.ndarray, fold: int) -> Callable[[np.ndarray], np.ndarray]:
        judge = trainer.fit(numbers, fold)
        if fold == FOLDS:
            last.append(judge)
        return lambda others: trainer.judge(judge, others)

    encoder = cross_predict(folds, fit, columns=OUTPUTS)
    linear = linear_probabilities(sentences, folds)
    said = Predictions(encoder, linear, stacked_probabilities(sentences, folds, encoder[:, ACT], linear))
    write(places.predictions, sentences, said, range(seen))
    write(places.held_out_predictions, sentences, said, range(seen, len(sentences)))
    # one entry: the order of several is not kept, and the file should repeat
    save_file(last[0].state_dict(), places.weights, {"recipe": json.dumps(asdict(recipe))})

    small = export(Encoder(lower, last[0]), places.work / "export")
    exported = judge_exported(small, unseen) if unseen else None
    report = table(sentences, folds, said, exported)
    if exported is not None:
        agreed = agreement(encoder[seen:], exported)
        report += (
            f"\nint8 against float on {agreed.sentences} held-out sentences: mean difference of p_act "
            f"{agreed.difference:.3f}, same best status on {agreed.same_status:.1%}\n"
        )
    places.table.write_text(report, encoding="utf-8")
    tokenizer.save(str(places.work / "export" / TOKENIZER), pretty=False)
    if not trial:
        publish(places.work / "export", places.out)
    return report


def _some(articles: list[Labelled], count: int) -> list[Labelled]:
    """At most ``count`` articles, spread evenly over the list; all of them where it is 0."""
    if not count or count >= len(articles):
        return articles
    return [articles[i * len(articles) // count] for i in range(count)]


def publish(source: Path, out: Path) -> None:
    """Copy what is needed at run time."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (QUANTIZED, TOKENIZER):
        shutil.copyfile(source / name, out / name)
