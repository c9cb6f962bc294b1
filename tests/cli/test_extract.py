"""``pactwire extract``: where records go, what is said where, and exit statuses."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command

Articles = Callable[[list[str]], str]


def test_records_into_a_pipe_and_silence_beside(pactwire: Command, articles: Articles) -> None:
    done = pactwire("extract", articles(["one", "two"]))
    assert done.returncode == 0 and done.stderr == ""
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == ["a0", "a0", "a1", "a1"]


def test_from_standard_input(pactwire: Command) -> None:
    done = pactwire("extract", "-", given="A short text.")
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == ["stdin", "stdin"]
    done = pactwire(
        "extract", "-", "--out", "-", "--text-field", "body", given='{"id": 5, "body": "A text."}\n'
    )
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == ["5", "5"]


def test_into_a_folder_nothing_is_printed(pactwire: Command, articles: Articles, tmp_path: Path) -> None:
    done = pactwire("extract", articles(["one"]), "--out", "deep/out")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    names = {p.name for p in (tmp_path / "deep/out").iterdir()}
    assert names == {".pactwire", "records.jsonl", "articles.jsonl", "failures.jsonl", "run.json"}


def test_as_a_table(pactwire: Command, articles: Articles) -> None:
    done = pactwire("extract", articles(["one"]), "--format", "table")
    assert "Freedonia" in done.stdout and "signed" in done.stdout
    done = pactwire("extract", articles(["one"]), "--format", "table", "--out", "out")
    assert "Freedonia" in done.stdout and "records.jsonl: 2 records" in done.stdout


def test_a_folder_and_json_lines_on_standard_output(
    pactwire: Command, articles: Articles, tmp_path: Path
) -> None:
    done = pactwire("extract", articles(["one"]), "--out", "out", "--format", "jsonl")
    assert done.stdout == (tmp_path / "out/records.jsonl").read_text() != ""


def test_failed_articles_give_3_and_a_line_each(pactwire: Command, articles: Articles) -> None:
    done = pactwire("extract", articles(["one", "boom"]), "nowhere.txt", "--out", "out")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert any("in.jsonl:2" in line and "boom" in line for line in lines)
    assert any("nowhere.txt does not exist" in line for line in lines)


def test_log_adds_up(pactwire: Command, articles: Articles) -> None:
    done = pactwire("extract", articles(["one", "boom", "two"]), "--out", "out", "--log")
    assert "3 read = 2 extracted + 0 skipped + 1 failed; 4 records" in done.stderr
    done = pactwire("extract", "in.jsonl", "--out", "out", "--log")
    assert "3 read = 0 extracted + 2 skipped + 1 failed; 4 records" in done.stderr


def test_a_missing_model_is_a_failure(pactwire: Command, articles: Articles) -> None:
    done = pactwire("extract", articles(["one"]), "--out", "out", "--model", "no_such_model")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("pactwire: no language model at no_such_model") and "--model" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "--out", "out"],
        ["extract", "in.jsonl", "--force"],
        ["extract", "in.jsonl", "--retry-failed", "--out", "-"],
        ["extract", "in.jsonl", "--published", "yesterday"],
        ["extract", "in.jsonl", "--min-confidence", "2"],
        ["extract", "in.jsonl", "--workers", "0"],
        ["extract", "in.jsonl", "--format", "xml"],
        ["extract", "in.jsonl", "--no-such-option"],
        ["schema", "nothing"],
        ["nothing"],
    ],
    ids=" ".join,
)
def test_wrong_usage_gives_2(pactwire: Command, words: list[str]) -> None:
    assert pactwire(*words).returncode == 2


def test_a_second_run_on_the_folder_is_refused(
    pactwire: Command,
    articles: Articles,
    command_line: list[str],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    words = [*command_line, "extract", articles(["slow"] * 2000), "--out", "out"]
    with subprocess.Popen(words, cwd=tmp_path, env=environment) as first:
        while not (tmp_path / "out/run.json").exists():
            time.sleep(0.05)
        done = pactwire("extract", "in.jsonl", "--out", "out")
        first.kill()
    assert done.returncode == 1 and f"in use by another run (process {first.pid})" in done.stderr


def _heed_ctrl_c() -> None:
    """A shell's background job ignores Ctrl-C and hands that on; the command under test shall not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_is_clean_and_keeps_what_is_done(
    articles: Articles,
    command_line: list[str],
    environment: dict[str, str],
    tmp_path: Path,
    pactwire: Command,
) -> None:
    words = [*command_line, "extract", articles(["fine"] * 30 + ["slow"] * 1000), "--out", "out", "-w", "1"]
    with subprocess.Popen(
        words, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_ctrl_c
    ) as process:
        while not (tmp_path / "out/run.json").exists():
            time.sleep(0.05)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "pactwire: stopped\n")
    articles(["fine"] * 30)
    assert "30 skipped" in pactwire("extract", "in.jsonl", "--out", "out", "--log").stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_closed_pipe_is_quiet(
    articles: Articles, command_line: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    words = [*command_line, "extract", articles(["slow"] * 100)]
    with subprocess.Popen(
        words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")
def test_on_a_terminal_a_table_and_a_summary(
    articles: Articles, command_line: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    import pty

    parent, child = pty.openpty()
    words = [*command_line, "extract", articles(["one"])]
    with subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=child, stderr=child) as process:
        os.close(child)
        said = b""
        try:
            while chunk := os.read(parent, 1 << 16):
                said += chunk
        except OSError:
            pass  # Linux ends a closed terminal with an error
    os.close(parent)
    assert process.returncode == 0
    assert b"Freedonia" in said and b"1 read = 1 extracted + 0 skipped + 0 failed; 2 records" in said
