"""Runs the Python snippets of a page of docs/ and compares what they print."""

import contextlib
import io
import re
from pathlib import Path
from unittest import mock

import pipeline.assemble
from pipeline.assemble import Extractor

DOCS = Path(__file__).parents[1] / "docs"
_SNIPPET = re.compile(r"```python\n(.*?)```\s+```text\n(.*?)```", re.DOTALL)


def snippets(page: str) -> list[tuple[str, str]]:
    """The snippets of a page that are followed by their output, as (code, output)."""
    return [(m[1], m[2]) for m in _SNIPPET.finditer((DOCS / page).read_text(encoding="utf-8"))]


def printed(code: str, extractor: Extractor) -> str:
    """What a snippet prints; ``pipeline.load()`` gives the extractor that is already loaded."""
    out = io.StringIO()
    with mock.patch.object(pipeline.assemble, "load", lambda: extractor), contextlib.redirect_stdout(out):
        exec(code, {"__name__": "snippet"})
    return out.getvalue()
