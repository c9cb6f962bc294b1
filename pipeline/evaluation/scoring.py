"""Score a run against gold: counts per article, outcomes per record, findings for people."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.acts import predicted, wanted
from pipeline.evaluation.findings import Finding
from pipeline.evaluation.gold import GoldItem, GoldSet
from pipeline.evaluation.run import Run
from pipeline.evaluation.score_layers import score_layers
from pipeline.evaluation.score_records import Outcome, score_records
from pipeline.evaluation.tallies import FIELDS, Tallies, total


@dataclass(slots=True)
class ArticleScore:
    """The score of one article; its tallies hold layers and records."""

    id: str
    words: int
    tallies: Tallies
    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Scores:
    """The score of a run.

    ``lost`` names gold articles that the run never read; ``layers`` tells whether it kept articles at all,
    and ``kept_out`` counts the records left out for their low confidence.
    """

    articles: list[ArticleScore]
    lost: list[str]
    layers: bool = True
    kept_out: int = 0

    @property
    def total(self) -> Tallies:
        return total(a.tallies.counts for a in self.articles)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Counts of shape (articles, fields, 3), what the bootstrap resamples."""
        if not self.articles:
            return np.zeros((0, len(FIELDS), 3), dtype=np.int64)
        return np.stack([a.tallies.counts for a in self.articles])

    def outcomes(self) -> Iterator[Outcome]:
        for article in self.articles:
            yield from article.outcomes

    def findings(self) -> Iterator[Finding]:
        for article in self.articles:
            yield from article.findings

    def errors(self) -> list[Finding]:
        """The findings that are not right."""
        return [f for f in self.findings() if f.kind != "right"]

    def confidences(self, *, strict: bool = False) -> list[tuple[float, bool]]:
        """Confidence of every record said, and whether it is right.

        Right means that gold has the record; with ``strict`` that every field of it is right. Records that
        stand for an optional gold record are neither, and left out.
        """
        return [
            (float(o.said.confidence), o.strict if strict else o.kind == "matched")
            for o in self.outcomes()
            if o.said is not None and o.said.confidence is not None and o.kind != "neutral"
        ]


def score(run: Run, gold: GoldSet) -> Scores:
    """Score a run by the rules of the guidelines. Articles of the run that gold does not know are ignored."""
    return Scores(
        [score_article(run, item) for item in gold],
        lost=run.lacks(item.id for item in gold),
        layers=bool(run.articles),
        kept_out=run.kept_out,
    )


def score_article(run: Run, item: GoldItem) -> ArticleScore:
    """Score one article. Layers count only where the run kept the article, as the guidelines' scorer does."""
    golds = [wanted(r, item.text) for r in item.gold.records]
    preds = [predicted(r, item.text) for r in run.records.get(item.id, [])]
    outcomes = list(score_records(item.id, preds, golds))
    tallies = total(o.tallies.counts for o in outcomes)
    findings = [f for o in outcomes for f in o.findings]
    if item.id in run.articles:
        findings += score_layers(run.articles[item.id], item.gold, item.text, tallies)
    return ArticleScore(item.id, len(item.text.split()), tallies, outcomes, findings)
