"""Fit the judgement whether an article states an act again (``pipeline.relations.repeats``).

Usage: python -m training.acts.repeats --shared ../shared

The shipped pipeline reads the labelled articles. Two accepted acts of an article tell the same act where the
scorer's own assignment, or failing that the record most like each, gives both the same gold record; they are
two acts where it gives them different ones.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from spacy.tokens import Doc

from pipeline.assemble import load
from pipeline.layers import Act
from pipeline.readers import RawArticle
from pipeline.relations.context import view
from pipeline.relations.repeats import portrait, repeat_features
from training.acts import fit
from training.acts.__main__ import ROOT, labelled
from training.acts.compare import score
from training.acts.corpus import Labelled
from training.acts.examples import Example
from training.acts.over import options, over

#: Inverse regularisation strength.
_STRENGTH = 0.1
#: An act this like a gold record tells it (the scorer's own bound).
_ALIKE = 0.3
#: Above this two acts are one: chosen on `train` and `real-train`, whose pairs the model had then not seen.
_THRESHOLD = 0.42


def _said(act: Act, doc: Doc) -> dict[str, Any]:
    """An act in the form that the scorer compares with gold records."""
    return {
        "parties": [{"name": doc._.actors[f.ref].called} for f in act.parties if f.ref is not None],
        "status": act.status,
        "instrument": act.instrument,
        "subject": act.subject.text if act.subject else "",
        "evidence": [doc[start:end].text for start, end in act.sentences],
    }


def told(acts: Sequence[Act], doc: Doc, records: list[dict[str, Any]], text: str) -> list[int | None]:
    """The gold record that each act tells, None where it tells none."""
    said = [_said(act, doc) for act in acts]
    out: list[int | None] = [None] * len(acts)
    for i, j in score.assign(said, records, text):
        out[i] = j
    for i, j in enumerate(out):
        if j is None and records:
            likeness = [score.similarity(said[i], record, text) for record in records]
            best = max(range(len(records)), key=likeness.__getitem__)
            out[i] = best if likeness[best] >= _ALIKE else None
    return out


def pairs(article: Labelled, doc: Doc) -> Iterator[Example]:
    """Each two accepted acts of an article, of which both tell a gold record."""
    acts = [act for act in doc._.acts if act.accepted]
    which = told(acts, doc, article.records, article.text)
    seen = view(doc)
    portraits = [portrait(act, seen) for act in acts]
    for i, k in combinations(range(len(acts)), 2):
        a, b = which[i], which[k]
        if a is None or b is None:
            continue
        optional = article.records[a].get("optional") or article.records[b].get("optional")
        features = repeat_features(portraits[i], portraits[k])
        yield Example(features, int(a == b), article.id, 0.5 if optional else 1.0, (i, k))


def _read(articles: list[Labelled]) -> list[Example]:
    extractor, out = load(), list[Example]()
    for article in articles:
        raw = RawArticle(
            article_id=article.id, source=article.id, text=article.text, published=article.published
        )
        out.extend(pairs(article, extractor.doc(raw)))
    return out


def main() -> None:
    """Command line."""
    weights_folder = ROOT / "pipeline" / "relations" / "weights"
    args = options("python -m training.acts.repeats", __doc__, out=weights_folder)
    articles = labelled(args.shared)
    rows = over(articles, _read, jobs=args.jobs)
    rows.sort(key=lambda row: (row.article, row.key))
    size = fit.export(fit.fitted_on(rows, c=_STRENGTH), args.out / "repeats.json.gz", threshold=_THRESHOLD)
    same = sum(row.label == 1 for row in rows)
    sys.stdout.write(
        f"{len(articles)} articles, {len(rows)} pairs, {same} of them one act; {size} features\n"
    )


if __name__ == "__main__":
    main()
