"""Fit every model of the act scorer and write it to pipeline/relations/weights."""

import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from pipeline.evaluation.calibration import fit_calibration
from pipeline.relations.accept import encoder_features, second_pass
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.party_choice import choice_features, pooled
from pipeline.relations.paths import frame_of
from training.acts import fit
from training.acts.align import party_label
from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples
from training.acts.found import best_threshold, outcomes

#: Inverse regularisation strength of each model, chosen by cross-validation on the training articles.
STRENGTH = {
    "act": 0.1,
    "party": 0.1,
    "signatory": 0.1,
    "proposer": 0.3,
    "subject": 0.1,
    "when": 0.3,
    "where": 0.1,
    "status": 0.3,
    "instrument": 0.3,
}


def train(articles: list[Labelled], examples: Examples, out: Path, calibration: Path) -> dict[str, float]:
    """Fit all models of both profiles; the encoder's opinions in the examples come from models that did not see
    the article. Returns the thresholds, which come from out-of-fold predictions."""
    thresholds: dict[str, float] = {}
    for accurate, suffix in ((True, ""), (False, "_fast")):
        found = {
            name: [r.with_encoder() for r in rows] if accurate else rows
            for name, rows in examples.rows.items()
        }
        for name in ("party", "signatory", "proposer", "when", "where"):
            rows = found[name]
            p, classes = fit.out_of_fold(rows, c=STRENGTH[name])
            threshold = thresholds[name + suffix] = _threshold(name, rows, p[:, classes.index("1")], examples)
            fit.export(
                fit.Fitted(rows, c=STRENGTH[name]), out / f"{name}{suffix}.json.gz", threshold=threshold
            )
        for name in ("subject", "status", "instrument"):
            fit.export(fit.Fitted(found[name], c=STRENGTH[name]), out / f"{name}{suffix}.json.gz")
        thresholds[f"party2{suffix}"] = _party_choice(
            articles, examples, found, out / f"party2{suffix}.json.gz"
        )
        thresholds[f"act2{suffix}"] = _acts(articles, examples, out, accurate, f"act2{suffix}", calibration)
    return thresholds


def _party_choice(
    articles: list[Labelled], examples: Examples, found: dict[str, list[Example]], path: Path
) -> float:
    rows, mentions = found["party_all"], found["party"]
    p, classes = fit.out_of_fold_on(mentions, rows, c=STRENGTH["party"])
    value = p[:, classes.index("1")]
    groups: dict[tuple, dict[int, float]] = defaultdict(dict)
    for k, row in enumerate(rows):
        groups[(row.article, row.key[0])][row.key[1]] = float(value[k])
    docs = {a.id: a for a in articles}
    second: list[Example] = []
    missing = 0
    for (name, i), probabilities in groups.items():
        article = docs[name]
        assert article.doc is not None
        seen = view(article.doc)
        candidate = find_candidates(article.doc)[i]
        gold = article.records[examples.gold_of[(name, i)]]
        counts = Counter(a for m in seen.mentions for a in m.actors)
        scores = pooled(candidate, frame_of(candidate), seen, probabilities)
        weight = 0.5 if gold.get("optional") else 1.0
        hit: set[int] = set()
        for score in scores:
            actor = seen.actors[score.actor]
            label = party_label([actor.name, *actor.aliases], gold)
            if label is None:
                continue
            hit |= {
                k
                for k, party in enumerate(gold["parties"])
                if party_label([actor.name, *actor.aliases], {"parties": [party]}) == 1
            }
            second.append(
                Example(choice_features(score, scores, candidate, seen, counts), label, name, weight)
            )
        if weight == 1.0:
            missing += sum(not x.get("optional") for k, x in enumerate(gold["parties"]) if k not in hit)
    q, classes = fit.out_of_fold(second, c=0.3)
    label = np.array([r.label for r in second])
    counted = np.array([r.weight >= 1 for r in second])
    threshold = best_f1(label, q[:, classes.index("1")], counted, int((label == 1)[counted].sum()) + missing)
    fit.export(fit.Fitted(second, c=0.3), path, threshold=threshold)
    return threshold


