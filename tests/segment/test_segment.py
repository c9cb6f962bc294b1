"""Sentence boundaries set before the parser, on a blank tokenizer."""

import pytest
import spacy

from pipeline import extensions  # noqa: F401
from pipeline.layers import DatelineMention, Source
from pipeline.segment.component import SegmentComponent
from pipeline.segment.lexicon import load_boundaries

NLP = spacy.blank("en")
SEGMENT = SegmentComponent()


def marks(text: str, dateline: tuple[int, int] | None = None) -> dict[str, list[bool | None]]:
    """The marks of every token by its text."""
    doc = NLP.make_doc(text)
    if dateline is not None:
        line = DatelineMention(*dateline, text=text[slice(*dateline)], place=None)
        doc._.source = Source(dateline=line)
    SEGMENT(doc)
    found: dict[str, list[bool | None]] = {}
    for token in doc:
        found.setdefault(token.text, []).append(token.is_sent_start)
    return found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The board met Mr. Hale in May.", "Hale"),
        ("They named Lt. Gen. Orr chief.", "Orr"),
        ("It signed J. Marsh last week.", "Marsh"),
        ("Decree No. 12 is in force.", "12"),
        ("A visit on Sept. 4 is planned.", "4"),
        ("The U.S. Treasury agreed.", "Treasury"),
        ("It met in St. Ives.", "Ives"),
        ("E.J. Orr Ltd said so.", "Orr"),
        ("The pact (signed in Oslo. It is short) holds.", "It"),
        ('"We agreed," he said.', "he"),
        ('"Did you agree?" she asked.', "she"),
        ("The mood was good; the talks were short.", "the"),
        ("The envoys met in Oslo Monday.", "Monday"),
        ("1. Decision on water.", "Decision"),
    ],
)
def test_no_sentence_begins_here(text: str, word: str) -> None:
    assert marks(text)[word] == [False]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Talks open in Oslo\n\nMinisters met on Monday.", "Ministers"),
        ("They agreed:\n- to build a port;\n- to share it.", "-"),
        ("First line.\nSecond line.", "Second"),
        ("Joint Command \u2028For release now", "For"),
    ],
)
def test_a_paragraph_begins_a_sentence(text: str, word: str) -> None:
    assert all(mark is True for mark in marks(text)[word])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Talks ended. Ministers left.", "Ministers"),
        ('He said: "We agreed." Ministers left.', "Ministers"),
        ("It was sold in the U.S. The price is secret.", "price"),
    ],
)
def test_open_boundaries_are_left_to_the_parser(text: str, word: str) -> None:
    found = marks(text)
    assert found["The"][-1] is None if word == "price" else found[word] == [None]


def test_hard_wrapped_lines_are_joined() -> None:
    line = "The two ministers of the river states met again in the northern port and\n"
    found = marks(line * 4 + "Agreed on the tariff.")
    assert found["Agreed"] == [False]


def test_dateline_is_one_piece_and_the_report_follows() -> None:
    text = "LISBON, Portugal, May 4. Ministers met. They agreed."
    found = marks(text, (0, 24))
    assert found["Portugal"] == [False]
    assert found["May"] == [False]
    assert found["Ministers"] == [True]


def test_first_token_and_short_docs_are_left_alone() -> None:
    for text in ("", "Oslo", "\n", "\n\nOslo."):
        doc = SEGMENT(NLP.make_doc(text))
        assert len(doc) == len(NLP.make_doc(text))


def test_closing_quote_stays_with_its_sentence() -> None:
    doc = SEGMENT(NLP.make_doc('"We agreed." They left.'))
    assert doc[4].text == '"'
    assert doc[4].is_sent_start is False


def test_data_file_is_complete() -> None:
    known = load_boundaries()
    assert "mr" in known.never_final
    assert all(word == word.lower() and not word.endswith(".") for word in known.never_final)
