"""Links lead somewhere, every page is in the index, every command in a page could be typed."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from pipeline.cli.app import app
from tests.docs.pages import PAGES, ROOT, commands, of_pactwire

LINES = [
    (page.relative_to(ROOT), part) for page in PAGES for line in commands(page) for part in of_pactwire(line)
]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def refused(words: list[str]) -> str | None:
    """Parse a command line as the program would, without running it: why it would be refused, or None."""
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands"):
        if not words or words[0] not in command.commands:
            return f"no command {words[:1]}"
        command, words = command.commands[words[0]], words[1:]
    try:
        command.make_context("pactwire", list(words))
    except Exception as error:  # typer brings a click of its own, whose errors are not those of the package
        if getattr(error, "exit_code", 1) == 2:
            return str(error)
        if not hasattr(error, "exit_code"):
            raise
    return None


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{p.name}: {line}" for p, line in LINES])
def test_a_command_of_pactwire_can_be_typed(page: Path, line: str) -> None:
    words = shlex.split(re.sub(r"\s[<>]\s?\S+", "", line))[1:]
    assert refused([word.strip("[]") for word in words]) is None


def test_what_cannot_be_typed_is_noticed() -> None:
    assert refused(["extract", "a.txt"]) is None
    assert "--no-such-option" in str(refused(["extract", "a.txt", "--no-such-option"]))
    assert refused(["extract", "a.txt", "--workers", "many"])
    assert refused(["extrct", "a.txt"])


def test_there_are_commands() -> None:
    assert len(LINES) > 20


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_make_targets_exist(page: Path) -> None:
    told = {
        word
        for line in commands(page)
        if line.startswith("make ")
        for word in line.split()[1:]
        if not re.search(r"[=/]", word)
    }
    assert told <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file) if file else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            known = {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}
            assert anchor in known, f"{page.name} links to {target}"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([a-z-]+\.md)\)", index))
    assert listed == {p.name for p in (ROOT / "docs").glob("*.md")} - {"README.md"}
