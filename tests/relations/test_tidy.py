"""What a subject is cut down to: exact words, where examples.txt only asks that words be in it."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

CUT = [
    ("Bursa and Konya signed an agreement on twinning on 2 May.", "twinning"),
    (
        "Kenya signed an agreement on trade with Uganda and a protocol on water with Malawi on Monday.",
        "trade",
    ),
    ("Slovenia and Italy signed a new defence agreement on Monday.", "defence"),
    ("Armenia and Georgia signed a Swiss-mediated water agreement on Monday.", "water"),
    ("Kenya and Uganda signed a treaty on the upgrade of a road and a protocol on tea.", "upgrade of a road"),
]


@pytest.mark.parametrize(("text", "subject"), CUT, ids=[t[:40] for t, _ in CUT])
def test_the_subject_is_the_content_alone(read: Callable[[str], Doc], text: str, subject: str) -> None:
    assert read(text)._.records[0]["subject"] == subject


def test_words_stay_where_nothing_else_tells_the_content(read: Callable[[str], Doc]) -> None:
    doc = read("The dockers' union and Halder Marine reached a tentative four-year agreement on Monday.")
    assert "agreement" in doc._.records[0]["subject"]
