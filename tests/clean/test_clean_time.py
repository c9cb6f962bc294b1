"""No input makes cleaning explode: a megabyte of anything takes seconds, twice the text twice the time."""

import time

import pytest

from pipeline.clean import clean
from tests.clean.article import BODY

#: Pieces to repeat to one line of a megabyte.
LINES = [
    "a",
    " ",
    "(",
    "word ",
    "Word ",
    "(Reporting by ",
    "(photo: ",
    "/ ",
    "May 3, 2024 ",
    "a@b",
    "a-",
    "1.",
    "delay beginning of 198",
    "will this year and ",
    "sidelines of A B C ",
    "Disclaimer: ",
    "He said so. ",
]
#: Pieces that make many lines or many cuts of a quarter of that.
MANY = ["\x00a", "\r\n", "Read also\n", "Tags: a\n", "Latest news\nfoo\n\n"]
SECONDS = 20.0  # one or two on an idle machine; the tests share theirs


@pytest.mark.parametrize(
    ("piece", "size"), [(piece, 1_000_000) for piece in LINES] + [(piece, 250_000) for piece in MANY]
)
def test_a_lot_of(piece: str, size: int) -> None:
    raw = piece * (size // len(piece))
    start = time.process_time()
    found = clean(raw)
    assert time.process_time() - start < SECONDS
    assert sum(s.length for s in found.segments) + sum(r.end - r.start for r in found.removed) == len(raw)


def test_time_grows_with_length_only() -> None:
    def seconds(times: int) -> float:
        raw = (BODY + "\n\nRead also: Gas price falls\n\n") * times
        start = time.process_time()
        clean(raw)
        return time.process_time() - start

    seconds(10)
    assert seconds(1600) < 10 * max(seconds(400), 0.05)
