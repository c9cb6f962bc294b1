"""Whether the export says the same at run time as the network that was trained."""

from collections.abc import Sequence

import numpy as np

from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.opinions import Opinions
from training.acts.corpus import Labelled
from training.encoder.scores import Predictions
from training.encoder.sources import Model
from training.encoder.targets import Lesson

#: Below this correlation of the log odds of acts the export is not taken.
LEAST_CORRELATION = 0.98
#: Fewer candidates say nothing about an export.
_LEAST_CANDIDATES = 3


class ExportError(Exception):
    """The exported model differs too much from the trained one."""


def agreement(
    model: Model, said: Predictions, lessons: Sequence[Lesson], articles: Sequence[Labelled]
) -> tuple[float, int]:
    """The correlation of the log odds of acts, and over how many candidates.

    ``said`` is by the trained network; the exported model reads the same sentences of the annotated articles
    as at run time. Raises ExportError.
    """
    docs = {article.id: article.doc for article in articles}
    trained, exported = [], []
    for lesson in lessons:
        doc = docs[lesson.article]
        if doc is None:
            raise ValueError(f"{lesson.article}: not annotated")
        candidates, seen = find_candidates(doc), view(doc)
        opinions = Opinions(model[0].read(seen, candidates, lesson.wanted), model[1])
        for number, candidate in enumerate(candidates):
            kinds, row = opinions.of(candidate), said.kinds.get((lesson.article, number))
            if kinds is not None and row is not None:
                trained.append(row[0][0])
                exported.append(kinds.act)
    if len(trained) < _LEAST_CANDIDATES:
        raise ExportError(f"only {len(trained)} candidates to compare the exported model by")
    correlation = float(np.corrcoef(trained, exported)[0, 1])
    if not correlation >= LEAST_CORRELATION:
        raise ExportError(
            f"log odds of the exported model correlate at {correlation:.3f} with the trained one's"
        )
    return correlation, len(trained)
