"""The snippet of docs/records.md prints what the page says."""

import re

import pytest

from pipeline.assemble import Extractor
from schemas import Rejection
from tests.snippets import DOCS, printed, snippets

SNIPPETS = snippets("records.md")


def test_there_is_a_snippet() -> None:
    assert SNIPPETS


@pytest.mark.parametrize(("code", "output"), SNIPPETS)
def test_snippet(extractor: Extractor, code: str, output: str) -> None:
    assert printed(code, extractor) == output


def test_the_table_has_every_reason() -> None:
    reasons = Rejection.model_json_schema()["properties"]["reason"]["enum"]
    table = re.findall(r"^\| `(\w+)` \|", (DOCS / "records.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(reasons)
