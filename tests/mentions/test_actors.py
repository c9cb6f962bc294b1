"""The sorts of organisations by their names, and names that stand for one another in a chain."""

import pytest

from pipeline.assemble import Extractor
from pipeline.mentions.actors import org_kind
from pipeline.mentions.same import _blends


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("United Nations", "organization"),
        ("United Airlines", "company"),
        ("Leeds United", "club"),
        ("Harrow FC", "club"),
        ("Alda Bank", "bank"),
    ],
)
def test_sort_of_an_organisation(name: str, kind: str) -> None:
    assert org_kind(name) == kind


def test_the_agency_of_the_dateline_is_no_actor(extractor: Extractor) -> None:
    text = "OSLO, 5 March 2007 (Polyglot) - Norway and Chile signed it.\n\nUnion chief Kari Lund protested."
    doc = extractor.doc(text)
    assert doc._.source.dateline.agency == "Polyglot"
    assert not any(doc[m.start : m.end].text == "Polyglot" for m in doc._.mentions)
    assert "Polyglot" not in {a.name for a in doc._.actors}
    again = extractor.doc(text + " Polyglot signed a contract.")
    assert "Polyglot" in {a.name for a in again._.actors}


@pytest.mark.parametrize(
    ("text", "known", "called"),
    [
        ("MSC and Maersk ended their alliance.", "Mediterranean Shipping Company", "MSC"),
        ("The OSCE and Norway signed a memorandum.", None, "OSCE"),
        ("Swaziland and Norway signed a treaty.", "Eswatini", "Swaziland"),
        ("America and Norway signed a treaty.", "United States", "United States"),
        ("The U.S. and Norway signed a treaty.", "United States", "United States"),
        ("A Dutch and a Norwegian minister signed.", "The Netherlands", "The Netherlands"),
        ("The World Trade Organisation admitted Norway.", None, "World Trade Organisation"),
    ],
)
def test_records_call_an_actor_as_the_article_does(
    extractor: Extractor, text: str, known: str | None, called: str
) -> None:
    actor = next(a for a in extractor.doc(text)._.actors if a.called == called)
    assert actor.name == (known or actor.name)


@pytest.mark.parametrize(
    ("word", "full", "blend"),
    [
        ("Afreximbank", "African Export-Import Bank", True),
        ("Europol", "European Police Office", True),
        ("Corvane", "Alda Bank", False),
        ("Bank", "Alda Bank", False),
        ("Alda", "Alda Bank", False),
    ],
)
def test_words_made_of_beginnings(word: str, full: str, blend: bool) -> None:
    assert _blends(word, full) is blend
