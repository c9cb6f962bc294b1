"""``pactwire evaluate`` and ``pactwire corpus check`` from the outside."""

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipeline.cli.corpus import corpus_app
from pipeline.cli.evaluate import evaluate
from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.run import write_run
from tests.evaluation.synthetic import changed, perfect_run

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(evaluate)


@pytest.fixture
def runs(small_folder: Path, tmp_path: Path) -> Path:
    """A folder with the runs ``good`` and ``bad`` on the small gold."""
    good = perfect_run(load_gold(small_folder))
    write_run(good, tmp_path / "good")
    write_run(changed(good, lambda r: r.records["x01-ferry"][0]["parties"].pop(0)), tmp_path / "bad")
    return tmp_path


def run(runs: Path, name: str, *options: str) -> Result:
    base = ["--gold", str(runs / "gold"), "--run", str(runs / name), "--floors", str(runs / "floors.json")]
    return CliRunner().invoke(app, [*base, *options])


def test_scores_and_parts(runs: Path) -> None:
    result = run(runs, "bad")
    assert result.exit_code == 0
    assert re.search(r"^who +1\.000 +0\.750 +0\.857 .* 3 +3 +4$", result.stdout, re.M)
    for part in ("by batch", "by instrument", "by status", "by length", "calibration over 3 records"):
        assert part in result.stdout
    assert "by batch" not in run(runs, "bad", "--brief").stdout


def test_against(runs: Path) -> None:
    result = run(runs, "bad", "--against", str(runs / "good"))
    assert result.exit_code == 0
    assert "who -0.1429" in result.stdout
    assert re.search(r"who: broken\n +before +Northland; Southland\n +after +Southland\n", result.stdout)


def test_gate(runs: Path) -> None:
    assert "pins no floors" in run(runs, "good", "--gate").stderr
    assert run(runs, "good", "--update-floors").exit_code == 0
    assert run(runs, "good", "--gate").exit_code == 0
    shut = run(runs, "bad", "--gate")
    assert shut.exit_code == 1
    assert re.search(r"who is 0\.8571, below its floor 1\.0000 .*\n +look at: x01-ferry", shut.stdout)
    refused = run(runs, "bad", "--update-floors")
    assert refused.exit_code == 1
    assert "would lower floors" in refused.stderr
    assert run(runs, "bad", "--update-floors", "--allow-regression", "a reason").exit_code == 0
    assert run(runs, "bad", "--gate").exit_code == 0
    kept = json.loads((runs / "floors.json").read_text())["sets"]["gold"]["allowed_regressions"]
    assert [k["reason"] for k in kept] == ["a reason"]


def test_json_html_errors(runs: Path) -> None:
    data = json.loads(run(runs, "bad", "--json", "-").stdout)
    assert data["fields"]["who"]["f1"] == 0.8571
    assert data["errors"][0]["field"] == "who"
    assert run(runs, "bad", "--html", str(runs / "report.html")).exit_code == 0
    assert (runs / "report.html").read_text().startswith("<!doctype html>")
    assert "said     Southland" in run(runs, "bad", "--errors").stdout


@pytest.mark.parametrize(
    "options",
    [
        ["--gate", "--update-floors"],
        ["--allow-regression", "why"],
        ["--update-floors", "--allow-regression", " "],
        ["--fit-calibration", "x.json"],
        ["--min-confidence", "2"],
    ],
)
def test_wrong_usage(runs: Path, options: list[str]) -> None:
    assert run(runs, "good", *options).exit_code == 2


@pytest.mark.parametrize("options", [["--gold", "nowhere"], ["--run", "nowhere"], ["--split", "nowhere"]])
def test_what_is_missing_is_named(options: list[str]) -> None:
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 1
    assert result.stderr.startswith("pactwire: ")
    assert "nowhere" in result.stderr


def test_calibration_is_fitted_on_train_only(runs: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for kind, ending in (("gold", "json"), ("articles", "txt")):
        (corpus / kind / "train").mkdir(parents=True)
        for path in (runs / "gold").glob(f"*.{ending}"):
            (corpus / kind / "train" / path.name).write_text(path.read_text())
    options = ["--corpus", str(corpus), "--split", "train", "--run", str(runs / "good")]
    result = CliRunner().invoke(app, [*options, "--fit-calibration", str(tmp_path / "map.json")])
    assert result.exit_code == 0
    assert json.loads((tmp_path / "map.json").read_text())["fitted_on"] == "train"


def test_corpus_check(runs: Path) -> None:
    result = CliRunner().invoke(corpus_app, ["check", str(runs / "gold"), "--few", "1"])
    assert result.exit_code == 0
    assert "3 articles, 0 errors, 0 warnings" in result.stdout
    path = runs / "gold" / "x01-ferry.json"
    path.write_text(path.read_text().replace("Northport on Monday", "Southport on Monday"))
    result = CliRunner().invoke(corpus_app, ["check", str(runs / "gold")])
    assert result.exit_code == 1
    assert "evidence is not verbatim" in result.stdout
