"""Lists in running text: which sentence introduces the item that a sentence is or belongs to."""

import re

from spacy.tokens import Doc, Span

_MARK = re.compile(r"\s*(?:[-–—•*▪●·►✔]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")


def introductions(doc: Doc, sents: list[Span]) -> dict[int, int]:
    """The sentence that introduces the list, for each sentence that is an item of one.

    An item begins a line with a mark, or follows on a new line what ended in a colon or a semicolon. What
    introduces it is the nearest sentence before that is no item: "The presidents signed:".
    """
    out: dict[int, int] = {}
    text = doc.text
    head: int | None = None
    start = end = 0
    for index, sent in enumerate(sents):
        previous, before = text[start:end], end
        start, end = sent.start_char, sent.end_char
        lead = end - start - len(text[start:end].lstrip())
        new_line = "\n" in text[max(0, before - 1) : start + lead]
        marked = (new_line or index == 0) and bool(_MARK.match(text, start, end))
        carried = new_line and previous.rstrip().endswith((":", ";"))
        further = index - 1 in out and not new_line  # a second sentence of an item
        if head is not None and (marked or carried or further):
            out[index] = head
        else:
            head = index
    return out
