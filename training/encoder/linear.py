"""The reference: logistic regression over words and pairs of words, and both models stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from training.encoder.crossfit import cross_predict
from training.encoder.dataset import Sentence
from training.encoder.probabilities import log_odds
from training.encoder.targets import Kind

_STRENGTH = 10.0


def linear_probabilities(sentences: Sequence[Sentence], folds: np.ndarray) -> np.ndarray:
    """Probability that each sentence states an act, cross-fitted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    kinds = _kinds(sentences)

    def fit(training: np.ndarray, fold: int) -> Callable[[np.ndarray], np.ndarray]:
        words = TfidfVectorizer(
            ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\w+|[^\w\s]"
        ).fit([sentences[i].text for i in training])

        def features(numbers: np.ndarray) -> object:
            return words.transform([sentences[i].text for i in numbers])

        model = _fitted(features, training, kinds, balanced=True)
        return lambda numbers: model(features(numbers))

    return cross_predict(folds, fit, columns=1)[:, 0]


def stacked_probabilities(
    sentences: Sequence[Sentence], folds: np.ndarray, encoder: np.ndarray, linear: np.ndarray
) -> np.ndarray:
    """Probability that each sentence states an act from the two others, cross-fitted."""
    columns = np.stack([log_odds(encoder), log_odds(linear)], axis=1)
    kinds = _kinds(sentences)

    def fit(training: np.ndarray, fold: int) -> Callable[[np.ndarray], np.ndarray]:
        model = _fitted(lambda numbers: columns[numbers], training, kinds, balanced=False)
        return lambda numbers: model(columns[numbers])

    return cross_predict(folds, fit, columns=1)[:, 0]


def _kinds(sentences: Sequence[Sentence]) -> np.ndarray:
    return np.array([int(sentence.target.kind) for sentence in sentences])


def _fitted(
    features: Callable[[np.ndarray], object], training: np.ndarray, kinds: np.ndarray, *, balanced: bool
) -> Callable[[object], np.ndarray]:
    """A logistic regression on the training sentences that count; gives one column."""
    from sklearn.linear_model import LogisticRegression

    counted = training[kinds[training] != Kind.OTHER]
    model = LogisticRegression(C=_STRENGTH, max_iter=2000, class_weight="balanced" if balanced else None)
    model.fit(features(counted), kinds[counted] == Kind.ACT)
    return lambda x: model.predict_proba(x)[:, 1:]
