"""The benchmarks of the runners measure what they say, with a small extractor."""

import json
import os

import pytest

from benchmarks import memory, scaling, speed
from benchmarks.processes import processor_seconds, resident_mb
from pipeline.readers import RawArticle
from pipeline.runners.settings import Settings
from pipeline.runners.supervisor import Supervisor

FAKE = "tests.runners.fakes:load"
FOUND = [RawArticle(f"a{i}", f"a{i}", f"text {i} " * 100) for i in range(20)]


def test_kinds_of_length() -> None:
    kinds = list(scaling.kinds(FOUND).values())
    assert [len(k) for k in kinds] == [20, 20, 3]
    assert kinds[0] == FOUND
    assert all(len(a.text) == scaling.SHORT_CHARS for a in kinds[1])
    assert all(a.text.count("\n\n") == scaling.LONG_OF - 1 for a in kinds[2])


def test_the_cost_of_a_million() -> None:
    assert scaling.cost(0.36) == {"core_hours": 100.0, "dollars": pytest.approx(100 * scaling.CORE_HOUR)}


def test_work_is_timed_without_the_start() -> None:
    supervisor = Supervisor(Settings(workers=2, loader=FAKE))
    try:
        supervisor.load()
        assert len(supervisor.processes) == 2
        row = scaling._worked(supervisor, FOUND)
    finally:
        supervisor.close()
    assert row["wall_seconds"] < 5 and row["words"] == 20 * 200
    assert row["articles_per_second_wall"] > 1
    rows = [{"profile": "fast", "workers": 2, "kind": "short", "articles": 20, **row}]
    titles = dict((title, body) for title, _, body in speed.tables({"workers": rows}))
    (cells,) = titles["Workers and length, and what a million articles cost"]
    assert cells[:3] == ["fast", "short", "2"] and len(cells) == 7


def test_the_table_of_actors() -> None:
    rows = [
        {"actors": 1, "articles": 10, "wall_seconds": 10.0},
        {"actors": 2, "articles": 10, "wall_seconds": 5.0},
    ]
    assert speed._ray(rows)[1] == [["1", "1.0", "1.00"], ["2", "2.0", "2.00"]]


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks into /proc")
def test_processes_are_looked_at() -> None:
    assert (processor_seconds([os.getpid()]) or 0) > 0 and (resident_mb(os.getpid()) or 0) > 10
    assert processor_seconds([2**22 + 1]) is None and resident_mb(2**22 + 1) is None


def test_memory_of_a_long_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert memory.main(["--articles", "300", "--loader", FAKE, "--profile", "accurate"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["articles"] for row in rows] == [3, 6, 15, 30, 60, 150, 300]
    assert all(row["run_mb"] > 10 for row in rows)
