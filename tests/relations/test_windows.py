"""What the encoder reads together: runs of wanted sentences, with the near ends of their neighbours."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc
from tokenizers import Tokenizer

import pipeline.relations
from pipeline.relations.context import View, view
from pipeline.relations.token_encoder import Window, windows

SHORT = "Rain fell."
LONG = "Rain fell on the roofs, " + ", ".join(["the roads and the fields"] * 12) + "."
FILE = Path(pipeline.relations.__file__).with_name("encoder_model") / "tokenizer.json"


def made(read: Callable[[str], Doc], middle: str, wanted: list[int]) -> tuple[View, list[Window]]:
    seen = view(read(f"Norway signed a treaty. {middle} Chile approved a loan. The sun set. Nobody minded."))
    assert len(seen.sents) == 5
    tokenizer = Tokenizer.from_file(str(FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return seen, windows(seen, [], wanted, tokenizer)


def told(seen: View, window: Window) -> set[int]:
    return {seen.sent_of[word] for word in window.words if word >= 0}


def test_a_short_sentence_between_two_wanted_ones_is_read_with_them(read: Callable[[str], Doc]) -> None:
    seen, (window,) = made(read, SHORT, [0, 2])
    assert window.wanted == [0, 2]
    assert told(seen, window) == {0, 1, 2, 3}


def test_a_long_one_parts_them(read: Callable[[str], Doc]) -> None:
    seen, found = made(read, LONG, [0, 2])
    assert [window.wanted for window in found] == [[0], [2]]
    inside = {t.i for t in seen.sents[1]}
    read_of_it = [len([w for w in window.words if w in inside]) for window in found]
    assert all(0 < count <= 15 for count in read_of_it)


@pytest.mark.parametrize("wanted", [[0], [0, 1], [0, 2], [0, 3], [1, 4], [0, 2, 4], [0, 1, 2, 3, 4]])
@pytest.mark.parametrize("middle", [SHORT, LONG])
def test_every_wanted_sentence_is_read_in_full_by_its_window(
    read: Callable[[str], Doc], middle: str, wanted: list[int]
) -> None:
    seen, found = made(read, middle, wanted)
    assert [k for window in found for k in window.wanted] == wanted
    for window in found:
        words = list(dict.fromkeys(w for w in window.words if w >= 0))
        assert words == sorted(words)
        assert {t.i for k in window.wanted for t in seen.sents[k]} <= set(words)
