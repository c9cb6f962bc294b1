"""The article as a reader hands it on, before anything is understood."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class RawArticle:
    """One article with the metadata that came with it.

    All offsets that Pactwire writes count code points of ``text``. ``published`` is the ISO date of
    publication if somebody told it (``published_basis``: the caller's argument or the input's metadata).
    ``text_basis`` is "html" when ``text`` was extracted from an HTML page, so that offsets point into the
    extracted text.
    """

    article_id: str
    source: str
    text: str
    title: str | None = None
    published: str | None = None
    published_basis: Literal["argument", "metadata"] | None = None
    url: str | None = None
    text_basis: Literal["raw", "html"] = "raw"

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as lower-case hex digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
