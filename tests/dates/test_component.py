"""What holds of the stage on any text: offsets, order, filled fields, repeatability."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import extensions  # noqa: F401
from pipeline.dates import edtf
from pipeline.dates.component import DatesComponent
from pipeline.layers import Source

BLANK = English()
STAGE = DatesComponent()
ANCHORS = {"absolute", "published", "dateline", "context", "unknown"}

_PIECES = st.sampled_from(
    [
        "March",
        "May 3",
        "June",
        "2024",
        "2023-24",
        "the first half of",
        "a day",
        "earlier",
        "last",
        "week",
        "the",
        "of",
        "to",
        "-",
        "–",
        ",",
        ".",
        "31",
        "30th",
        "year",
        "ended",
        "quarter",
        "same day",
        "on Friday",
        "'s",
        "99",
        "Q3",
        "0000",
        "9999",
        "12/13/14",
        "2025-02-30",
        "November 31",
        "\n\n",
        "\u200f",
        "١٢",
        "fiscal",
        "ago",
        "five",
        "next",
        "Sunday",
        "summer",
        "decade",
        "1990s",
        "No.",
        "$",
        "(",
        "between",
        "and",
        "the day before",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join))
PUBLISHED = st.sampled_from(
    [None, "2024-02-29", "2025-12-31", "0001-01-01", "9999-12-31", "2024", "nonsense"]
)


def _read(text: str, published: str | None = None) -> Doc:
    doc = BLANK.make_doc(text)
    doc._.source = Source(published=published)
    return STAGE(doc)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, PUBLISHED)
@example("LAST DECADE", "0001-01-01")
@example("February 30 and 31 June", "2024-02-29")
@example("the decade ago a decade later 9999 years ago", "9999-12-31")
def test_any_text_gives_sound_mentions(text: str, published: str | None) -> None:
    doc = _read(text, published)
    end = 0
    for mention in doc._.dates:
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert text[mention.start : mention.end] == mention.text
        value = edtf.parse(mention.edtf)
        assert (mention.first, mention.last) == value.bounds()
        assert mention.precision == value.precision()
        assert mention.anchor in ANCHORS


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert _read(text, "2024-05-17")._.dates == _read(text, "2024-05-17")._.dates


def test_one_article_says_nothing_about_the_next() -> None:
    alone = _read("They met the same day.", "2024-05-17")._.dates
    _read("They met on June 3, 1999. The same day they signed.", "2020-01-01")
    assert _read("They met the same day.", "2024-05-17")._.dates == alone


def test_an_empty_text_has_no_dates() -> None:
    assert _read("")._.dates == []


def test_the_layer_survives_serialisation() -> None:
    doc = _read("They met on June 3, 1999.")
    again = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert again._.dates == doc._.dates


def test_a_partial_publication_date_is_no_anchor() -> None:
    assert [d.edtf for d in _read("They met yesterday.", "2024")._.dates] == ["XXXX"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("They met on June 3, 1999.", "absolute"),
        ("They met yesterday.", "published"),
        ("They met on June 3, 1999, and the next day.", "context"),
    ],
)
def test_the_anchor_is_told(text: str, anchor: str) -> None:
    assert _read(text, "2024-05-17")._.dates[-1].anchor == anchor


def test_the_stage_is_a_component(nlp: Language) -> None:
    assert nlp.get_pipe_meta("pactwire_dates").assigns == ["doc._.dates"]
    assert [d.text for d in nlp("They met in June 2024.")._.dates] == ["June 2024"]
