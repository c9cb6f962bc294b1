"""The whole pipeline keeps its share of the bare model's speed, and the benchmark says what it measures."""

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from benchmarks import speed
from benchmarks.texts import articles, rounds
from benchmarks.throughput import Subjects, growth, throughput
from pipeline.assemble import DEFAULT_MODEL, Extractor, load

ROOT = Path(__file__).parents[2]
LEAST_RATIO = 0.6
#: All of the bundled corpus: a turn over a part of it has a ratio of its own (0.58 to 0.68).
ARTICLES = 72
TURNS = 5


@pytest.fixture(scope="module")
def subjects(extractor: Extractor) -> Subjects:
    return Subjects(bare=spacy.load(DEFAULT_MODEL), whole={"default": extractor})


def test_the_whole_pipeline_keeps_its_share_of_the_bare_speed(tmp_path: Path, extractor: Extractor) -> None:
    # A process of its own, because native libraries take their number of threads when they are imported.
    # Processor time, batch by batch in turns, the median: what else the machine does weighs on both. One more
    # try, because a neighbour on the same core can still spoil three turns of five.
    kept = tmp_path / "speed.json"
    words = ["--only", "throughput", "--profile", speed.PROFILES[0], "--least-ratio", str(LEAST_RATIO)]
    words += ["--articles", str(ARTICLES), "--repeats", str(TURNS), "--json", str(kept)]
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.speed", *words],
            cwd=ROOT,
            env={**os.environ, **threads},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode == 0:
            return
    pytest.fail(f"below {LEAST_RATIO} of the bare model's speed:\n{done.stdout}{done.stderr}")


def test_time_grows_linearly_with_the_articles(extractor: Extractor) -> None:
    short = sorted(articles(), key=lambda a: len(a.text))[:10]
    for _ in range(2):
        grown = growth(extractor, short, repeats=1)
        if grown["articles"]["exponent"] < 1.2:
            return
    pytest.fail(f"the time for more articles grows with the power {grown['articles']['exponent']}")


def test_steps_are_named_and_add_up(subjects: Subjects) -> None:
    row = throughput(subjects, articles()[:2], size=2, repeats=1)["whole"]["default"]
    names = [name for name, _ in subjects.whole["default"].nlp.pipeline]
    assert list(row["stages"]) == ["clean", "tokenizer", *names, "results"]
    assert sum(step["share"] for step in row["stages"].values()) == pytest.approx(1, abs=0.02)


def test_the_default_profile_is_measured_first() -> None:
    assert inspect.signature(load).parameters["profile"].default == speed.PROFILES[0]


def test_rounds_go_on_where_they_stopped() -> None:
    found = articles()[:3]
    supply = rounds(found, size=2)
    assert [a.article_id for _ in range(3) for a in next(supply)] == [a.article_id for a in found] * 2


def test_the_command_measures_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "speed.json"
    assert speed.main(["--only", "startup", "--repeats", "1", "--json", str(kept)]) == 0
    told = json.loads(kept.read_text(encoding="utf-8"))
    assert told["startup"]["load"]["whole"]["load_seconds"] > 0
    assert told["machine"]["cores"] >= 1 and told["versions"]["model_sha256"]
    assert "pactwire --help" in capsys.readouterr().out
