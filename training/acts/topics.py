"""Fit the choice of subject among all acts of an article (``pipeline.relations.topic``)."""

from collections import defaultdict
from pathlib import Path

from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.subject import Phrase
from pipeline.relations.topic import origins, topic, topic_features
from training.acts import fit
from training.acts.align import subject_label
from training.acts.corpus import Labelled
from training.acts.examples import Example, Examples

#: Inverse regularisation strengths: of the judgement of an act alone, and of that among all.
_ALONE, _AMONG = 0.1, 0.3


def fit_topics(
    articles: list[Labelled], examples: Examples, rows: list[Example], out: Path, suffix: str
) -> None:
    """Fit ``subject2`` on what the judgement of each act alone says out of fold."""
    p, classes = fit.out_of_fold(rows, c=_ALONE)
    alone: dict[str, dict[int, list[tuple[float, Phrase]]]] = defaultdict(lambda: defaultdict(list))
    for row, x in zip(rows, p[:, classes.index("1")], strict=True):
        alone[row.article][row.key[0]].append((float(x), row.key[1]))
    second: list[Example] = []
    for article in articles:
        if article.doc is None or article.id not in alone:
            continue
        seen, candidates, acts = view(article.doc), find_candidates(article.doc), sorted(alone[article.id])
        topics = [topic(candidates[i], alone[article.id][i]) for i in acts]
        for k, i in enumerate(acts):
            gold = article.records[examples.gold_of[(article.id, i)]]
            weight = 0.5 if gold.get("optional") else 1.0
            for owner, rank in origins(k, topics):
                start, end, _ = topics[owner].ranked[rank][1]
                value = subject_label(article.doc[start:end].text, gold)
                features = topic_features(k, (owner, rank), topics, seen)
                second.append(
                    Example(
                        features, int(value >= 0.5), article.id, weight * (0.4 + abs(value - 0.5)), (i, owner)
                    )
                )
    fit.export(fit.fitted_on(second, c=_AMONG), out / f"subject2{suffix}.json.gz")
