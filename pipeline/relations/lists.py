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
    end = 0
    for index, sent in enumerate(sents):
        lead = len(sent.text) - len(sent.text.lstrip())
        new_line = "\n" in text[max(0, end - 1) : sent.start_char + lead]
        marked = bool(_MARK.match(sent.text)) and (new_line or index == 0)
        carried = new_line and index > 0 and sents[index - 1].text.rstrip().endswith((":", ";"))
        further = index - 1 in out and not new_line  # a second sentence of an item
        if head is not None and (marked or carried or further):
            out[index] = head
        else:
            head = index
        end = sent.end_char
    return out
