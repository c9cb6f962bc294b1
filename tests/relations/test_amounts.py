"""Tagged sentences: figures, their values and their units."""

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.relations.amounts import find_amounts
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import view

_TAG = re.compile(r"\[([^\]]+)\]\(([^ ]+) ([^)]+)\)")
LINES = [
    line
    for line in (Path(__file__).parent / "amounts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["\n"]})
    return nlp


def _found(nlp: Language, text: str) -> list[tuple[str, float, str]]:
    doc = nlp(text)
    (sent,) = doc.sents
    candidate = Candidate(anchor=doc[0], tokens=[doc[0]], triggers={}, sent=sent, sent_index=0)
    found = find_amounts(candidate, view(doc))
    assert all(doc.text[a["start"] : a["end"]] == a["text"] for a in found)
    return [(a["text"], a["value"], a["unit"]) for a in found]


@pytest.mark.parametrize("line", LINES)
def test_amounts(blank: Language, line: str) -> None:
    wanted = [(words, float(value), unit) for words, value, unit in _TAG.findall(line)]
    assert _found(blank, _TAG.sub(r"\1", line)) == wanted


def test_an_i_without_its_dot_is_read_and_kept(blank: Language) -> None:
    assert _found(blank, "It paid 5 mıllion dollars and 6 MİLLİON DOLLARS.") == [
        ("5 mıllion dollars", 5e6, "USD"),
        ("6 MİLLİON DOLLARS", 6e6, "USD"),
    ]


def test_hundreds_of_digits_are_no_figure(blank: Language) -> None:
    assert _found(blank, f"It paid ${'9' * 400} and $5.") == [("$5", 5.0, "USD")]
