"""Articles to measure on: those of the bundled corpus, or any input that ``pactwire extract`` reads."""

from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from pipeline.readers import RawArticle, read_inputs

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


def articles(source: Path = CORPUS, *, most: int | None = None) -> list[RawArticle]:
    """The readable articles of a file or folder, in its order; ValueError when there are none."""
    good = (found for found in read_inputs([str(source)]) if isinstance(found, RawArticle))
    found = list(islice(good, most))
    if not found:
        raise ValueError(f"no article in {source}")
    return found


def rounds(found: Iterable[RawArticle], *, size: int) -> Iterator[list[RawArticle]]:
    """Endless lists of ``size`` articles, each going on where the one before stopped, around and around."""
    endless = cycle(found)
    while True:
        yield list(islice(endless, size))
