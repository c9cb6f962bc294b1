"""How many acts a set of accepted candidates finds: the scorer's "found", simulated on candidates."""

from collections import defaultdict

import numpy as np

from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples


def outcomes(
    rows: list[Example], p: np.ndarray, threshold: float, articles: dict[str, Labelled], examples: Examples
) -> list[tuple[float, bool]]:
    """(probability, whether gold has the act) of every accepted candidate; optional acts count as neither."""
    pairs: list[tuple[float, bool]] = []
    by_article: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if p[k] >= threshold:
            by_article[row.article].append(k)
    for name, members in sorted(by_article.items()):
        used: set[int] = set()
        for k in sorted(members, key=lambda k: -p[k]):
            hit = _match(name, rows[k].key[0], used, examples)
            if hit is None:
                pairs.append((float(p[k]), False))
                continue
            used.add(hit)
            if not articles[name].records[hit].get("optional"):
                pairs.append((float(p[k]), True))
    return pairs


def _match(name: str, index: int, used: set[int], examples: Examples) -> int | None:
    """The unused gold record that a candidate states, or that has evidence in its sentence."""
    own = examples.gold_of.get((name, index))
    options = [own] if own is not None else []
    options += [j for j in examples.touches.get((name, index), []) if j not in options]
    return next((j for j in options if j not in used), None)


def found_f1(
    rows: list[Example], p: np.ndarray, threshold: float, articles: dict[str, Labelled], examples: Examples
) -> float:
    """F1 of acts found: each accepted candidate may match one gold record with evidence in its sentence."""
    pairs = outcomes(rows, p, threshold, articles, examples)
    right, said = sum(r for _, r in pairs), len(pairs)
    required = sum(not r.get("optional") for a in articles.values() for r in a.records)
    return 2 * right / max(1, said + required)


#: Thresholds whose F1 is this close count as equally good.
_AS_GOOD = 0.001


def best_threshold(
    rows: list[Example], p: np.ndarray, articles: dict[str, Labelled], examples: Examples
) -> float:
    """The threshold with the best F1 of acts found; of equally good thresholds the highest, because a false
    act brings false parties, dates and places with it."""
    curve = [
        (found_f1(rows, p, t, articles, examples), float(round(t, 2))) for t in np.arange(0.1, 0.8, 0.02)
    ]
    best = max(f1 for f1, _ in curve)
    return max(threshold for f1, threshold in curve if f1 >= best - _AS_GOOD)
