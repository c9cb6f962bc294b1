"""The dates stage: every expression that names a calendar point or interval, with its EDTF value."""

from spacy.tokens import Doc

from pipeline.dates.knowledge import load_knowledge
from pipeline.dates.lexer import Lexer
from pipeline.dates.reading import Reading


class DatesComponent:
    """Writes ``doc._.dates``: DateMention in text order, without overlap, offsets in ``doc.text``.

    Reads ``doc._.source`` for the publication date and the dateline, and the tags of the tokens; where there
    is a parse it serves to tell past from future.
    """

    def __init__(self) -> None:
        self._knowledge = load_knowledge()
        self._lexer = Lexer(self._knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Find and resolve the dates of one Doc."""
        doc._.dates = Reading(doc, self._knowledge, self._lexer).mentions()
        return doc
