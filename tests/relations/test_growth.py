"""A long sentence full of triggers takes time in proportion to its length, or little more."""

import time

import pytest

from pipeline.assemble import Extractor
from tests.conftest import article


def _seconds(extractor: Extractor, text: str) -> float:
    doc = extractor._doc(*_cleaned(text))
    for name, stage in extractor.nlp.pipeline:
        if name == "pactwire_relations":
            break
        doc = stage(doc)
    stage, times = extractor.nlp.get_pipe("pactwire_relations"), []
    for _ in range(2):
        start = time.process_time()
        stage(doc)
        times.append(time.process_time() - start)
    return min(times)


def _cleaned(text: str):  # type: ignore[no-untyped-def]
    from pipeline.assemble import clean_raw

    raw = article(text)
    return clean_raw(raw), raw


@pytest.mark.xfail(
    strict=False,
    reason="act_features._position builds the set of ancestors anew for every pair of candidates of a "
    "sentence, and every mention is weighed for every candidate: 400 triggers take ten seconds",
)
def test_no_cubic_growth_in_one_sentence(extractor: Extractor) -> None:
    _seconds(extractor, "Norway signed " * 10)
    small, large = (_seconds(extractor, "Norway signed " * n) for n in (60, 240))
    assert large < 10 * small + 0.2


def test_many_sentences_are_linear(extractor: Extractor) -> None:
    sentence = "Norway and Chile signed a treaty on fishing in Oslo on Monday. "
    _seconds(extractor, sentence)
    small, large = (_seconds(extractor, sentence * n) for n in (10, 40))
    assert large < 8 * small + 0.2
