"""The contract models as JSON: one line each, or one indented document."""

import json

from schemas.base import Contract

RECORDS = "records.jsonl"
ARTICLES = "articles.jsonl"
FAILURES = "failures.jsonl"
RUN = "run.json"

#: Characters that JSON allows inside a string but some line readers take for the end of a line.
_LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_line(model: Contract) -> bytes:
    """A model as one line of UTF-8 JSON with its line feed; no other character in it breaks a line."""
    text = json.dumps(model.model_dump(by_alias=True, mode="json"), ensure_ascii=False)
    for character, escape in _LINE_BREAKS.items():
        if character in text:
            text = text.replace(character, escape)
    return text.encode("utf-8") + b"\n"


def to_document(model: Contract) -> bytes:
    """A model as an indented JSON document for people."""
    text = json.dumps(model.model_dump(by_alias=True, mode="json"), ensure_ascii=False, indent=2)
    return text.encode("utf-8") + b"\n"
