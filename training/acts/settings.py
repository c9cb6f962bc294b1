"""Fit the choice of date and place among all acts of an article (``pipeline.relations.setting``)."""

from collections import defaultdict
from pathlib import Path

import numpy as np

from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.occasion import date_choices, place_choices
from pipeline.relations.setting import Option, Setting, options, setting, setting_features
from pipeline.relations.slots import own_date
from training.acts import fit
from training.acts.align import date_label, place_label
from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples
from training.acts.thresholds import best_of_each

#: Inverse regularisation strengths: of the judgement of an act alone, and of that among all.
_ALONE, _AMONG = {"when": 0.3, "where": 0.1}, 0.3
#: Acts that should not be there have dates and places too.
_SPURIOUS = 1.7
#: The accurate profile's threshold of places: most labelled articles are wires that name none, which asks for
#: too much where an article does. RECORD SCORE at 0.30, 0.36 and 0.41: of the bundled training articles
#: 0.7912, 0.7919 and 0.7891, of 96 written ones 0.7222, 0.7216 and 0.7193 (encoders that had not seen them),
#: of 93 that nothing was trained on 0.7491, 0.7504 and 0.7513.
_PLACE = 0.36


def fit_settings(
    name: str, articles: list[Labelled], examples: Examples, rows: list[Example], out: Path, suffix: str
) -> float:
    """Fit ``when2`` or ``where2`` on what the judgement of each act alone says out of fold."""
    p, classes = fit.out_of_fold(rows, c=_ALONE[name])
    value = p[:, classes.index("1")]
    alone: dict[str, dict[int, dict[Option, float]]] = defaultdict(lambda: defaultdict(dict))
    for row, x in zip(rows, value, strict=True):
        alone[row.article][row.key[0]][row.key[1]] = float(x)
    gold_of: dict[str, dict[int, int]] = defaultdict(dict)
    for (article, i), j in examples.gold_of.items():
        gold_of[article][i] = j
    second: list[Example] = []
    for article in articles:
        if article.doc is not None and gold_of.get(article.id):
            second += _article(name, article, gold_of[article.id], alone[article.id])
    q, classes = fit.out_of_fold(second, c=_AMONG)
    threshold = best_of_each(second, np.asarray(q[:, classes.index("1")]), spurious=_SPURIOUS)
    if name == "where" and not suffix:
        threshold = _PLACE
    fit.export(fit.fitted_on(second, c=_AMONG), out / f"{name}2{suffix}.json.gz", threshold=threshold)
    return threshold


def _article(
    name: str, article: Labelled, gold_of: dict[int, int], alone: dict[int, dict[Option, float]]
) -> list[Example]:
    seen = view(article.doc)  # type: ignore[arg-type]
    candidates = find_candidates(article.doc)  # type: ignore[arg-type]
    choices = date_choices(seen) if name == "when" else place_choices(seen)
    acts = sorted(gold_of)
    settings: list[Setting] = [
        setting(candidates[i], alone.get(i, {}), article.records[gold_of[i]]["status"], seen) for i in acts
    ]
    out = []
    for k, i in enumerate(acts):
        gold = article.records[gold_of[i]]
        weight = 0.5 if gold.get("optional") else 1.0
        for option in options(k, settings, choices):
            features = setting_features(k, option, settings, choices)
            label = _date(option, seen, gold) if name == "when" else _place(option, seen, gold)
            out.append(Example(features, label, article.id, weight, (i, option)))
    return out


def _date(option: Option, seen: View, gold: dict) -> int:
    if option is not None:
        return date_label(seen.dates[option].edtf, gold)
    own = own_date(seen)
    return date_label(own[0] if own else None, gold)


def _place(option: Option, seen: View, gold: dict) -> int:
    if option is None:
        line = seen.doc._.source.dateline
        return place_label(line.place, gold) if line is not None and line.place else 0
    ent = seen.ents[option]
    return max(place_label(ent.text, gold), place_label(ent._.canonical or ent.text, gold))
