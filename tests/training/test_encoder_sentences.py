"""Paragraphs and sentences of a raw article."""

import spacy

from training.encoder.sentences import hard_wrapped, paragraphs, split

WRAPPED = "\n".join(["The ministers of Norland met in the old port of Sund on a rainy day"] * 6)


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_line_break_ends_a_paragraph_unless_the_text_is_wrapped() -> None:
    assert texts("Title\nFirst line.\n\n Second line.\n") == ["Title", "First line.", "Second line."]
    assert hard_wrapped(WRAPPED) and not hard_wrapped("Title\nFirst line.")
    assert texts(f"{WRAPPED}\n\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert texts("") == texts(" \n\n ") == []


def test_sentences_are_offsets_into_the_raw_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    text = "Talks ended\n\n  They met. They signed.  \nRain fell. "
    found = split(text, nlp)
    assert [text[start:end] for start, end in found] == [
        "Talks ended",
        "They met.",
        "They signed.",
        "Rain fell.",
    ]
