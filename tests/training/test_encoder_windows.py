"""Windows over an article's sentences and the arrays they become."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relations import encoder
from training.encoder.batches import group, window_arrays
from training.encoder.targets import INSTRUMENTS, STATUSES
from training.encoder.windows import BLOCK_TOKENS, CLS, CONTEXT_TOKENS, SENTENCE_TOKENS, SEP, windows_of

LENGTHS = st.lists(st.integers(1, 250), max_size=25)


def article(lengths: list[int]) -> list[list[int]]:
    """Sentences whose tokens tell where they come from."""
    return [[1000 * (i + 1) + k for k in range(length)] for i, length in enumerate(lengths)]


@given(LENGTHS)
def test_each_sentence_is_judged_once_on_its_own_tokens(lengths: list[int]) -> None:
    sentences = article(lengths)
    spans = [(window, span) for window in windows_of(sentences) for span in window.spans]
    assert [span.index for _, span in spans] == list(range(len(sentences)))
    for window, span in spans:
        assert list(window.tokens[span.start : span.end]) == sentences[span.index][:SENTENCE_TOKENS]


@given(LENGTHS)
def test_windows_stay_small(lengths: list[int]) -> None:
    for window in windows_of(article(lengths)):
        assert window.tokens[0] == CLS and window.tokens[-1] == SEP
        assert len(window.tokens) <= 1 + BLOCK_TOKENS + 2 * (CONTEXT_TOKENS + 1)


def test_neighbours_ride_along() -> None:
    sentences = article([90, 100, 90, 80])
    first, second = windows_of(sentences)
    assert [[span.index for span in window.spans] for window in (first, second)] == [[0, 1], [2, 3]]
    assert list(first.tokens[-61:-1]) == sentences[2][:CONTEXT_TOKENS]
    assert list(second.tokens[1:61]) == sentences[1][-CONTEXT_TOKENS:]


def test_no_sentences_no_windows() -> None:
    assert windows_of([]) == []


def test_arrays() -> None:
    windows = windows_of(article([3, 2])) + windows_of(article([4]))
    arrays = window_arrays(windows, [[(1.0, 0.0), (0.0, 1.0)], [(1.0, 1.0)]])
    assert arrays["ids"].shape == arrays["mask"].shape == (2, 8)
    assert arrays["mask"].sum(1).tolist() == [8, 6]
    assert arrays["pool"].sum(-1).tolist() == [[3, 2], [4, 0]]
    assert arrays["ids"][0][arrays["pool"][0, 1] == 1].tolist() == [2000, 2001]
    assert arrays["pos"].tolist() == [[[1, 0], [0, 1]], [[1, 1], [0, 0]]]
    assert arrays["pool"].dtype == np.float32 and arrays["ids"].dtype == np.int64


@given(LENGTHS, st.booleans())
def test_groups_hold_every_sequence_and_keep_the_limit(lengths: list[int], shuffled: bool) -> None:
    groups = group(lengths, 400, random.Random(1) if shuffled else None)
    assert sorted(i for members in groups for i in members) == list(range(len(lengths)))
    for members in groups:
        assert len(members) == 1 or len(members) * max(lengths[i] for i in members) <= 400


def test_groups_repeat_with_the_seed() -> None:
    lengths = [7, 3, 9, 30, 12, 5, 8]
    assert group(lengths, 40, random.Random(4)) == group(lengths, 40, random.Random(4))


class FakeEncoding:
    """What a tokenizer returns."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids


class FakeTokenizer:
    """A token a word: its number."""

    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> list[FakeEncoding]:
        assert not add_special_tokens
        return [FakeEncoding([int(word) for word in text.split()]) for text in texts]


@given(LENGTHS)
def test_the_runtime_packs_sentences_in_the_same_way(lengths: list[int]) -> None:
    sentences = article(lengths)
    texts = [" ".join(map(str, sentence)) for sentence in sentences]
    packed = encoder._windows(texts, list(range(len(texts))), FakeTokenizer())
    trained = windows_of(sentences)
    assert [tuple(window.ids) for window in packed] == [window.tokens for window in trained]
    assert [[span[:3] for span in window.spans] for window in packed] == [
        [(span.start, span.end, span.index) for span in window.spans] for window in trained
    ]


def test_the_runtime_reads_the_heads_in_the_same_order() -> None:
    assert encoder.STATUSES == STATUSES and encoder.INSTRUMENTS == INSTRUMENTS
