"""Fit sparse logistic models and export them as plain numbers."""

import gzip
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from training.acts.examples import Example

FOLDS = 5
_PRUNE = 0.004


def folds_of(articles: list[str]) -> np.ndarray:
    """Fold of each example: articles are dealt round robin in sorted order, so a run repeats exactly."""
    order = {a: k % FOLDS for k, a in enumerate(sorted(set(articles), key=_mix))}
    return np.array([order[a] for a in articles])


def _mix(name: str) -> str:
    import hashlib

    return hashlib.sha256(name.encode()).hexdigest()


def frequent(rows: list[Example], at_least: int = 2) -> set[str]:
    """Features that occur in at least that many articles."""
    where: dict[str, set[str]] = {}
    for row in rows:
        for name in row.features:
            found = where.setdefault(name, set())
            if len(found) < at_least:
                found.add(row.article)
    return {name for name, found in where.items() if len(found) >= at_least}


class Fitted:
    """A fitted model with its vectoriser."""

    def __init__(self, rows: list[Example], *, c: float, balanced: bool = False) -> None:
        rows = [r for r in rows if r.weight > 0]
        keep = frequent(rows)
        self.vectoriser = DictVectorizer()
        x = self.vectoriser.fit_transform([{k: v for k, v in r.features.items() if k in keep} for r in rows])
        x.indices, x.indptr = (
            x.indices.astype(np.int32),
            x.indptr.astype(np.int32),
        )  # liblinear takes no others
        y = np.array([str(r.label) for r in rows])
        binary = len(set(y)) == 2
        self.model = LogisticRegression(
            C=c,
            max_iter=400,
            class_weight="balanced" if balanced else None,
            solver="liblinear" if binary else "lbfgs",
            random_state=0,
        )
        self.model.fit(x, y, sample_weight=np.array([r.weight for r in rows]))

    def probabilities(self, rows: list[Example]) -> np.ndarray:
        """Class probabilities, one row an example."""
        return self.model.predict_proba(self.vectoriser.transform([r.features for r in rows]))

    @property
    def classes(self) -> list[str]:
        """Class names in column order."""
        return [str(c) for c in self.model.classes_]


def out_of_fold(rows: list[Example], *, c: float) -> tuple[np.ndarray, list[str]]:
    """Class probabilities of each example from a model that did not see its article."""
    folds = folds_of([r.article for r in rows])
    classes = sorted({str(r.label) for r in rows if r.weight > 0})
    out = np.zeros((len(rows), len(classes)))
    for k in range(FOLDS):
        test = np.where(folds == k)[0]
        if not len(test):
            continue
        fitted = Fitted([rows[i] for i in np.where(folds != k)[0]], c=c)
        p = fitted.probabilities([rows[i] for i in test])
        for column, name in enumerate(fitted.classes):
            out[np.ix_(test, [classes.index(name)])] = p[:, [column]]
    return out, classes


def out_of_fold_on(rows: list[Example], others: list[Example], *, c: float) -> tuple[np.ndarray, list[str]]:
    """Class probabilities of other examples from models fitted on rows of other articles."""
    classes = sorted({str(r.label) for r in rows if r.weight > 0})
    order = {a: k % FOLDS for k, a in enumerate(sorted({r.article for r in [*rows, *others]}, key=_mix))}
    out = np.zeros((len(others), len(classes)))
    for k in range(FOLDS):
        test = [i for i, r in enumerate(others) if order[r.article] == k]
        if not test:
            continue
        fitted = Fitted([r for r in rows if order[r.article] != k], c=c)
        out[np.ix_(test, [classes.index(n) for n in fitted.classes])] = fitted.probabilities(
            [others[i] for i in test]
        )
    return out, classes


def export(fitted: Fitted, path: Path, *, threshold: float = 0.5, extra: dict | None = None) -> int:
    """Write a model as gzipped JSON with rounded weights; returns the number of features kept."""
    names = fitted.vectoriser.feature_names_
    coef, bias = fitted.model.coef_, fitted.model.intercept_
    classes = fitted.classes
    if len(classes) == 2 and coef.shape[0] == 1:
        classes = ["1"]
    weights = {}
    for k, name in enumerate(names):
        column = coef[:, k]
        if np.abs(column).max() >= _PRUNE:
            weights[name] = [round(float(w), 4) for w in column]
    data = {
        "classes": classes,
        "bias": [round(float(b), 4) for b in bias],
        "weights": weights,
        "threshold": threshold,
        "extra": extra or {},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    path.write_bytes(gzip.compress(raw, mtime=0))
    return len(weights)
