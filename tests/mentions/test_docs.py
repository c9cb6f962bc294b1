"""The snippet of docs/mentions.md prints what the page says."""

import re

import pytest

from pipeline.assemble import Extractor
from tests.mentions.examples import load
from tests.snippets import DOCS, printed, snippets

SNIPPETS = snippets("mentions.md")


def test_there_is_a_snippet() -> None:
    assert SNIPPETS


@pytest.mark.parametrize(("code", "output"), SNIPPETS)
def test_snippet(extractor: Extractor, code: str, output: str) -> None:
    assert printed(code, extractor) == output


def test_the_table_has_every_kind() -> None:
    kinds = {w.kind for e in load("examples.txt") for w in e.wanted if w.kind}
    table = re.findall(r"^\| `(\w+)` \|", (DOCS / "mentions.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert kinds <= set(table)
