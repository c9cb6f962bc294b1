"""Cleaning keeps its promises on any text: the map, the partition, idempotence, harmless characters."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.clean import CleanArticle, clean

ODD = "\x00\u200b\u200f\u202e\u2066\ufeff\xad\ud800\udfff\x1b\r\n\t\u2028\x85"
ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(ODD)), max_size=300)

#: Pieces of articles and of their boilerplate, so that the rules have something to bite on.
PIECES = st.sampled_from(
    [
        "date 2024-05-03 ",
        " date 2024-05-03 10:20\n",
        "OSLO, Norway, May 3. ",
        "OSLO, May 3 (Fjord Wire) - ",
        "Ministers of the two countries signed an agreement on ferry lines on Friday, the ministry said.",
        "The document was approved by the board; details were not given to the reporters who had come.",
        "“We are glad,” she added.",
        "By Jane Doe",
        "Jane Doe",
        "Ferry deal signed",
        "Photo: Harbour Office",
        "(Photo: Harbour Office)",
        " (Reporting by Jane Doe; Editing by John Roe)",
        "Read also: Fish prices fall",
        "Read also:",
        "Latest news",
        "- Fish prices fall",
        "Tags: ferries, fish",
        "Tags:",
        "Follow us on Telegram",
        "Disclaimer: this is provided for information only.",
        "Subscribe to our newsletter",
        "Home / Economy / ",
        "ECONOMY",
        "© Fjord Wire",
        "-----",
        "views: 12",
        "Print",
        "Friday, 3 May 2024, 10.20 BST",
        "\n",
        "\n\n",
        " ",
        "\r\n",
        "\x00",
        "\u200f",
    ]
)
ARTICLES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=24).map("".join)


def check(raw: str, found: CleanArticle) -> None:
    assert found.raw == raw
    assert found.text == "".join(raw[s.raw : s.raw + s.length] for s in found.segments)
    position = 0
    for segment in found.segments:
        assert segment.clean == position
        position += segment.length
    cover = sorted(
        [(s.raw, s.raw + s.length) for s in found.segments] + [(r.start, r.end) for r in found.removed]
    )
    assert all(start < end for start, end in cover)
    assert [start for start, _ in cover] == [0, *(end for _, end in cover)][: len(cover)]
    assert (cover[-1][1] if cover else 0) == len(raw)
    if found.dateline:
        assert found.text[found.dateline.start : found.dateline.end] == found.dateline.text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_any_text_is_partitioned(raw: str) -> None:
    check(raw, clean(raw))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_articles_are_partitioned_and_cleaning_is_idempotent(raw: str) -> None:
    found = clean(raw)
    check(raw, found)
    again = clean(found.text)
    assert again.text == found.text
    assert again.removed == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_cleaning_any_text_is_idempotent(raw: str) -> None:
    text = clean(raw).text
    assert clean(text).text == text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_clean_text_can_be_encoded_and_holds_no_control_characters(raw: str) -> None:
    text = clean(raw + "\ud800\x00\u202e").text
    text.encode("utf-8")
    assert not set(text) & set("\x00\u202e\u200f\ufeff\xad")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_arguments_never_raise(published: str, title: str) -> None:
    found = clean("Ferry deal signed\n\nBy Jane Doe", published=published, title=title)
    assert found.published is None or len(found.published) == 10


def test_cleaning_is_deterministic() -> None:
    raw = "date 2024-05-03 OSLO, May 3. The ministers signed it.\n\nTags: a, b\n"
    assert clean(raw) == clean(raw)
