"""Poison in one article reaches no other, and batches know nothing of workers."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import PactwireError
from pipeline.readers import RawArticle
from pipeline.runners.supervisor import BATCH_ARTICLES, BATCH_CHARS, Job, Supervisor, batches
from pipeline.runners.worker import Outcome
from tests.runners.conftest import SettingsMaker

ENDLESS = """
import sys
from pipeline.readers import RawArticle
from pipeline.runners.settings import Settings
from pipeline.runners.supervisor import Job, Supervisor

if __name__ == "__main__":
    supervisor = Supervisor(Settings(model=sys.argv[1], workers=1, loader="tests.runners.fakes:load"))
    supervisor.load()
    print(supervisor._workers[0].process.pid, flush=True)
    list(supervisor.run([Job(0, "key", RawArticle("a", "a", "loop"))]))
"""

STOPPED = """
import sys
from pipeline.readers import RawArticle
from pipeline.runners.settings import Settings
from pipeline.runners.supervisor import Job, Supervisor

if __name__ == "__main__":
    settings = Settings(model=sys.argv[1], workers=1, loader="tests.runners.fakes:load", time_limit=2)
    supervisor = Supervisor(settings)
    supervisor.load()
    print("ready", flush=True)
    for job, outcome in supervisor.run([Job(0, "key", RawArticle("a", "a", "slow " * 20))]):
        print(outcome.failure, flush=True)
"""


def jobs(texts: Sequence[str]) -> list[Job]:
    return [Job(i, "key", RawArticle(f"a{i}", f"source {i}", text)) for i, text in enumerate(texts)]


def outcomes(texts: Sequence[str], make_settings: SettingsMaker, **changes: object) -> list[Outcome]:
    found = {job.position: out for job, out in Supervisor(make_settings(**changes)).run(jobs(texts))}
    assert sorted(found) == list(range(len(texts)))
    return [found[i] for i in range(len(texts))]


def test_batches_by_number_and_length() -> None:
    assert [len(b) for b in batches(jobs(["x"] * (BATCH_ARTICLES + 1)))] == [BATCH_ARTICLES, 1]
    long = "x" * (BATCH_CHARS - 1)
    assert [len(b) for b in batches(jobs(["x", long, "x", long * 2, "x"]))] == [2, 1, 1, 1]
    assert list(batches([])) == []


@pytest.mark.parametrize("workers", [1, 3])
def test_every_job_comes_back_once(make_settings: SettingsMaker, workers: int) -> None:
    found = outcomes([f"text {i}" for i in range(100)], make_settings, workers=workers)
    assert all(f.failure is None and f"text {i}".encode() in f.article for i, f in enumerate(found))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("poison", "error", "said"),
    [("boom", "ValueError", "boom"), ("crash", "crash", "was killed"), ("loop", "timeout", "--time-limit")],
)
def test_poison_is_isolated(
    make_settings: SettingsMaker, workers: int, poison: str, error: str, said: str
) -> None:
    texts = ["fine"] * 40
    texts[5] = texts[20] = poison
    found = outcomes(texts, make_settings, workers=workers, time_limit=1.0)
    failed = {i: f.failure for i, f in enumerate(found) if f.failure}
    assert sorted(failed) == [5, 20]
    for i, failure in failed.items():
        assert (failure.error, failure.article_id, failure.source) == (error, f"a{i}", f"source {i}")
        assert said in failure.message


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set on Linux")
def test_memory_without_end_is_isolated(make_settings: SettingsMaker) -> None:
    found = outcomes(["fine", "hog", "fine"], make_settings, worker_memory=400)
    assert [f.failure.error if f.failure else None for f in found] == [None, "MemoryError", None]


@pytest.mark.parametrize(
    ("loader", "said"),
    [
        ("load_nothing", "give another"),
        ("load_and_die", "exit code 7"),
        ("load_broken", "the weights are missing"),
    ],
)
def test_workers_that_cannot_start_end_the_run(make_settings: SettingsMaker, loader: str, said: str) -> None:
    with pytest.raises(PactwireError, match=said):
        outcomes(["fine"], make_settings, loader=f"tests.runners.fakes:{loader}")
    assert not multiprocessing.active_children()


def test_no_articles_start_no_worker(make_settings: SettingsMaker) -> None:
    assert outcomes([], make_settings, loader="tests.runners.fakes:load_nothing") == []


def test_leaving_early_stops_the_workers(make_settings: SettingsMaker) -> None:
    results = Supervisor(make_settings(workers=2)).run(jobs(["slow"] * 200))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_busy_worker_does_not_outlive_its_parent(make_settings: SettingsMaker, tmp_path: Path) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(ENDLESS)
    command = [sys.executable, str(driver), make_settings().model or ""]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while (there := alive(worker)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not there


@pytest.mark.skipif(os.name != "posix", reason="SIGSTOP")
def test_a_pause_is_no_timeout(make_settings: SettingsMaker, tmp_path: Path) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(STOPPED)
    command = [sys.executable, str(driver), make_settings().model or ""]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, start_new_session=True)
    assert parent.stdout is not None and parent.stdout.readline() == b"ready\n"
    time.sleep(0.3)
    os.killpg(parent.pid, signal.SIGSTOP)
    time.sleep(4.5)
    os.killpg(parent.pid, signal.SIGCONT)
    assert parent.stdout.read() == b"None\n" and parent.wait() == 0


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_reading_runs_only_a_window_ahead(make_settings: SettingsMaker) -> None:
    read = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal read
        for job in jobs(["slow"] * 100_000):
            read += 1
            yield job

    results = Supervisor(make_settings(workers=1)).run(endless())
    for _ in range(3):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert read < 20 * BATCH_ARTICLES
