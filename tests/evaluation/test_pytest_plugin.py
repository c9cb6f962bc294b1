"""A tiny project of its own that gates its own gold folder in three lines."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.run import write_run
from tests.evaluation.conftest import ROOT
from tests.evaluation.small_gold import write_small_gold
from tests.evaluation.synthetic import changed, perfect_run

TEST = """
def test_extraction_quality(pactwire_gate):
    pactwire_gate("gold", run="run")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project outside of this checkout, with gold, a finished run and one test."""
    write_small_gold(tmp_path / "gold")
    write_run(perfect_run(load_gold(tmp_path / "gold")), tmp_path / "run")
    (tmp_path / "test_quality.py").write_text(TEST)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def pytest_in(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    # -p stands for the entry point in a checkout that is not installed; naming it twice is an error.
    installed = any(e.name == "pactwire" for e in entry_points(group="pytest11"))
    plugin = [] if installed else ["-p", "pipeline.evaluation.pytest_plugin"]
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            *plugin,
            "-p",
            "no:cacheprovider",
            *options,
        ],
        cwd=project,
        env={**env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_three_lines_gate_a_gold_folder(project: Path) -> None:
    first = pytest_in(project)
    assert first.returncode == 1
    assert "pins no floors" in first.stdout
    assert pytest_in(project, "--pactwire-update-floors").returncode == 0
    assert (project / "gold.floors.json").exists()
    assert pytest_in(project).returncode == 0

    run = perfect_run(load_gold(project / "gold"))
    write_run(changed(run, lambda r: r.records["x01-ferry"][0].update(status="planned")), project / "run")
    shut = pytest_in(project)
    assert shut.returncode == 1
    assert "status is 0.6667, below its floor 1.0000" in shut.stdout
    assert "look at: x01-ferry" in shut.stdout
    assert pytest_in(project, "--pactwire-update-floors").returncode == 1
    reason = ["--pactwire-update-floors", "--pactwire-allow-regression", "new rules"]
    assert pytest_in(project, *reason).returncode == 0
    assert "new rules" in (project / "gold.floors.json").read_text()
    assert pytest_in(project).returncode == 0
