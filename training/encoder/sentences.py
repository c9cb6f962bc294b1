"""Sentences of a raw article: the parser of the shipped pipeline, paragraph by paragraph."""

import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

_BREAK = re.compile(r"\n\s*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")

#: A text is hard-wrapped when it has more than MANY lines, all shorter than WIDEST and most longer than HALF.
_MANY, _WIDEST, _HALF = 5, 95, 50


def load_splitter(path: Path) -> Language:
    """The pipeline with only what the parser needs."""
    return spacy.load(path, exclude=["ner", "lemmatizer", "tagger", "attribute_ruler"])


def split(text: str, nlp: Language) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of a text, without white space at their ends."""
    found = []
    for start, end in paragraphs(text):
        for sentence in nlp(text[start:end]).sents:
            trimmed = trim(text, start + sentence.start_char, start + sentence.end_char)
            if trimmed[0] < trimmed[1]:
                found.append(trimmed)
    return found


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the paragraphs: a blank line ends one, a single line break unless it wraps."""
    start = 0
    for found in (_BLANK_LINE if hard_wrapped(text) else _BREAK).finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def hard_wrapped(text: str) -> bool:
    """Whether the lines of a text look broken at a fixed width."""
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    long = sum(length > _HALF for length in lengths)
    return len(lengths) > _MANY and max(lengths) < _WIDEST and long > len(lengths) / 2


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
