"""A second view of the entities, span by span, by nervaluate (MUC's strict, exact, partial and type matches).

Gold lists distinct surface forms; here each stands for all of its places in the body. The view tells a
boundary mistake from a wrong type, which the score of surface forms cannot. It counts for no floor.
"""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.evaluation.gold import GoldItem, GoldSet
from pipeline.evaluation.run import Row, Run
from pipeline.evaluation.score_layers import ENTITY_TYPES, noise_ranges

Spans = list[dict[str, Any]]


def entity_spans(run: Run, gold: GoldSet) -> dict[str, dict[str, float]] | None:
    """Precision, recall and F1 per way of matching, or None without nervaluate or without articles."""
    try:
        from nervaluate import Evaluator
    except ImportError:
        return None
    pairs = [(gold_spans(i), said_spans(run.articles[i.id], i)) for i in gold if i.id in run.articles]
    if not any(said for _, said in pairs):  # nothing read, or a run without offsets
        return None
    evaluator = Evaluator([g for g, _ in pairs], [s for _, s in pairs], tags=sorted(ENTITY_TYPES))
    overall = evaluator.evaluate()["overall"]
    return {
        way: {"p": round(r.precision, 4), "r": round(r.recall, 4), "f1": round(r.f1, 4)}
        for way, r in sorted(overall.items())
    }


def gold_spans(item: GoldItem) -> Spans:
    """Every place of every gold surface form in the body, longer forms first, none inside another."""
    taken = [False] * len(item.text)
    for start, end in noise_ranges(item.gold, item.text):
        taken[max(start, 0) : max(end, 0)] = [True] * max(0, end - max(start, 0))
    found: Spans = []
    for entity in sorted(item.gold.entities, key=lambda e: (-len(e.text), e.text)):
        for hit in re.finditer(rf"(?<!\w){re.escape(entity.text)}(?!\w)", item.text):
            if not any(taken[hit.start() : hit.end()]):
                taken[hit.start() : hit.end()] = [True] * (hit.end() - hit.start())
                found.append({"label": entity.type, "start": hit.start(), "end": hit.end()})
    return sorted(found, key=lambda s: s["start"])


def said_spans(article: Row, item: GoldItem) -> Spans:
    """The entities of a run that have a gold type and stand outside the noise."""
    noise = noise_ranges(item.gold, item.text)
    entities: Iterable[Row] = article.get("entities", [])
    return [
        {"label": e["type"], "start": e["start"], "end": e["end"]}
        for e in entities
        if e.get("type") in ENTITY_TYPES
        and e.get("start") is not None
        and not any(s <= e["start"] < end for s, end in noise)
    ]
