"""Fit sparse logistic models and export them as plain numbers."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
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


#: Features that fewer articles have are left out.
_LEAST = 2


class Table:
    """Examples as a sparse matrix, with what is needed to fit a model on some of the articles."""

    def __init__(self, rows: list[Example]) -> None:
        self.rows = rows
        self.vectoriser = DictVectorizer()
        self.x = self.vectoriser.fit_transform([r.features for r in rows]).tocsr()
        self.weight = np.array([r.weight for r in rows])
        self.label = np.array([str(r.label) for r in rows])
        names = {a: k for k, a in enumerate(sorted({r.article for r in rows}))}
        self.article = np.array([names[r.article] for r in rows])
        used = np.flatnonzero(self.weight > 0)
        member = csr_matrix((np.ones(len(used)), (self.article[used], used)), shape=(len(names), len(rows)))
        present = self.x.copy()
        present.data = (present.data != 0).astype(np.float64)
        #: (articles, features): whether an example that counts has the feature.
        self.present = (member @ present) > 0

    def frequent(self, articles: np.ndarray) -> np.ndarray:
        """Columns of the features that enough of these articles have."""
        return np.flatnonzero(np.asarray(self.present[articles].sum(0)).ravel() >= _LEAST)


class Fitted:
    """A model fitted on some rows of a table, and the features that it knows."""

    def __init__(self, table: Table, chosen: np.ndarray, *, c: float) -> None:
        chosen = chosen[table.weight[chosen] > 0]
        self.columns = table.frequent(np.unique(table.article[chosen]))
        x, y = table.x[chosen][:, self.columns], table.label[chosen]
        x.indices, x.indptr = (
            x.indices.astype(np.int32),
            x.indptr.astype(np.int32),
        )  # liblinear takes no others
        self.model = LogisticRegression(
            C=c, max_iter=400, solver="liblinear" if len(set(y)) == 2 else "lbfgs", random_state=0
        )
        self.model.fit(x, y, sample_weight=table.weight[chosen])
        self.names = table.vectoriser.get_feature_names_out()[self.columns]

    def probabilities(self, x: csr_matrix) -> np.ndarray:
        """Class probabilities of rows of the table's matrix, or of another with the same columns."""
        return self.model.predict_proba(x[:, self.columns])

    @property
    def classes(self) -> list[str]:
        """Class names in column order."""
        return [str(c) for c in self.model.classes_]


def fitted_on(rows: list[Example], *, c: float) -> Fitted:
    """A model of all rows."""
    return Fitted(Table(rows), np.arange(len(rows)), c=c)


def out_of_fold(rows: list[Example], *, c: float) -> tuple[np.ndarray, list[str]]:
    """Class probabilities of each example from a model that did not see its article."""
    return _crossed(rows, rows, folds_of([r.article for r in rows]), folds_of([r.article for r in rows]), c=c)


def out_of_fold_on(rows: list[Example], others: list[Example], *, c: float) -> tuple[np.ndarray, list[str]]:
    """Class probabilities of other examples from models fitted on rows of other articles."""
    folds = folds_of([r.article for r in [*rows, *others]])
    return _crossed(rows, others, folds[: len(rows)], folds[len(rows) :], c=c)


def _crossed(
    rows: list[Example], others: list[Example], ours: np.ndarray, theirs: np.ndarray, *, c: float
) -> tuple[np.ndarray, list[str]]:
    classes = sorted({str(r.label) for r in rows if r.weight > 0})
    out = np.zeros((len(others), len(classes)))
    table = Table(rows)
    x = table.x if others is rows else table.vectoriser.transform([r.features for r in others]).tocsr()
    for k in range(FOLDS):
        test = np.flatnonzero(theirs == k)
        if not len(test):
            continue
        fitted = Fitted(table, np.flatnonzero(ours != k), c=c)
        columns = [classes.index(name) for name in fitted.classes]
        out[np.ix_(test, columns)] = fitted.probabilities(x[test])
    return out, classes


def export(fitted: Fitted, path: Path, *, threshold: float = 0.5) -> int:
    """Write a model; returns the number of features kept."""
    coef, classes = fitted.model.coef_, fitted.classes
    if len(classes) == 2 and coef.shape[0] == 1:
        classes = ["1"]
    return write(path, fitted.names, coef, fitted.model.intercept_, classes, threshold=threshold)


def write(
    path: Path,
    names: Sequence[str],
    coef: np.ndarray,
    bias: Sequence[float],
    classes: Sequence[str],
    *,
    threshold: float = 0.5,
) -> int:
    """Write weights (classes, features) as gzipped JSON, rounded; returns the number of features kept."""
    weights = {}
    for k, name in enumerate(names):
        column = coef[:, k]
        if np.abs(column).max() >= _PRUNE:
            weights[name] = [round(float(w), 4) for w in column]
    data = {
        "classes": list(classes),
        "bias": [round(float(b), 4) for b in bias],
        "weights": weights,
        "threshold": threshold,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    path.write_bytes(gzip.compress(raw, mtime=0))
    return len(weights)
