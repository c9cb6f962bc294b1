"""The whole recipe, from labelled articles to opinions out of fold and the exported model."""

import logging
import math
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch

from pipeline.assemble import load
from training.acts.__main__ import labelled
from training.acts.corpus import Labelled, annotate
from training.acts.examples import collect
from training.acts.train import priors
from training.encoder.base_model import BaseModel
from training.encoder.check import agreement
from training.encoder.dataset import samples
from training.encoder.export import export, publish
from training.encoder.fit import fit, predict
from training.encoder.folds import fold_of
from training.encoder.network import Network
from training.encoder.opinions import load_model, record_opinions
from training.encoder.recipe import Places, Recipe
from training.encoder.recorded import write
from training.encoder.renaming import Renamer, proper_names
from training.encoder.scores import Predictions, table
from training.encoder.targets import Lesson, lessons

log = logging.getLogger(__name__)

#: The share of the articles on which an export is compared with the network: one in so many.
_COMPARED = 10
#: A trained network in float, in the folder of its export.
_STATE = "network.pt"


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
        self._names = proper_names(articles)

    def networks(self, names: Sequence[str], *, jobs: int) -> list[tuple[Predictions, str]]:
        """Train, export and check the networks of these names, ``jobs`` at a time in processes of their own.

        A fold's network learns from the other folds and judges its own; ``all`` goes on from some layers of
        the first fold's, which must be there, over everything. With earlier networks each goes on from its
        own.
        """
        if jobs == 1:
            return [self._network(name) for name in names]
        global _maker
        _maker = self
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
            return list(pool.map(_network, names))

    def _network(self, name: str) -> tuple[Predictions, str]:
        log.info("network %s", name)
        folds = self._recipe.folds
        taught = [s for s in self.samples if name != f"fold{fold_of(s.article, folds)}"]
        renamer = Renamer(taught, self._names, self._recipe.seed)
        network = fit(taught, self._weights, self._recipe, vary=renamer, start=self._start(name))
        own = [x for x in self.lessons if name in ("all", f"fold{fold_of(x.article, folds)}")]
        asked = {x.article for x in own}
        judged = predict(network, [s for s in self.samples if s.article in asked])
        export(network, self._base, self._places.work / name)
        torch.save(network.state_dict(), self._places.work / name / _STATE)
        return judged, self._compare(name, judged, own)

    def _start(self, name: str) -> Network | None:
        """What a network goes on from, if not from the base model."""
        earlier = self._places.earlier
        if earlier is not None:
            folder = earlier / name
        elif name == "all":
            folder = self._places.work / self.fold_names[0]
        else:
            return None
        network = Network.from_state(torch.load(folder / _STATE, weights_only=True))
        return network if earlier is not None else network.thinned(self._recipe.kept_layers)

    def record(self) -> None:
        """Write the opinions out of fold."""
        models = [load_model(self._places.work / name) for name in self.fold_names]
        said, _ = record_opinions(self.articles, models, self._first)
        write(self._places.opinions, said)

    @property
    def fold_names(self) -> list[str]:
        """The folders of the folds' networks, in the order of the folds."""
        return [f"fold{k}" for k in range(self._recipe.folds)]

    def _compare(self, name: str, said: Predictions, judged: Sequence[Lesson]) -> str:
        model = load_model(self._places.work / name)
        sample = judged[:: _COMPARED if len(judged) > _COMPARED**2 else 1]
        correlation, count = agreement(model, said, sample, self.articles)
        line = f"{name}: log odds of {count} acts in 8 bits and in float correlate at {correlation:.4f}\n"
        log.info(line.strip())
        return line


#: What the processes of ``Maker.networks`` are forked with.
_maker: Maker | None = None


def _network(name: str) -> tuple[Predictions, str]:
    if _maker is None:
        raise RuntimeError("no maker to fork")
    return _maker._network(name)


def make(
    places: Places,
    recipe: Recipe,
    base: BaseModel,
    *,
    trial: int = 0,
    only_opinions: bool = False,
    jobs: int = 1,
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
    windows = sum(len(sample.windows) for sample in maker.samples)
    log.info("%d articles, %d windows, %d candidates", len(articles), windows, count)
    made = maker.networks(maker.fold_names, jobs=jobs)
    report = table([said for said, _ in made])
    maker.record()
    if only_opinions:
        return report
    ((_, compared),) = maker.networks(["all"], jobs=1)
    publish(places.work / "all", places.model)
    return report + compared
