"""Predictions for every training sentence by a model that did not see its article."""

from collections.abc import Callable

import numpy as np

from training.encoder.folds import FOLDS

#: In an array of folds, the sentences that no model is trained on.
HELD_OUT = -1

#: Fits on the sentences with the given numbers, for a fold, and returns a function that judges others.
Fit = Callable[[np.ndarray, int], Callable[[np.ndarray], np.ndarray]]


def cross_predict(folds: np.ndarray, fit: Fit, *, columns: int) -> np.ndarray:
    """One row of ``columns`` a sentence.

    Training sentences are judged by the model of the other folds, held-out sentences by the model of all of
    them (which is fitted in any case, as fold number FOLDS, after the others).
    """
    out = np.zeros((len(folds), columns))
    for fold in range(FOLDS):
        judged = np.flatnonzero(folds == fold)
        if len(judged):
            out[judged] = fit(np.flatnonzero((folds != fold) & (folds != HELD_OUT)), fold)(judged)
    judge = fit(np.flatnonzero(folds != HELD_OUT), FOLDS)
    judged = np.flatnonzero(folds == HELD_OUT)
    if len(judged):
        out[judged] = judge(judged)
    return out