def _acts(
    articles: list[Labelled],
    examples: Examples,
    out: Path,
    accurate: bool,
    name: str,
    calibration: Path,
) -> float:
    rows = examples.rows["act"]
    p, classes = fit.out_of_fold(rows, c=STRENGTH["act"])
    first = p[:, classes.index("1")]
    fit.export(fit.Fitted(rows, c=STRENGTH["act"]), out / "act.json.gz")
    by_article: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        by_article[row.article].append(k)
    second: list[Example] = []
    for article in articles:
        members = by_article.get(article.id, [])
        if not members or article.doc is None:
            continue
        candidates = find_candidates(article.doc)
        values = [float(first[k]) for k in members]
        said = [examples.opinion_of[(article.id, rows[k].key[0])] for k in members]
        for position, (k, features) in enumerate(zip(members, second_pass(candidates, values), strict=True)):
            row = rows[k]
            if accurate:
                features.update(encoder_features(position, candidates, said))
            second.append(Example(features, row.label, article.id, row.weight, row.key))
    q, classes = fit.out_of_fold(second, c=1.0)
    value, known = q[:, classes.index("1")], {a.id: a for a in articles}
    score, threshold = best_threshold(second, value, known, examples)
    if name == "act2":
        curve = fit_calibration(outcomes(second, value, threshold, known, examples))
        calibration.write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")
    fit.export(
        fit.Fitted(second, c=1.0),
        out / f"{name}.json.gz",
        threshold=threshold,
        extra={"cv_found_f1": round(score, 4)},
    )
    return threshold


def priors(examples: Examples) -> dict[str, list[float]]:
    """Log odds of each candidate from a model that did not see its article, for a second alignment."""
    rows = examples.rows["act"]
    p, classes = fit.out_of_fold(rows, c=STRENGTH["act"])
    out: dict[str, list[float]] = defaultdict(list)
    for row, x in zip(rows, p[:, classes.index("1")], strict=True):
        out[row.article].append(logit(min(max(float(x), 1e-4), 1 - 1e-4)))
    return out


#: Acts that should not be there carry fillers too; a false filler counts this much for a threshold.
_SPURIOUS = 2.0


def best_f1(
    label: np.ndarray, p: np.ndarray, counted: np.ndarray, total: int, *, spurious: float = _SPURIOUS
) -> float:
    """The threshold with the best F1, where ``total`` is the number of right answers to be found."""
    best = (0.0, 0.5)
    for t in np.arange(0.1, 0.9, 0.01):
        said = (p >= t) & counted
        right = (said & (label == 1)).sum()
        f1 = 2 * right / max(1.0, right + spurious * (said.sum() - right) + total)
        best = max(best, (float(f1), float(round(t, 2))))
    return best[1]


def _threshold(name: str, rows: list[Example], p: np.ndarray, examples: Examples) -> float:
    """Party and signatory: best F1 over fillers; when and where: best F1 of the best filler of each act."""
    if name in ("party", "signatory", "proposer"):
        label = np.array([r.label for r in rows])
        counted = np.array([r.weight >= 1 for r in rows])
        return best_f1(label, p, counted, int((label == 1)[counted].sum()))
    groups: dict[tuple, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if row.weight >= 1:
            groups[(row.article, row.key[0])].append(k)
    tops = [max(members, key=lambda k: p[k]) for members in groups.values()]
    total = sum(any(rows[k].label == 1 for k in members) for members in groups.values())
    return best_f1(
        np.array([rows[k].label for k in tops]), p[tops], np.ones(len(tops), bool), total, spurious=1.9
    )


def logit(p: float) -> float:
    """Log odds."""
    return math.log(p / (1 - p))
