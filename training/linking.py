"""Fits the weights of linking on labelled pairs: ``python -m training.linking``.

Writes pipeline/linking/weights.json, for records of two articles: learnt from pairs of train that share a
key, of one article as well, and from four fifths of the labelled pairs of real news
(training/labels/pairs.json, whose texts are in the pack under ``--shared``). Pairs whose days can be compared
and those whose cannot have weights of their own; the latter are learnt from real news alone. And
weights_within.json, for records of one article: learnt from all pairs of five sixths of the written articles
of training/labels/links.json, and of train. dev, the last sixth and the last fifth are scored by
``python -m benchmarks.linking``.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.link_gold import LinkGold, Told, load, real_pairs, written
from pipeline.cli.names import known_names
from pipeline.linking import Profiler
from pipeline.linking.blocking import OF_ARTICLE, candidates, keys
from pipeline.linking.pairs import FEATURES, features
from pipeline.linking.rules import rules
from pipeline.linking.sides import Side
from pipeline.linking.within import told_together

WEIGHTS = Path("pipeline/linking/weights.json")
WITHIN = Path("pipeline/linking/weights_within.json")

#: Where the weights start from and are drawn to: what reason gives for each feature. The pairs of train are
#: too few to tell all weights from nothing. A weight whose sign the pairs would turn round is held at 0.
PRIOR = {
    "party_cover": 1.0, "party_jaccard": 2.0, "party_conflict": -4.0, "subject": 2.0, "subject_cover": 2.0,
    "subject_conflict": -1.5, "title": 2.5, "title_conflict": -2.0, "context": 2.0, "context_cover": 1.0,
    "kind": 1.5, "same_day": 1.0, "next_day": 0.5, "other_day": -1.5, "dates_meet": 0.5,
    "same_event_gap": -2.0,
    "other_stage_gap": -0.5, "no_date": -0.3, "published_gap": -0.3, "place": 0.7, "place_conflict": -1.0,
    "people": 0.8, "amount": 1.2, "amount_conflict": -1.0, "marks_conflict": -2.0, "renewal_conflict": -2.0,
    "other_stage": -0.3, "acts_alone": 1.0,
    "party_and_subject": 1.0,
    "party_and_context": 1.0,
}  # fmt: skip
#: What PRIOR does not name starts from 0 and may turn out either way.
_START = np.array([PRIOR.get(name, 0.0) for name in FEATURES])
BIAS = -5.0
#: The same for two columns that only the fit knows: one article tells both, and as the same stage.
_ASIDE = (-1.0, -2.5)
_RATE, _POSITIVE = 0.5, 3.0
#: Real pairs with days weigh this much beside all pairs of train, for there are few; and what a link of real
#: news counts beside two agreements, with days and without.
_REAL, _POSITIVE_REAL, _POSITIVE_UNDATED = 0.2, 1.5, 2.0
#: A link within an article, one pair in fifteen, counts so much; and the strength of scikit-learn's penalty.
#: More weight finds more stages (2.5 and a penalty of 0.1 found recall 0.47 for 0.37 on held-out articles)
#: and puts agreements together that are two (precision 0.62 for 0.72 on the bundled corpus).
_POSITIVE_WITHIN, _C_WITHIN = 1.6, 0.03


def pairs(gold: LinkGold) -> tuple[np.ndarray, np.ndarray]:
    """Vectors and answers of the candidate pairs of some labelled records.

    Pairs of one article help to tell what a feature is worth; what is odd about them goes into two columns
    (``_ASIDE``) that are dropped after the fit.
    """
    names = known_names()
    order = list(gold.reports)
    profiler = Profiler(names)
    profiles = [profiler.profile(gold.reports[name]) for name in order]
    rows, answers = [], []
    filed = [{key for key in keys(p) if not key.startswith(OF_ARTICLE)} for p in profiles]
    for i, j in candidates(profiles, window=rules().window).tolist():
        if filed[i].isdisjoint(filed[j]):
            continue  # what only its article brings together tells of articles
        found = features(profiles[i], profiles[j], rules())
        if found is not None:
            same = profiles[i].article == profiles[j].article
            rows.append((*found, float(same), same * (1.0 - found[FEATURES.index("other_stage")])))
            answers.append(float(gold.cluster[order[i]] == gold.cluster[order[j]]))
    return np.array(rows), np.array(answers)


def pairs_within(gold: LinkGold) -> Iterator[tuple[dict[str, float], bool]]:
    """What is noted of each pair of records of one article, and whether it is a link."""
    profiler = Profiler(known_names())
    by_article: dict[str, list[tuple[int, Side]]] = {}
    for name, report in gold.reports.items():
        profile = profiler.profile(report)
        by_article.setdefault(profile.article, []).append((gold.cluster[name], Side(profile)))
    for members in by_article.values():
        for (one, a), (other, b) in combinations(members, 2):
            yield told_together(a, b, rules()), one == other


def fit_within(noted: Sequence[Mapping[str, float]], answers: Sequence[bool]) -> dict[str, Any]:
    """Logistic regression by scikit-learn; bias, weights by name, and what they were fitted on."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer(sparse=False)
    rows = vectorizer.fit_transform(noted)
    model = LogisticRegression(C=_C_WITHIN, max_iter=5000, class_weight={False: 1.0, True: _POSITIVE_WITHIN})
    model.fit(rows, np.array(answers))
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {
        "fitted_on": f"{len(answers)} pairs within an article, {sum(answers)} of them links",
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(weight), 4) for name, weight in named},
    }


