"""Folds, cross-fitting and which articles are trained on."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from training.acts.corpus import Labelled
from training.encoder.articles import _new, further_articles
from training.encoder.crossfit import HELD_OUT, cross_predict
from training.encoder.folds import FOLDS, fold_of


def test_folds_do_not_change() -> None:
    """Other models are stacked on these folds; the values are those of the shipped predictions."""
    assert [fold_of(f"article-{i}") for i in range(8)] == [1, 0, 2, 4, 1, 0, 0, 2]


def test_folds_are_of_like_size() -> None:
    sizes = np.bincount([fold_of(f"n{i:03}") for i in range(1000)], minlength=FOLDS)
    assert len(sizes) == FOLDS and sizes.min() > 150


def test_nothing_is_judged_by_a_model_that_saw_it() -> None:
    folds = np.array([0, 1, 2, 3, 4, 0, 2, HELD_OUT, HELD_OUT])
    seen: dict[int, set[int]] = {}

    def fit(training: np.ndarray, fold: int) -> Callable[[np.ndarray], np.ndarray]:
        seen[fold] = set(training.tolist())
        return lambda numbers: np.array([[fold, i] for i in numbers])

    out = cross_predict(folds, fit, columns=2)
    for i, (fold, number) in enumerate(out.astype(int)):
        assert number == i and i not in seen[fold]
        assert fold == (FOLDS if folds[i] == HELD_OUT else folds[i])
    assert seen[FOLDS] == set(range(7))


def test_the_model_of_everything_is_fitted_without_held_out_sentences() -> None:
    fitted = []

    def fit(training: np.ndarray, fold: int) -> Callable[[np.ndarray], np.ndarray]:
        fitted.append(fold)
        return lambda numbers: np.zeros((len(numbers), 1))

    cross_predict(np.array([1, 1, 3]), fit, columns=1)
    assert fitted == [1, 3, FOLDS]


def test_articles_are_taken_once_and_held_out_ones_never() -> None:
    articles = [
        Labelled("a", "x", "One text.", []),
        Labelled("b", "x", "One\n text.", []),
        Labelled("a", "x", "Another.", []),
        Labelled("dev", "x", "A third.", []),
        Labelled("c", "x", "Held  out.", []),
        Labelled("d", "x", "A fourth.", []),
    ]
    taken = _new(articles, ids={"dev"}, texts={"Held out."})
    assert [article.id for article in taken] == ["a", "d"]


def test_further_articles_are_a_corpus_or_a_folder(tmp_path: Path) -> None:
    gold = json.dumps({"records": []})
    folder, corpus = tmp_path / "w0", tmp_path / "corpus"
    for directory in (folder, corpus / "gold" / "train", corpus / "articles" / "train"):
        directory.mkdir(parents=True)
    (folder / "p.json").write_text(gold, encoding="utf-8")
    (folder / "p.txt").write_text("Of a folder.", encoding="utf-8")
    (corpus / "gold" / "train" / "q.json").write_text(gold, encoding="utf-8")
    (corpus / "articles" / "train" / "q.txt").write_text("Of a corpus.", encoding="utf-8")
    found = [(a.id, a.group, a.text) for place in (folder, corpus) for a in further_articles(place)]
    assert found == [("p", "w0", "Of a folder."), ("q", "train", "Of a corpus.")]
