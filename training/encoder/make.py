"""The whole recipe, from labelled articles to opinions out of fold and the exported model."""

import logging
import math
from collections.abc import Sequence

from pipeline.assemble import load
from training.acts.__main__ import labelled
from training.acts.corpus import Labelled, annotate
from training.acts.examples import collect
from training.acts.train import priors
from training.encoder.base_model import BaseModel
from training.encoder.check import agreement
from training.encoder.dataset import Sample, samples
from training.encoder.export import export, publish
from training.encoder.fit import fit, predict
from training.encoder.folds import FOLDS, fold_of
from training.encoder.network import Network
from training.encoder.opinions import load_model, record_opinions
from training.encoder.recipe import Places, Recipe
from training.encoder.recorded import write
from training.encoder.scores import Predictions, table
from training.encoder.targets import Lesson, lessons

log = logging.getLogger(__name__)

#: The share of the articles on which an export is compared with the network: one in so many.
_COMPARED = 10


class Maker:
    """The articles, annotated once, and what is made of them."""

    def __init__(self, articles: list[Labelled], places: Places, recipe: Recipe, base: BaseModel) -> None:
        self.articles, self._places, self._recipe, self._base = articles, places, recipe, base
        annotate(articles, load())
        self._first = priors(collect(articles))
        examples = collect(articles, priors=self._first)
        odds = priors(examples)
        probabilities = {name: [1 / (1 + math.exp(-x)) for x in row] for name, row in odds.items()}
        self.lessons = lessons(articles, examples, probabilities, base.tokenizer(), floor=recipe.floor)
        self.samples = samples(self.lessons)
        self._weights = base.weights()

    def out_of_fold(self) -> list[Predictions]:
        """Train a network for each fold on the others, export it and let it judge its fold."""
        out = []
        for fold in range(FOLDS):
            log.info("fold %d of %d", fold + 1, FOLDS)
            network = self._fit([s for s in self.samples if fold_of(s.article) != fold])
            judged = predict(network, [s for s in self.samples if fold_of(s.article) == fold])
            out.append(judged)
            export(network, self._base, self._places.work / f"fold{fold}")
            own = [x for x in self.lessons if fold_of(x.article) == fold]
            self._compare(f"fold{fold}", judged, own)
        return out

    def record(self) -> None:
        """Write the opinions out of fold."""
        models = [load_model(self._places.work / f"fold{fold}") for fold in range(FOLDS)]
        said, _ = record_opinions(self.articles, models, self._first)
        write(self._places.opinions, said)

    def whole(self) -> str:
        """Train on everything and publish; returns a line on how the export agrees. Raises ExportError."""
        log.info("all articles")
        network = self._fit(self.samples)
        export(network, self._base, self._places.work / "all")
        line = self._compare("all", predict(network, self.samples), self.lessons)
        publish(self._places.work / "all", self._places.model)
        return line

    def _fit(self, found: Sequence[Sample]) -> Network:
        return fit(found, self._weights, self._recipe)

    def _compare(self, name: str, said: Predictions, judged: Sequence[Lesson]) -> str:
        model = load_model(self._places.work / name)
        sample = judged[:: _COMPARED if len(judged) > _COMPARED**2 else 1]
        correlation, count = agreement(model, said, sample, self.articles)
        line = f"{name}: log odds of {count} acts in 8 bits and in float correlate at {correlation:.4f}\n"
        log.info(line.strip())
        return line


def make(
    places: Places, recipe: Recipe, base: BaseModel, *, trial: int = 0, only_opinions: bool = False
) -> str:
    """Train, record the opinions out of fold, export and check; returns the table of scores out of fold.

    ``trial`` reads only so many articles, spread evenly; the caller then names other places, since the result
    is good for nothing. ``only_opinions`` stops before the model that is shipped. Raises ExportError.
    """
    articles = labelled(places.shared)
    if 0 < trial < len(articles):
        articles = [articles[i * len(articles) // trial] for i in range(trial)]
    maker = Maker(articles, places, recipe, base)
    count = sum(len(sample.asked) for sample in maker.samples)
    log.info("%d articles, %d windows, %d candidates", len(articles), len(maker.samples), count)
    report = table(maker.out_of_fold())
    maker.record()
    return report if only_opinions else report + maker.whole()
