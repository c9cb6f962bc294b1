"""Cutting silver articles to training documents."""

import random

import spacy

from training.docbin import absolute_heads, iob, is_held_out, is_noise, segment_docs, segments, trim
from training.silver import SilverDoc


def article(sentences: list[list[str]], source: str = "doj") -> SilverDoc:
    words = tuple(word for sentence in sentences for word in sentence)
    starts, heads = [], []
    for sentence in sentences:
        starts.append(len(heads))
        heads += [-i for i in range(len(sentence))]
    return SilverDoc(
        id="x",
        source=source,
        words=words,
        spaces=(True,) * len(words),
        tags=("NN",) * len(words),
        heads=tuple(heads),
        deps=tuple("ROOT" if head == 0 else "dep" for head in heads),
        sentence_starts=tuple(starts),
        entities=((0, 2, "ORG"),),
    )


PROSE = ["Acme", "Corp", "signed", "a", "deal", "."]
TABLE = ["AAA", "BBB", "CCC", "DDD"]


def test_segments_cover_all_prose_and_no_noise() -> None:
    doc = article([PROSE] * 7 + [TABLE] + [PROSE] * 3)
    covered = [i for start, end in segments(doc, random.Random(0)) for i in range(start, end)]
    assert covered == [*range(42), *range(46, 64)]


def test_noise() -> None:
    assert is_noise(TABLE)
    assert is_noise(["word"] * 111)
    assert not is_noise(PROSE)
    assert not is_noise(["USA"])


def test_entities_outside_of_a_segment_or_with_line_breaks_are_left_out() -> None:
    words = ["A", "B", "\n", "C", "D"]
    assert iob(words, [(0, 2, "ORG"), (2, 4, "GPE"), (4, 5, "DATE")], 0, 4) == [
        "B-ORG",
        "I-ORG",
        "O",
        "B-GPE",
    ]
    assert iob(words, [(1, 4, "ORG")], 0, 5) == ["O"] * 5


def test_heads_outside_of_a_segment_become_roots() -> None:
    assert absolute_heads([0, -1, -2, 1, -1], 1, 5) == [0, 1, 3, 2]


def test_trim() -> None:
    assert trim(["\n", "a", " "], 0, 3) == (1, 2)
    assert trim(["\n"], 0, 1) == (1, 1)


def test_documents_keep_words_entities_and_sentences() -> None:
    doc = article([PROSE] * 5)
    docs = list(segment_docs(doc, spacy.blank("en").vocab, random.Random(1)))
    assert tuple(token.text for part in docs for token in part) == doc.words
    assert [entity.text for entity in docs[0].ents] == ["Acme Corp"]
    assert sum(len(list(part.sents)) for part in docs) == 5


def test_held_out_articles() -> None:
    assert is_held_out(article([PROSE], "newscluster"), 5, 2)
    assert is_held_out(article([PROSE]), 0, 3)
    assert is_held_out(article([PROSE]), 0, 13)
    assert not is_held_out(article([PROSE]), 0, 2)
    assert not is_held_out(article([PROSE]), 1, 3)
