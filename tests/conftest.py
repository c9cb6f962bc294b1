"""What tests of several folders share: the whole pipeline, loaded once."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.assemble import DEFAULT_MODEL, Extractor, load
from pipeline.readers import RawArticle
from tests.postgres import postgres_server, postgres_url

__all__ = ["article", "extractor", "postgres_server", "postgres_url", "read"]

#: Publication date of the short articles in the tests; a Wednesday.
PUBLISHED = "2025-06-11"


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The pipeline as ``pipeline.load()`` gives it; its tests are skipped where no model is built."""
    if not (DEFAULT_MODEL / "config.cfg").exists():
        pytest.skip(f"the language model is not at {DEFAULT_MODEL}")
    return load()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[[str], Doc]:
    """Annotate a short article published on PUBLISHED; each text is read once a session."""
    known: dict[str, Doc] = {}

    def doc(text: str) -> Doc:
        if text not in known:
            known[text] = extractor.doc(article(text))
        return known[text]

    return doc


def article(text: str, *, article_id: str = "example") -> RawArticle:
    """A raw article published on PUBLISHED."""
    return RawArticle(
        article_id=article_id, source=article_id, text=text, published=PUBLISHED, published_basis="argument"
    )
