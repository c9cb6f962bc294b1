"""Windows: runs of an article's sentences that go through the frozen layers together.

The run-time side (pipeline/relations/encoder.py) packs sentences in the same way; the numbers must agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: Token ids of the base model's vocabulary.
CLS, SEP = 101, 102
#: A sentence is cut after so many tokens.
SENTENCE_TOKENS = 160
#: So many tokens of the sentences before and after a block ride along as context.
CONTEXT_TOKENS = 60
#: A block of sentences ends before it gets longer than this, but holds one sentence at least.
BLOCK_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sentence stands: ``tokens[start:end]`` of its window, sentence ``index`` of its article."""

    start: int
    end: int
    index: int


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids with the sentences in them that are to be judged; the others are context."""

    tokens: tuple[int, ...]
    spans: tuple[Span, ...]


def windows_of(sentences: Sequence[Sequence[int]]) -> list[Window]:
    """Cut an article, given as the token ids of its sentences, into windows; each sentence is in one span."""
    cut = [list(sentence[:SENTENCE_TOKENS]) for sentence in sentences]
    windows = []
    start = 0
    while start < len(cut):
        end = _block_end(cut, start)
        windows.append(_window(cut, start, end))
        start = end
    return windows


def _block_end(sentences: list[list[int]], start: int) -> int:
    end, length = start + 1, len(sentences[start]) + 1
    while end < len(sentences) and length + len(sentences[end]) + 1 <= BLOCK_TOKENS:
        length += len(sentences[end]) + 1
        end += 1
    return end


def _window(sentences: list[list[int]], start: int, end: int) -> Window:
    tokens, spans = [CLS], []
    if start:
        tokens += [*sentences[start - 1][-CONTEXT_TOKENS:], SEP]
    for index in range(start, end):
        spans.append(Span(len(tokens), len(tokens) + len(sentences[index]), index))
        tokens += [*sentences[index], SEP]
    if end < len(sentences):
        tokens += [*sentences[end][:CONTEXT_TOKENS], SEP]
    return Window(tuple(tokens), tuple(spans))
