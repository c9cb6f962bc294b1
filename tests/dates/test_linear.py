"""No text may make the stage slow: one line of a megabyte is read in time that grows with its length."""

import time

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline import extensions  # noqa: F401
from pipeline.dates.candidates import find
from pipeline.dates.component import DatesComponent
from pipeline.dates.knowledge import load_knowledge
from pipeline.dates.lexer import Lexer
from pipeline.layers import Source

MEGABYTE = 1_000_000

#: Units that begin like a date and go wrong at the end.
UNITS = [
    "May ",
    "111,",
    "2024-",
    "1.",
    "12/",
    "the end of ",
    "9",
    "2024 to ",
    "June 5 and ",
    "\n  ",
    "'",
    "x",
]


def _scan(text: str) -> float:
    knowledge = load_knowledge()
    started = time.process_time()
    for _ in find(Lexer(knowledge)(text), knowledge, lambda candidate: False):
        pass
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS)
def test_the_scan_is_linear(unit: str) -> None:
    quarter = _scan(unit * (MEGABYTE // 16 // len(unit)))
    whole = _scan(unit * (MEGABYTE // 4 // len(unit)))
    # Four times the text; a quadratic scan would take sixteen times as long.
    assert whole < 9 * quarter + 0.5


def test_a_line_of_a_megabyte() -> None:
    text = "they signed in June 2024 and on Friday in May, a day earlier than last week, 2,000 people said"
    sentence = text.split()
    words = sentence * (MEGABYTE // sum(len(word) + 1 for word in sentence))
    doc = Doc(English().vocab, words=words)
    assert len(doc.text) > MEGABYTE * 0.95
    doc._.source = Source(published="2024-07-01")
    started = time.process_time()
    DatesComponent()(doc)
    assert len(doc._.dates) > 4 * (len(words) // len(sentence)) - 1
    assert time.process_time() - started < 60
