"""Lists in running text: which sentence introduces the item that a sentence is or belongs to."""

import re

from spacy.tokens import Doc, Span

_MARK = re.compile(r"\s*(?:[-–—•*▪●·►✔]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")


def introductions(doc: Doc, sents: list[Span]) -> dict[int, int]:
    """The sentence that introduces the list, for each sentence that is an item of one.

    An item begins a line with a mark, or follows on a new line what ended in a colon or a semicolon. What
    introduces it is the nearest sentence before that is no item: "The presidents signed:", "Documents signed".
    """
    out: dict[int, int] = {}
    head: int | None = None
    for index, sent in enumerate(sents):
        new_line = index > 0 and "\n" in doc.text[sents[index - 1].end_char - 1 : sent.start_char + 1]
        new_line = new_line or (index > 0 and sents[index - 1].text.endswith("\n")) or sent.text.startswith("\n")
        before = sents[index - 1].text.rstrip() if index else ""
        marked = bool(_MARK.match(sent.text)) and (new_line or index == 0)
        carried = new_line and head is not None and before.endswith((":", ";"))
        if head is not None and (marked or carried):
            out[index] = head
        elif head is not None and index - 1 in out and not new_line:
            out[index] = head  # a second sentence of an item
        else:
            head = index
    return out