def real(told: Sequence[Told]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors, answers and weights of labelled pairs of real news; those that are excluded are left out."""
    profiler = Profiler(known_names())
    rows, answers, counts = [], [], []
    for pair in told:
        found = features(profiler.profile(pair.one), profiler.profile(pair.other), rules())
        if found is not None:
            rows.append((*found, 0.0, 0.0))
            answers.append(float(pair.same))
            counts.append(pair.stands_for)
    return np.array(rows), np.array(answers), np.array(counts)


def fit(
    rows: np.ndarray, answers: np.ndarray, balance: np.ndarray, *, penalty: float, steps: int = 6_000
) -> tuple[float, np.ndarray]:
    """Logistic regression drawn to PRIOR, by projected gradient: (bias, weights).

    ``balance`` is what each row counts.
    """
    balance = balance / balance.sum()
    prior = np.array([*_START, *_ASIDE])
    low, high = np.where(prior > 0, 0.0, -np.inf), np.where(prior < 0, 0.0, np.inf)
    weights, bias = prior.copy(), BIAS
    for _ in range(steps):
        wrong = balance * (1 / (1 + np.exp(-(rows @ weights + bias))) - answers)
        weights = np.clip(weights - _RATE * (rows.T @ wrong + penalty * (weights - prior)), low, high)
        bias -= _RATE * (wrong.sum() + penalty * (bias - BIAS))
    return float(bias), weights


def _told(bias: float, weights: np.ndarray) -> dict[str, Any]:
    named = zip(FEATURES, weights[: len(FEATURES)], strict=True)
    return {"bias": round(bias, 4), "weights": {name: round(float(w), 4) for name, w in named}}


def main(argv: list[str] | None = None) -> int:
    """Fit, write, tell what was learnt from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/news.jsonl.gz")
    parser.add_argument("--penalty", type=float, default=0.0005)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--out-within", type=Path, default=WITHIN)
    args = parser.parse_args(argv)
    parts = [pairs(load(which, "train", known_names())) for which in ("linking", "corpus")]
    rows = np.concatenate([p[0] for p in parts])
    answers = np.concatenate([p[1] for p in parts])
    # The rarer answer counts more, so that recall is not given up for it.
    balance = np.where(answers > 0, _POSITIVE, 1.0)
    found, same, counts = real([*real_pairs(args.shared, known_names(), held_out=False)])
    undated = found[:, FEATURES.index("no_date")] > 0
    few = counts[~undated] * np.where(same[~undated] > 0, _POSITIVE_REAL, 1.0)
    dated = fit(
        np.concatenate([rows, found[~undated]]),
        np.concatenate([answers, same[~undated]]),
        np.concatenate([balance / balance.sum(), _REAL * few / few.sum()]),
        penalty=args.penalty,
    )
    many = counts[undated] * np.where(same[undated] > 0, _POSITIVE_UNDATED, 1.0)
    alone = fit(found[undated], same[undated], many, penalty=args.penalty)
    data: dict[str, Any] = {
        "fitted_on": f"{len(rows)} pairs of train, {int(answers.sum())} of them links, and "
        f"{int((~undated).sum())} of real news, {int(same[~undated].sum())} of them links",
        "penalty": args.penalty,
        **_told(*dated),
        "undated": {
            "fitted_on": f"{int(undated.sum())} pairs of real news, {int(same[undated].sum())} of them links",
            **_told(*alone),
        },
    }
    args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"wrote {args.out}: {data['fitted_on']}; undated: {data['undated']['fitted_on']}\n")
    golds = [*written(known_names(), held_out=False), load("corpus", "train", known_names())]
    noted, links = zip(*(pair for gold in golds for pair in pairs_within(gold)), strict=True)
    within = fit_within(noted, links)
    args.out_within.write_text(json.dumps(within, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"wrote {args.out_within}: {within['fitted_on']}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
