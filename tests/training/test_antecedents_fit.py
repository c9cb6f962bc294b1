"""Fitting whom pronouns and plurals take up: which cases count, and what they teach.

Needs scikit-learn and the scorer in the shared folder, which only the training needs.
"""

from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is needed for training only (training/README.md)")
pytest.importorskip("training.acts.compare", reason="the scorer of ../shared is needed", exc_type=ImportError)

from training.acts.corpus import from_corpus
from training.antecedents import Case, _read, fitted, usual

ROOT = Path(__file__).resolve().parents[2]


def case(features: list[str], right: int, *, path: str = "nsubj", rule: int = 0) -> Case:
    spoken = [{name: 1.0} for name in features]
    labels = [k == right for k in range(len(features))]
    return Case("a", "it", False, path, spoken, labels, labels, rule, 1.0)


def test_the_right_candidate_is_learnt() -> None:
    names, weights = fitted([case(["near", "far"], 0), case(["far", "near", "other"], 1)] * 20)
    weight = dict(zip(names, weights.tolist(), strict=True))
    assert weight["near"] > weight["far"]


def test_places_where_parties_do_not_stand_are_left_out() -> None:
    good = [case(["a", "b"], 0)] * 30
    bad = [case(["a", "b"], 1, path="poss")] * 30
    rare = [case(["a", "b"], 0, path="dobj")] * 3
    none = [case(["a", "b"], 7)] * 5
    assert usual([*good, *bad, *rare, *none]) == good


def test_cases_are_read_off_labelled_articles() -> None:
    articles = list(from_corpus(ROOT / "corpus", "train"))[:6]
    cases = _read(articles)
    assert cases
    assert all(len(c.features) == len(c.right) == len(c.parties) for c in cases)
    assert all(not r or p for c in cases for r, p in zip(c.right, c.parties, strict=True))
    assert any(any(c.right) for c in cases)
