"""Inline-tagged sentences: what must be found, with its value, and that nothing else is."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.dates import edtf
from pipeline.layers import DatelineMention, Source

_TAG = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def _read_examples() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "examples.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line.strip() and not line.startswith("#")]
    return [(published, text) for published, text in pairs]


EXAMPLES = _read_examples()


def _strip(tagged: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text and the (start, end, EDTF) of each tag in it."""
    plain, wanted, at = "", [], 0
    for match in _TAG.finditer(tagged):
        plain += tagged[at : match.start()]
        wanted.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    return plain + tagged[at:], wanted


def _source(published: str, text: str) -> Source:
    if published == "dateline":
        end = text.index(" - ")
        return Source(dateline=DatelineMention(start=0, end=end, text=text[:end], place=None))
    return Source(published=None if published == "-" else published)


def test_there_are_enough_examples() -> None:
    found = [len(_strip(text)[1]) for _, text in EXAMPLES]
    assert sum(found) >= 60
    assert found.count(0) >= 25


@pytest.mark.parametrize(("published", "tagged"), EXAMPLES, ids=[text[:60] for _, text in EXAMPLES])
def test_example(nlp: Language, published: str, tagged: str) -> None:
    text, wanted = _strip(tagged)
    doc = nlp.make_doc(text)
    doc._.source = _source(published, text)
    dates = nlp(doc)._.dates
    if published == "dateline":
        # The dateline's own day is found too; its value is the example's anchor.
        dates = [d for d in dates if d.start > doc._.source.dateline.end]
    got = [(d.text, d.edtf) for d in dates]
    # The span may leave out the article or preposition that the tag took in, or take it in.
    assert len(got) == len(wanted), got
    for mention, (start, end, value) in zip(dates, wanted, strict=True):
        assert mention.edtf == value, got
        inside = start <= mention.start and mention.end <= end
        outside = mention.start <= start and end <= mention.end
        assert inside or outside, got
        assert text[mention.start : mention.end] == mention.text
        assert mention.precision == edtf.parse(mention.edtf).precision()
        assert (mention.first, mention.last) == edtf.parse(mention.edtf).bounds()
