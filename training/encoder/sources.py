"""Where the opinions on a labelled article come from: an encoder that did not see it, or a record of one."""

import math
from collections.abc import Callable, Mapping

from pipeline.relations.accept import worth_encoding
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.opinions import Heads, Opinions
from pipeline.relations.token_encoder import TokenEncoder
from training.acts.corpus import Labelled
from training.encoder.recorded import Recorded, Recording, Said

#: An encoder with its heads.
Model = tuple[TokenEncoder, Heads]
#: Gives the opinions on an article, as ``training.acts.examples.collect`` asks for them.
Source = Callable[[Labelled, View, list[Candidate]], Opinions]


def judged_by(model_of: Callable[[str], Model], first: Mapping[str, list[float]]) -> Source:
    """Opinions on an article by a model that goes by its id.

    ``first`` gives the log odds of each candidate from a scorer that did not see the article; as at run time,
    only the sentences with a promising candidate are read.
    """

    def source(article: Labelled, view: View, candidates: list[Candidate]) -> Opinions:
        encoder, heads = model_of(article.id)
        probabilities = [1 / (1 + math.exp(-x)) for x in first.get(article.id, [])]
        return Opinions(encoder.read(view, candidates, worth_encoding(candidates, probabilities)), heads)

    return source


def record(source: Source, into: dict[str, Said]) -> Source:
    """The same opinions; what is asked of them is kept in ``into`` by article."""

    def listening(article: Labelled, view: View, candidates: list[Candidate]) -> Opinions:
        recording = Recording(source(article, view, candidates))
        into[article.id] = recording.said
        return recording

    return listening


def replay(recorded: Mapping[str, Said], otherwise: Source) -> Source:
    """Recorded opinions; ``otherwise`` judges articles without any, which no recorded model can have seen."""

    def source(article: Labelled, view: View, candidates: list[Candidate]) -> Opinions:
        said = recorded.get(article.id)
        return otherwise(article, view, candidates) if said is None else Recorded(said)

    return source
