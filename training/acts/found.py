"""How many acts a set of accepted candidates finds: the scorer's "found", simulated on candidates."""

from collections import defaultdict

import numpy as np

from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples


def found_f1(
    rows: list[Example], p: np.ndarray, threshold: float, articles: dict[str, Labelled], examples: Examples
) -> float:
    """F1 of acts found: each accepted candidate may match one gold record with evidence in its sentence."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if p[k] >= threshold:
            by_article[row.article].append(k)
    right = said = 0
    for name, members in by_article.items():
        records = articles[name].records
        used: set[int] = set()
        for k in sorted(members, key=lambda k: -p[k]):
            index = rows[k].key[0]
            own = examples.gold_of.get((name, index))
            options = [own] if own is not None else []
            options += [j for j in examples.touches.get((name, index), []) if j not in options]
            hit = next((j for j in options if j not in used), None)
            if hit is None:
                said += 1
                continue
            used.add(hit)
            if not records[hit].get("optional"):
                said += 1
                right += 1
    required = sum(not r.get("optional") for a in articles.values() for r in a.records)
    return 2 * right / max(1, said + required)


def best_threshold(
    rows: list[Example], p: np.ndarray, articles: dict[str, Labelled], examples: Examples
) -> tuple[float, float]:
    """(F1, threshold) with the best F1 of acts found."""
    return max(
        (found_f1(rows, p, t, articles, examples), float(round(t, 2))) for t in np.arange(0.1, 0.8, 0.02)
    )
