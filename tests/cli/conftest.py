"""Running the command in a process of its own, with the fake extractor of the runner tests."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.asking import filled, linked

ROOT = Path(__file__).parents[2]
DRIVER = """
import functools
from pipeline.runners import settings
settings.Settings = functools.partial(settings.Settings, loader="tests.runners.fakes:load")
if __name__ == "__main__":
    from pipeline.cli import main
    main()
"""
Done = subprocess.CompletedProcess[str]
Command = Callable[..., Done]


@pytest.fixture
def command_line(tmp_path: Path) -> list[str]:
    """The words that start the command with the fake extractor."""
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    return [sys.executable, str(driver)]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where it finds our packages and the fake model."""
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text('{"lang": "en", "name": "fake", "version": "1", "pipeline": ["ner"]}')
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PACTWIRE_MODEL": str(model),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }


@pytest.fixture
def pactwire(tmp_path: Path, command_line: list[str], environment: dict[str, str]) -> Command:
    """Run the command in ``tmp_path`` and return what it printed; ``given`` is its standard input."""

    def run(*words: str, given: str = "") -> Done:
        return subprocess.run(
            [*command_line, *words],
            cwd=tmp_path,
            env=environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Callable[[Sequence[str]], str]:
    """Write articles a0, a1, ... with the given texts; returns the name of their file."""

    def write(texts: Sequence[str]) -> str:
        rows = [json.dumps({"id": f"a{i}", "text": text}) + "\n" for i, text in enumerate(texts)]
        (tmp_path / "in.jsonl").write_text("".join(rows))
        return "in.jsonl"

    return write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a SQLite store of single records: see ``tests.queries.stored``."""
    return filled(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def linked_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a SQLite store whose records are linked but for three."""
    return linked(tmp_path_factory.mktemp("linked"))
