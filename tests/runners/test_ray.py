"""The engine for clusters, on a real one: several nodes on this machine, one of which is killed."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PactwireError
from pipeline.readers import RawArticle
from pipeline.runners import local, ray_engine
from pipeline.runners.local import Counts
from pipeline.runners.place import LocalPlace
from pipeline.runners.supervisor import Job
from schemas import Failure
from tests.runners.conftest import SettingsMaker, write_lines

ray = pytest.importorskip("ray", reason="Ray is not installed (pip install 'pactwire[ray]')")

FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")
#: How fast a dead node is noticed; Ray's own defaults take half a minute.
QUICK = {
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 500,
    "health_check_failure_threshold": 4,
}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head that does no work, and two nodes with one core each."""
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 0, "include_dashboard": False, "_system_config": QUICK}
    made = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        made.add_node(num_cpus=1)
    # Here and not by the engine, which would take some seconds for it in each test.
    ray.init(made.address, log_to_driver=False, logging_level=logging.ERROR)
    yield made
    ray.shutdown()
    made.shutdown()


class Ear:
    """Calls ``then`` once when so many articles are done."""

    def __init__(self, after: int, then: Any) -> None:
        self.after, self.then, self.told = after, then, 0

    def failure(self, failure: Failure) -> None:
        self.told += 1

    def progress(self, counts: Counts) -> None:
        if counts.extracted >= self.after and self.then:
            self.then()
            self.then = None


def content(out: Path) -> tuple[bytes, ...]:
    return tuple((out / name).read_bytes() for name in FILES)


def test_the_same_bytes_as_the_local_engine(
    cluster: Any, tmp_path: Path, make_settings: SettingsMaker
) -> None:
    texts = [f"text {i}" for i in range(300)]
    texts[70], texts[200], texts[299] = "boom", "crash", "boom"
    given = write_lines(tmp_path / "in.jsonl", texts)
    local.run([given], out=tmp_path / "local", settings=make_settings(workers=2))
    settings = make_settings(workers=0, engine="ray", address=cluster.address)
    ear = Ear(0, None)
    info = local.run([given], out=tmp_path / "ray", settings=settings, observer=ear)
    assert info.counts == {**info.counts, "read": 300, "extracted": 297, "failed": 3, "records": 594}
    assert content(tmp_path / "ray") == content(tmp_path / "local") and ear.told == 3
    # Either engine goes on where the other was.
    write_lines(tmp_path / "in.jsonl", [*texts, "one more"])
    again = local.run([given], out=tmp_path / "ray", settings=make_settings())
    assert (again.counts["extracted"], again.counts["skipped"], again.counts["failed"]) == (1, 297, 3)
    write_lines(tmp_path / "in.jsonl", [*texts, "one more", "and another"])
    again = local.run([given], out=tmp_path / "ray", settings=settings)
    assert (again.counts["extracted"], again.counts["skipped"], again.counts["failed"]) == (1, 298, 3)


def test_a_node_killed_in_the_middle(
    cluster: Any, tmp_path: Path, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_engine, "SHARD_BATCHES", 2)
    given = write_lines(tmp_path / "in.jsonl", [f"slow text {i}" for i in range(400)])
    local.run([given], out=tmp_path / "local", settings=make_settings(workers=4))
    lost: list[int] = []
    lose = ray_engine.RayEngine._lose

    def counted(self: Any, slot: Any, *rest: Any) -> Any:
        lost.append(slot.shard.number if slot.shard else 0)
        return lose(self, slot, *rest)

    monkeypatch.setattr(ray_engine.RayEngine, "_lose", counted)
    node = cluster.list_all_nodes()[-1]
    killer = threading.Thread(target=cluster.remove_node, args=(node,), kwargs={"allow_graceful": False})
    settings = make_settings(workers=2, engine="ray", address=cluster.address)
    info = local.run(
        [given], out=tmp_path / "ray", settings=settings, observer=Ear(after=96, then=killer.start)
    )
    killer.join()
    cluster.add_node(num_cpus=1)
    assert lost, "the node was idle when it was killed"
    assert info.counts == {**info.counts, "read": 400, "extracted": 400, "failed": 0, "records": 800}
    assert content(tmp_path / "ray") == content(tmp_path / "local")


def test_a_shard_lost_twice_is_said_and_can_be_retried(
    cluster: Any, tmp_path: Path, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_engine, "SHARD_BATCHES", 1)
    texts = [f"text {i}" for i in range(64)]
    texts[20] = "parricide"  # kills the actor above the worker
    given = write_lines(tmp_path / "in.jsonl", texts)
    settings = make_settings(workers=1, engine="ray", address=cluster.address)
    info = local.run([given], out=tmp_path / "ray", settings=settings)
    assert info.counts == {**info.counts, "read": 64, "extracted": 48, "failed": 16}
    failures = (tmp_path / "ray/failures.jsonl").read_bytes().splitlines()
    assert [Failure.model_validate_json(f).article_id for f in failures] == [f"a{i}" for i in range(16, 32)]
    assert all(b'"lost"' in f and b"--retry-failed" in f for f in failures)
    write_lines(tmp_path / "in.jsonl", [t.replace("parricide", "fine") for t in texts])
    info = local.run([given], out=tmp_path / "ray", settings=make_settings(retry_failed=True))
    assert info.counts == {**info.counts, "extracted": 16, "skipped": 48, "failed": 0}


def test_what_cannot_work_is_said(cluster: Any, tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    settings = make_settings(workers=1, engine="ray", address=cluster.address)
    with pytest.raises(PactwireError, match=r"does not see the folder memory://.*choose one that all nodes"):
        local.run([given], out="memory://ray-out", settings=settings)
    missing = make_settings(**{**vars(settings), "loader": "tests.runners.fakes:load_nothing"})
    with pytest.raises(PactwireError, match="no such model; give another"):
        local.run([given], out=tmp_path / "out", settings=missing)
    place = LocalPlace(tmp_path)
    (tmp_path / ".pactwire").mkdir()
    with (
        pytest.raises(PactwireError, match=r"another version of pactwire"),
        ray_engine.RayEngine(settings, place=place, process="other") as engine,
    ):
        list(engine.run([Job(0, "key", RawArticle("a", "a", "text"))], new_shard=lambda: 1))
