"""docs/architecture.md tells who imports whom as it is, and names files that exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TABLE = TEXT.split("## Who imports whom")[1].split("\n## ")[0]
#: What a row's second cell allows besides names of packages.
ANY = {"pipeline.cli", "pipeline.components", "pipeline.assemble"}


def rows() -> dict[str, str]:
    found = {}
    for cells in re.findall(r"^\| (`.+?) \| (.+?) \| .+ \|$", TABLE, re.MULTILINE):
        for name in re.findall(r"`([\w.]+)`", cells[0]):
            found[name] = cells[1]
    return found


def imports(file: Path) -> Iterator[str]:
    """The packages of ours that a file imports, as ``pipeline.x`` or ``schemas``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == "pipeline"
            names = [f"pipeline.{alias.name}" for alias in node.names] if whole else [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            head, *rest = name.split(".")
            if head == "schemas":
                yield "schemas"
            elif head == "pipeline" and rest:
                yield f"pipeline.{rest[0]}"


def test_every_package_has_its_row() -> None:
    parts = {f"pipeline.{p.stem}" for p in (ROOT / "pipeline").iterdir() if p.name[0] not in "_."}
    assert parts | {"schemas", "training", "benchmarks"} == set(rows())


def test_nobody_imports_more_than_the_table_says() -> None:
    for name, allowed in rows().items():
        if not name.startswith("pipeline.") or name in ANY:
            continue
        told = {f"pipeline.{n}" if n != "schemas" else n for n in re.findall(r"`(\w+)`", allowed)}
        path = ROOT / name.replace(".", "/")
        files = path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
        found = {target for file in files for target in imports(file)} - {name}
        assert found <= told, f"{name} imports {sorted(found - told)}"


def test_files_named_exist() -> None:
    named = re.findall(r"`((?:relations|entities|mentions|records)/[\w/]+(?:\.\w+)?)`", TEXT)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / "pipeline" / name).exists()] == []
