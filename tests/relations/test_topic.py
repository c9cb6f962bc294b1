"""What acts are about, among all acts: whose phrases compete, and what a phrase says."""

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import Candidate, find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.subject import Phrase
from pipeline.relations.topic import Topic, origins, topic, topic_features

TEXT = (
    "Norway and Chile agreed on the protection of whales. The memorandum was signed in Oslo on Monday. "
    "In June it was ratified."
)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> tuple[View, list[Candidate]]:
    doc = extractor.doc(TEXT)
    firsts: dict[int, Candidate] = {}
    for candidate in find_candidates(doc):
        firsts.setdefault(candidate.sent_index, candidate)
    return view(doc), [firsts[k] for k in sorted(firsts)]


def _phrase(seen: View, text: str) -> Phrase:
    at = seen.doc.text.index(text)
    span = seen.doc.char_span(at, at + len(text))
    assert span is not None
    return span.start, span.end, "dobj"


def _topics(read: tuple[View, list[Candidate]]) -> list[Topic]:
    seen, found = read
    said = ("protection of whales", "memorandum", "it")
    return [topic(c, [(0.6, _phrase(seen, text))]) for c, text in zip(found, said, strict=True)]


def test_an_act_may_take_the_subject_of_those_before_it_only(read: tuple[View, list[Candidate]]) -> None:
    topics = _topics(read)
    assert origins(0, topics) == [(0, 0)]
    assert origins(2, topics) == [(2, 0), (1, 0), (0, 0)]


def test_a_bare_document_and_a_pronoun_say_nothing(read: tuple[View, list[Candidate]]) -> None:
    seen, topics = read[0], _topics(read)
    assert "own|says=content|0" in topic_features(0, (0, 0), topics, seen)
    assert "own|says=bare|0" in topic_features(1, (1, 0), topics, seen)
    assert "own|says=pronoun|0" in topic_features(2, (2, 0), topics, seen)


def test_a_phrase_of_another_act_is_seen_beside_the_own_best_one(read: tuple[View, list[Candidate]]) -> None:
    features = topic_features(1, (0, 0), _topics(read), read[0])
    assert "far=prev|bare" in features and features["far|own"] == 0.6


def test_only_the_likeliest_phrases_are_kept(read: tuple[View, list[Candidate]]) -> None:
    _, found = read
    judged = [(k / 10, (k, k + 1, "dobj")) for k in range(9)]
    assert [p for p, _ in topic(found[0], judged).ranked] == [0.8, 0.7, 0.6, 0.5, 0.4]
