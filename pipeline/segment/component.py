"""Sentence boundaries that the layout and the punctuation of the text force, set before the parser runs.

The parser of a news model splits too often: after "No.", inside a bracket, before a lower-case word, within
the dateline. It keeps boundaries that are preset, so this component presets those that are certain and leaves
the others (a full stop before a capital) open.
"""

import numpy as np
from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from pipeline.layers import Source
from pipeline.segment.layout import Layout
from pipeline.segment.lexicon import load_boundaries

OPEN, YES, NO = 0, 1, -1

#: A dash among the first tokens of a paragraph may end a dateline; later ones stand within a sentence.
OPENING_TOKENS = 15


class SegmentComponent:
    """Presets ``token.is_sent_start``: True where a sentence must begin, False where none can, else None."""

    def __init__(self) -> None:
        self.known = load_boundaries()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc that is tokenised and not yet parsed; the first token is left alone."""
        if len(doc) > 1:
            marks = self._marks(doc)
            doc.from_array([SENT_START], np.asarray(marks, dtype=np.int64).astype(np.uint64))  # type: ignore[arg-type]
        return doc

    def _marks(self, doc: Doc) -> list[int]:
        columns = doc.to_array([ORTH, SPACY])
        strings = doc.vocab.strings
        words = [strings[orth] for orth in columns[:, 0].tolist()]
        spaced = [flag == 1 for flag in columns[:, 1].tolist()]
        layout = Layout.of(words, spaced, self.known)
        marks = [OPEN] * len(words)
        previous = -1
        for i, word in enumerate(words):
            if word.isspace():
                marks[i] = NO
                continue
            if previous >= 0:
                marks[i] = YES if i in layout.paragraph_starts else self._mark(words, layout, previous, i)
            previous = i
        marks[0] = OPEN
        self._dateline(doc, words, marks)
        return marks

    def _mark(self, words: list[str], layout: Layout, previous: int, i: int) -> int:
        """The mark of a token inside a paragraph, from itself and the tokens before it."""
        known, word, before = self.known, words[i], words[previous]
        if word[0].islower() or word in known.never_initial or word in known.closers or i in layout.closing:
            return NO
        if previous in layout.opening or before in known.openers or i in layout.bracketed:
            return NO
        end = previous
        while end > 0 and (end in layout.closing or words[end] in known.closers):
            end -= 1
        last = words[end]
        if last in known.soft_terminal:
            if self._dated(words[layout.paragraph_of(i) : end]):
                return NO  # "September 2022: the two firms sign ...", an entry of a timeline
            opens = end - layout.paragraph_of(i) < OPENING_TOKENS
            return OPEN if opens or last in (":", ";") else NO
        if last not in known.terminal and not last.endswith((".", "!", "?", "…")):
            return NO
        return NO if end == previous and self._abbreviated(words, layout, end, word) else OPEN

    def _dated(self, opening: list[str]) -> bool:
        """Whether the words that open a paragraph are a date and nothing else."""
        words = [word.lower() for word in opening if not word.isspace()]
        numbers = [word for word in words if word[0].isdigit()]
        return bool(numbers) and all(w in self.known.date_words or w in numbers for w in words)

    def _abbreviated(self, words: list[str], layout: Layout, end: int, following: str) -> bool:
        """Whether the full stop at ``end`` belongs to an abbreviation, an initial or a list number."""
        last = words[end]
        stem, at = (words[end - 1], end - 1) if last == "." and end else (last[:-1], end)
        if not last.endswith(".") or not stem:
            return False
        start = layout.paragraph_of(end)
        if stem.isdigit():
            return at == start
        low = stem.lower()
        if low in self.known.never_final and (stem[0].isupper() or "." in stem or low in ("vs", "cf", "al")):
            return True
        if low in self.known.not_final_before_number and following[0].isdigit():
            return True
        if low in self.known.before_names:
            return following[0].isalpha() and following not in self.known.sentence_openers
        initial = last != "." and len(stem) == 1 and stem.isalpha() and stem.isupper()
        return following[0].isalpha() and (initial or (at == start and _initials(stem)))

    def _dateline(self, doc: Doc, words: list[str], marks: list[int]) -> None:
        """Keep the dateline in one piece and let the report begin after it."""
        source: Source = doc._.source
        if source.dateline is None:
            return
        line = doc.char_span(source.dateline.start, source.dateline.end, alignment_mode="expand")
        if line is None or len(line) == 0:
            return
        for i in range(line.start + 1, line.end):
            marks[i] = NO
        i = line.end
        while i < len(words) and (
            words[i].isspace() or words[i] in self.known.soft_terminal or words[i] == "."
        ):
            marks[i] = NO
            i += 1
        if i < len(words):
            marks[i] = YES


def _initials(stem: str) -> bool:
    """True for "E.A" and "J": capitals between full stops."""
    return all(len(part) == 1 and part.isupper() for part in stem.split("."))
