"""The article in an HTML page, found by trafilatura (an optional extra)."""

from dataclasses import dataclass

from pipeline.errors import InputError


@dataclass(frozen=True)
class Page:
    """What trafilatura finds in a page: the article's text and its metadata."""

    text: str
    title: str | None
    published: str | None
    url: str | None


def read_page(html: str, *, name: str) -> Page:
    """Extract the article from a page. Raises InputError when there is none, or trafilatura is missing."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise InputError(
            "html", f"{name} is HTML, which needs an extra: pip install 'pactwire[html]' ({error})"
        ) from error
    try:
        found = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    except Exception as error:  # a parser of wild pages: whatever it raises concerns this page only
        raise InputError("html", f"{name}: the page cannot be parsed: {error}") from error
    text = getattr(found, "text", None)
    if not text:
        raise InputError("empty", f"{name} is an HTML page without an article text")
    return Page(text=text, title=found.title, published=found.date, url=found.url)  # type: ignore[union-attr]
