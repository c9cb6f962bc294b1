"""The other commands: help, schema, model info, explain."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.cli.app import app
from pipeline.cli.schema import MODELS, schema_of, to_text
from tests.cli.conftest import ROOT, Command

runner = CliRunner()


def processor_seconds(*words: str) -> float:
    """What a start costs; the time on the clock would measure what else the machine is doing."""
    best = 9.0
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def test_help_is_quick() -> None:
    bare = processor_seconds("-c", "import typer")
    assert processor_seconds("-m", "pipeline.cli", "--help") < bare + 0.5


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, pipeline.cli.app; print([m for m in ('spacy', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words", [["--help"], ["extract", "-h"], ["explain", "-h"], ["schema", "-h"], ["model", "-h"]]
)
def test_every_command_has_help(words: list[str]) -> None:
    done = runner.invoke(app, words)
    assert done.exit_code == 0 and "Usage:" in done.output


def test_help_of_extract_teaches() -> None:
    said = runner.invoke(app, ["extract", "--help"]).output
    assert "pactwire extract news/ --out results" in said and "Exit status: 0 done" in said


def test_version() -> None:
    done = runner.invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"pactwire {pipeline.__version__}\n")


@pytest.mark.parametrize("name", MODELS)
def test_schema_of_one(name: str) -> None:
    done = runner.invoke(app, ["schema", name])
    assert done.exit_code == 0 and json.loads(done.output) == schema_of(name)


def test_schema_of_all() -> None:
    assert set(json.loads(runner.invoke(app, ["schema"]).output)) == set(MODELS)


def test_schema_uses_the_names_that_are_written() -> None:
    assert "for" in schema_of("record")["$defs"]["Signatory"]["properties"]


def test_the_kept_schemas_have_not_drifted(tmp_path: Path) -> None:
    kept = ROOT / "schemas/json"
    assert {p.name for p in kept.glob("*.json")} == {f"{name}.json" for name in MODELS}
    for name in MODELS:
        assert (kept / f"{name}.json").read_text(encoding="utf-8") == to_text(schema_of(name)), (
            "the models have changed: run `pactwire schema --write schemas/json` and look at the difference"
        )
    assert runner.invoke(app, ["schema", "--write", str(tmp_path)]).exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in kept.glob("*.json")}


def test_model_info_needs_no_loading(pactwire: Command) -> None:
    done = pactwire("model", "info")
    assert done.returncode == 0
    assert "en_fake 1" in done.stdout and "ner" in done.stdout
    assert pactwire("model", "info", "--model", "nothing").returncode == 1


def test_explain_says_what_is_wrong_with_the_input(pactwire: Command) -> None:
    done = pactwire("explain", "nowhere.txt")
    assert done.returncode == 1 and "nowhere.txt does not exist" in done.stderr
