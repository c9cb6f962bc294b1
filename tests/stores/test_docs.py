"""docs/stores.md is true."""

import re

from pipeline.stores.tables import metadata
from pipeline.stores.targets import target
from tests.docs.pages import ROOT
from tests.snippets import snippets

PAGE = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")


def test_the_snippet(capsys) -> None:  # type: ignore[no-untyped-def]
    ((code, output),) = snippets("stores.md")
    exec(code, {"__name__": "snippet"})
    assert capsys.readouterr().out == output


def test_every_table_and_its_key() -> None:
    section = PAGE.split("## Tables")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (`.+`) \|$", section, re.MULTILINE)
    told = {name: [word.strip("`") for word in keys.split(", ")] for name, keys in rows}
    assert told == {
        name: [column.name for column in table.primary_key.columns] for name, table in metadata.tables.items()
    }


def test_every_url_is_understood() -> None:
    urls = re.findall(r"--to (\S+)", PAGE)
    assert len(urls) > 3
    kinds = {target(url).kind for url in urls}
    kinds |= {target(url).kind for url in re.findall(r"^\| `(\w+:\S+?)`", PAGE, re.MULTILINE)}
    assert kinds == {"database", "duckdb", "parquet", "csv", "jsonl"}
