"""A small annotated Doc and acts on it, made by hand: the records stage without the stages before it."""

from typing import Any

import spacy
from spacy.tokens import Doc

from pipeline import extensions  # noqa: F401  (the Doc attributes)
from pipeline.layers import Act, Actor, DateMention, Filler, Mention, Segment, Source

TEXT = (
    "Norway and Chile signed a fishing treaty in Oslo on June 3. "
    "The fishing treaty was ratified by Norway on June 5. "
    "Kari Lund spoke for Norway."
)
#: Twelve characters of boilerplate stand before the clean text, so that raw offsets differ from clean ones.
LEAD = "Photo: Quay\n"
NORWAY, CHILE, LUND = 0, 1, 2
_NLP = spacy.blank("en")


def doc() -> Doc:
    """TEXT with its actors, mentions and dates, behind LEAD in the raw text."""
    doc = _NLP.make_doc(TEXT)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    doc._.source = Source(
        article_id="treaty",
        published="2025-06-11",
        segments=[Segment(clean=0, raw=len(LEAD), length=len(TEXT))],
        raw=LEAD + TEXT,
    )
    doc._.actors = [
        Actor("Norway", "country", "country", country="NO"),
        Actor("Chile", "country", "country", country="CL"),
        Actor("Kari Lund", "person", "person"),
    ]
    start = at(doc, "Kari Lund")[0]
    doc._.mentions = [
        Mention(start, start + 2, start + 1, "office", [NORWAY], person=LUND, office="minister")
    ]
    doc._.dates = [_date("June 3", "2025-06-03"), _date("June 5", "2025-06-05")]
    return doc


def _date(text: str, edtf: str) -> DateMention:
    start = TEXT.index(text)
    return DateMention(start, start + len(text), text, edtf, edtf, edtf, "day", "published")


def at(doc: Doc, words: str, *, nth: int = 0) -> tuple[int, int]:
    """The token range of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return span.start, span.end


def filler(doc: Doc, words: str, ref: int | None = None, *, nth: int = 0) -> Filler:
    """A filler over some words of the Doc."""
    start, end = at(doc, words, nth=nth)
    return Filler(start, end, ref, 0.9, "test", words)


def signing(doc: Doc, **changes: Any) -> Act:
    """The first sentence's act; ``changes`` replace its fields."""
    trigger = [at(doc, w)[0] for w in ("signed", "treaty")]
    fields: dict[str, Any] = {
        "anchor": trigger[0],
        "trigger": trigger,
        "pattern": "sign+treaty",
        "sentences": [list(at(doc, TEXT[: TEXT.index(".") + 1]))],
        "score": 0.9,
        "status": "signed",
        "instrument": "agreement",
        "parties": [filler(doc, "Norway", NORWAY), filler(doc, "Chile", CHILE)],
        "subject": filler(doc, "fishing treaty"),
        "when": filler(doc, "June 3", 0),
        "place": filler(doc, "Oslo"),
    }
    return Act(**(fields | changes))


def ratification(doc: Doc, **changes: Any) -> Act:
    """The second sentence's act, which repeats the first for one of its parties."""
    trigger = at(doc, "ratified")[0]
    end = TEXT.index("Kari") - 1
    fields: dict[str, Any] = {
        "anchor": trigger,
        "trigger": [trigger],
        "pattern": "ratify",
        "sentences": [list(at(doc, TEXT[TEXT.index("The") : end]))],
        "score": 0.7,
        "status": "approved",
        "instrument": "agreement",
        "parties": [filler(doc, "Norway", NORWAY, nth=1)],
        "subject": filler(doc, "fishing treaty", nth=1),
        "when": None,
    }
    return Act(**(fields | changes))
