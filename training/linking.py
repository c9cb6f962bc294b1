"""Fits the weights of linking on the labelled pairs of train: ``python -m training.linking``.

Writes pipeline/linking/weights.json. Only pairs of two records of train are learnt from, of those that share
a key; dev is scored by ``python -m benchmarks.linking``.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from benchmarks.link_gold import LinkGold, load
from pipeline.cli.names import known_names
from pipeline.linking import Profiler
from pipeline.linking.blocking import candidates
from pipeline.linking.pairs import FEATURES, features
from pipeline.linking.rules import rules

WEIGHTS = Path("pipeline/linking/weights.json")

#: Where the weights start from and are drawn to: what reason gives for each feature. The pairs of train are
#: too few to tell all weights from nothing. A weight whose sign the pairs would turn round is held at 0.
PRIOR = {
    "party_cover": 1.0, "party_jaccard": 2.0, "party_conflict": -4.0, "subject": 2.0, "subject_cover": 2.0,
    "subject_conflict": -1.5, "title": 2.5, "title_conflict": -2.0, "context": 2.0, "context_cover": 1.0,
    "kind": 1.5, "same_day": 1.0, "next_day": 0.5, "other_day": -1.5, "dates_meet": 0.5,
    "same_event_gap": -2.0,
    "other_stage_gap": -0.5, "no_date": -0.3, "published_gap": -0.3, "place": 0.7, "place_conflict": -1.0,
    "people": 0.8, "amount": 1.2, "amount_conflict": -1.0, "marks_conflict": -2.0, "renewal_conflict": -2.0,
    "same_article": -1.0, "same_article_same_event": -2.5, "other_stage": -0.3, "acts_alone": 1.0,
    "party_and_subject": 1.0,
    "party_and_context": 1.0,
}  # fmt: skip
BIAS = -5.0
_RATE, _POSITIVE = 0.5, 2.0


def pairs(gold: LinkGold) -> tuple[np.ndarray, np.ndarray]:
    """Vectors and answers of the candidate pairs of some labelled records."""
    names = known_names()
    order = list(gold.reports)
    profiler = Profiler(names)
    profiles = [profiler.profile(gold.reports[name]) for name in order]
    rows, answers = [], []
    for i, j in candidates(profiles, window=rules().window).tolist():
        found = features(profiles[i], profiles[j], rules())
        if found is not None:
            rows.append(found)
            answers.append(float(gold.cluster[order[i]] == gold.cluster[order[j]]))
    return np.array(rows), np.array(answers)


def fit(
    rows: np.ndarray, answers: np.ndarray, *, penalty: float, steps: int = 20_000
) -> tuple[float, np.ndarray]:
    """Logistic regression drawn to PRIOR, by projected gradient; (bias, weights)."""
    # The rarer answer counts twice, so that recall is not given up for it.
    balance = np.where(answers > 0, _POSITIVE, 1.0)
    balance /= balance.sum()
    prior = np.array([PRIOR[name] for name in FEATURES])
    low, high = np.where(prior > 0, 0.0, -np.inf), np.where(prior < 0, 0.0, np.inf)
    weights, bias = prior.copy(), BIAS
    for _ in range(steps):
        wrong = balance * (1 / (1 + np.exp(-(rows @ weights + bias))) - answers)
        weights = np.clip(weights - _RATE * (rows.T @ wrong + penalty * (weights - prior)), low, high)
        bias -= _RATE * (wrong.sum() + penalty * (bias - BIAS))
    return float(bias), weights


def main(argv: list[str] | None = None) -> int:
    """Fit, write, tell what was learnt from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=0.002)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args(argv)
    parts = [pairs(load(which, "train", known_names())) for which in ("linking", "corpus")]
    rows = np.concatenate([p[0] for p in parts])
    answers = np.concatenate([p[1] for p in parts])
    bias, weights = fit(rows, answers, penalty=args.penalty)
    said = 1 / (1 + np.exp(-(rows @ weights + bias))) >= 0.5
    told = f"{len(rows)} pairs of train, {int(answers.sum())} of them links"
    data = {
        "fitted_on": told,
        "penalty": args.penalty,
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
    }
    args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    right = int((said == (answers > 0)).sum())
    sys.stderr.write(f"wrote {args.out}: {told}; {right} of them are on the right side\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
