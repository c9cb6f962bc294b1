"""Articles for property tests: sentences of our own, boilerplate and garbage in any order."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from pipeline.readers import RawArticle

SENTENCES = (
    "Kazakhstan and Portugal signed a memorandum on river ports in Lisbon on Monday.",
    "Halder Marine agreed to buy two ferries from Nordvik Shipping for 40 million euros.",
    "President of Kazakhstan Almas Serikov and Prime Minister of Portugal Ines Duarte signed a pact.",
    "The treaty on border trade was ratified by Peru's congress on June 4.",
    "“We have signed the contract,” said Erik Solvang, chairman of Nordvik Shipping.",
    "Talks between Georgia and Armenia collapsed last week. Both sides blamed the weather.",
    "The board of Telmar Group approved the budget and appointed Ana Ferreira chairwoman.",
    "It proposed a council of grain exporters (CGE) at the Harvest Summit in Astana.",
    "Rain is expected on Friday.",
)
BOILERPLATE = (
    "date 2025-06-10\n",
    "Photo: Harbour Desk\n",
    "BAKU, Azerbaijan, June 10. ",
    "\nRead also: Ferry prices rise\n",
    "\n\n",
    "© 2025 Harbour Desk. All rights reserved.\n",
)
#: A NUL, direction marks, soft hyphens, joiners, a byte order mark, astral letters and emoji, odd spaces.
ODD = (
    "\x00",
    "\u202e",
    "\u200f",
    "\u00ad",
    "\u200d",
    "\ufeff",
    "𝔓",
    "👩\u200d🚢",
    "e\u0301",
    "\u2028",
    "\xa0",
    "\r\n",
    "\t",
    "\x0b",
    "\x85",
    "ﬁ",
)

_odd = st.sampled_from(ODD)
_garbage = st.text(max_size=12)


@st.composite
def _sentence(draw: st.DrawFn) -> str:
    """A sentence, now and then with something odd inside a word."""
    text = draw(st.sampled_from(SENTENCES))
    for odd in draw(st.lists(_odd, max_size=2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + odd + text[at:]
    return text


_piece = st.one_of(_sentence(), _sentence(), st.sampled_from(BOILERPLATE), _odd, _garbage)
texts = st.lists(_piece, min_size=1, max_size=6).map(lambda pieces: " ".join(pieces))


def raw(text: str, *, article_id: str = "a") -> RawArticle:
    """An article published on a Wednesday."""
    return RawArticle(
        article_id=article_id,
        source=article_id,
        text=text,
        published="2025-06-11",
        published_basis="argument",
    )


def spans(data: Any) -> Iterator[dict[str, Any]]:
    """Every object with start, end and text anywhere in JSON data."""
    if isinstance(data, dict):
        if {"start", "end", "text"} <= data.keys() and isinstance(data["start"], int):
            yield data
        for value in data.values():
            yield from spans(value)
    elif isinstance(data, list):
        for value in data:
            yield from spans(value)
