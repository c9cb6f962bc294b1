"""The snippet of docs/relations.md prints what the page says."""

import re
from importlib.resources import files

import pytest

from pipeline.assemble import Extractor
from tests.snippets import DOCS, printed, snippets

SNIPPETS = snippets("relations.md")


def test_there_is_a_snippet() -> None:
    assert SNIPPETS


@pytest.mark.parametrize(("code", "output"), SNIPPETS)
def test_snippet(extractor: Extractor, code: str, output: str) -> None:
    assert printed(code, extractor) == output


def test_the_table_has_every_model() -> None:
    shipped = {
        p.name.removesuffix(".json.gz") for p in files("pipeline.relations").joinpath("weights").iterdir()
    }
    rows = re.findall(r"^\| (`.+?) \|", (DOCS / "relations.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z]\w+)`", row)}
    assert {name.removesuffix("_fast") for name in shipped} <= named
