"""The table of docs/dates.md says what the stage does."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.layers import Source

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
ROWS = re.findall(r"^\| (.*\[.+\].*) \| (\S+) \| (\w+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_is_there() -> None:
    assert len(ROWS) >= 30


@pytest.mark.parametrize(("sentence", "value", "precision"), ROWS)
def test_row(nlp: Language, sentence: str, value: str, precision: str) -> None:
    text = sentence.replace("[", "").replace("]", "")
    start = sentence.index("[")
    doc = nlp.make_doc(text)
    doc._.source = Source(published="2025-06-11")
    dates = nlp(doc)._.dates
    assert [(d.edtf, d.precision) for d in dates] == [(value, precision)]
    assert dates[0].end == sentence.index("]") - 1
    assert start <= dates[0].start
