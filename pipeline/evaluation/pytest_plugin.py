"""A pytest fixture that holds a gold folder of your own to its floors.

Registered as an entry point, so a project that has Pactwire installed writes only::

    def test_extraction_quality(pactwire_gate):
        pactwire_gate("tests/gold")

Floors live beside the folder in ``tests/gold.floors.json``; ``pytest --pactwire-update-floors`` pins them.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

_REASON = "--pactwire-allow-regression"
_UPDATE = "--pactwire-update-floors"


class Gate(Protocol):
    """Fails the test when extraction on a gold folder falls below its floors; returns the report as text."""

    def __call__(
        self,
        gold: str | Path,
        *,
        floors: str | Path | None = None,
        run: str | Path | None = None,
        model: str | Path | None = None,
        html: str | Path | None = None,
    ) -> str: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options that pin floors."""
    group = parser.getgroup("pactwire", "Pactwire: gate on extraction quality")
    group.addoption(
        _UPDATE, action="store_true", help="pin the present scores as floors; refuses to lower one"
    )
    group.addoption(_REASON, metavar="REASON", help="let floors fall; the reason is kept in the floors file")


@pytest.fixture(scope="session")
def pactwire_gate(pytestconfig: pytest.Config) -> Gate:
    """A function ``gate(gold, *, floors, run, model, html)``; paths count from pytest's root folder.

    ``gold`` holds ``<id>.txt`` and ``<id>.json``. Without ``run`` (a folder that ``pactwire extract`` wrote)
    the articles are extracted anew. The test fails with the fields and articles to look at.
    """
    root = pytestconfig.rootpath

    def gate(
        gold: str | Path,
        *,
        floors: str | Path | None = None,
        run: str | Path | None = None,
        model: str | Path | None = None,
        html: str | Path | None = None,
    ) -> str:
        folder = root / gold
        file = root / floors if floors else folder.with_name(f"{folder.name}.floors.json")
        command = ["--gold", str(folder), "--floors", str(file), "--brief"]
        for option, value in (("--run", run), ("--html", html)):
            command += [option, str(root / value)] if value else []
        command += ["--model", str(model)] if model else []
        if pytestconfig.getoption(_UPDATE):
            reason = pytestconfig.getoption(_REASON)
            command += ["--update-floors", *(["--allow-regression", reason] if reason else [])]
        else:
            command.append("--gate")
        return _evaluate(command, root)

    return gate


def _evaluate(options: list[str], root: Path) -> str:
    # The command, not the functions behind it: extraction lies outside of what evaluation may import, and a
    # language model of its own keeps the tests' process small.
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "evaluate", *options],
        cwd=root,
        env={
            **os.environ,
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}".strip(), pytrace=False)
    return done.stdout
