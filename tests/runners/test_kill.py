"""kill -9 of the whole process group at any moment: nothing lost or doubled, never half a line."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.assemble import DEFAULT_MODEL
from pipeline.runners.local import run
from pipeline.runners.settings import Settings
from tests.runners.conftest import SettingsMaker, write_lines

ROOT = Path(__file__).parents[2]
FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")
KILLS = 20
#: Kills after which a round is left alone, so that the next finds an output folder that is complete but old.
KILLS_A_ROUND = 7
#: Arguments: input, output, model, loader, and before which durable step it kills its group (or "-").
DRIVER = """
import os, signal, sys
from pathlib import Path
from pipeline.runners import local
from pipeline.runners.settings import Settings

def kill_after(step):
    left = step
    def counted(name):
        whole = getattr(os, name)
        def call(*words, **named):
            nonlocal left
            left -= 1
            if left == 0:
                os.killpg(0, signal.SIGKILL)
            return whole(*words, **named)
        setattr(os, name, call)
    for name in ("fsync", "replace"):
        counted(name)

if __name__ == "__main__":
    local._COMMIT_SECONDS = 0.05
    given, out, model, loader, step = sys.argv[1:]
    if step != "-":
        kill_after(int(step))
    profile = "accurate" if "fakes" in loader else "fast"
    settings = Settings(model=model, workers=2, loader=loader, profile=profile)
    local.run([given], out=Path(out), settings=settings)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9")


@dataclass
class Rig:
    """The same run again and again in processes of their own."""

    folder: Path
    model: str
    loader: str
    given: str = ""
    out: Path = field(init=False)

    def __post_init__(self) -> None:
        self.out = self.folder / "out"
        self.driver = self.folder / "driver.py"
        self.driver.write_text(DRIVER)

    def start(self, *, step: int | None = None) -> subprocess.Popen[bytes]:
        words = [self.given, str(self.out), self.model, self.loader, str(step or "-")]
        command = [sys.executable, str(self.driver), *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)

    def kill(self, *, after: float) -> bool:
        """Kill a run and all its workers after some seconds; False if it ended before."""
        process = self.start()
        with suppress(subprocess.TimeoutExpired):
            assert process.wait(after) == 0
            return False
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


@contextmanager
def watched(out: Path) -> Iterator[None]:
    """Look at every file of the folder all the time; fails at the end when one was seen with half a line."""
    over = threading.Event()
    halves: list[str] = []

    def look() -> None:
        seen: dict[Path, tuple[int, int]] = {}
        while not over.wait(0.005):
            for path in [*(out / name for name in FILES), *(out / ".pactwire/shards").glob("[!.]*")]:
                with suppress(FileNotFoundError):
                    stat = path.stat()
                    if seen.get(path) != (stat.st_ino, stat.st_mtime_ns):
                        seen[path] = stat.st_ino, stat.st_mtime_ns
                        if not whole(path.read_bytes()):
                            halves.append(str(path))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
    assert not halves


def whole(data: bytes) -> bool:
    with suppress(ValueError):
        return (not data or data.endswith(b"\n")) and all(map(json.loads, data.splitlines()))
    return False


def test_the_watcher_knows_half_a_line() -> None:
    assert whole(b"") and whole(b'{"a": 1}\n{"b": 2}\n')
    assert not whole(b'{"a": 1}\n{"b": 2}') and not whole(b'{"a": 1}\n{"b"\n')


def complete(rig: Rig, *, articles: int, reference: tuple[bytes, ...]) -> None:
    """Let the run end, and compare it with one that was never killed."""
    assert rig.start().wait() == 0
    info = json.loads((rig.out / "run.json").read_bytes())
    assert info["finished"]
    assert info["counts"]["read"] == articles == info["counts"]["extracted"] + info["counts"]["skipped"]
    assert content(rig.out) == reference
    found = [json.loads(line)["article_id"] for line in reference[1].splitlines()]
    assert len(found) == len(set(found)) == articles
    assert not list(rig.out.rglob(".*.tmp"))


def content(out: Path) -> tuple[bytes, ...]:
    return tuple((out / name).read_bytes() for name in FILES)


def test_20_kills_at_random_moments(tmp_path: Path, make_settings: SettingsMaker) -> None:
    rig = Rig(tmp_path, model=make_settings().model or "", loader="tests.runners.fakes:load")
    chance = random.Random(20)
    kills = round_number = 0
    with watched(rig.out):
        while kills < KILLS:
            round_number += 1
            texts = [f"{'slow ' if i % 4 == 0 else ''}round {round_number} text {i}" for i in range(300)]
            rig.given = write_lines(tmp_path / "in.jsonl", texts)
            fresh = tmp_path / f"fresh{round_number}"
            run([rig.given], out=fresh, settings=make_settings(workers=4))
            for _ in range(KILLS_A_ROUND):
                if kills == KILLS or not rig.kill(after=chance.uniform(0.3, 1.4)):
                    break
                kills += 1
            complete(rig, articles=len(texts), reference=content(fresh))
    again = run([rig.given], out=rig.out, settings=make_settings())
    assert again.counts["skipped"] == len(texts)


def test_killed_at_each_of_its_durable_steps(tmp_path: Path, make_settings: SettingsMaker) -> None:
    """Syncing and renaming are where order matters: die just before the first, the second, ... of them."""
    rig = Rig(tmp_path, model=make_settings().model or "", loader="tests.runners.fakes:load")
    texts = [f"text {i}" for i in range(30)]
    rig.given = write_lines(tmp_path / "in.jsonl", texts)
    run([rig.given], out=tmp_path / "fresh", settings=make_settings())
    reference = content(tmp_path / "fresh")
    killed = 0
    with watched(rig.out):
        for step in range(2, 40, 4):
            process = rig.start(step=step)
            died = process.wait() == -signal.SIGKILL
            killed += died
            complete(rig, articles=len(texts), reference=reference)
            if not died:
                break
            # Old results from here on: each text is another one.
            texts = [f"text {i} step {step}" for i in range(30)]
            rig.given = write_lines(tmp_path / "in.jsonl", texts)
            fresh = tmp_path / f"fresh{step}"
            run([rig.given], out=fresh, settings=make_settings())
            reference = content(fresh)
    assert killed > 2


@pytest.mark.skipif(not (DEFAULT_MODEL / "meta.json").exists(), reason=f"no model at {DEFAULT_MODEL}")
def test_kills_of_the_real_pipeline(tmp_path: Path) -> None:
    rig = Rig(tmp_path, model=str(DEFAULT_MODEL), loader="pipeline.assemble:load")
    corpus = sorted((ROOT / "corpus/articles/train").glob("*.txt"))[:24]
    rig.given = write_lines(
        tmp_path / "in.jsonl", [path.read_text(encoding="utf-8")[:900] for path in corpus]
    )
    settings = Settings(model=rig.model, workers=1, profile="fast")
    run([rig.given], out=tmp_path / "fresh", settings=settings)
    reference = content(tmp_path / "fresh")
    assert reference[0].count(b"\n") > 5
    chance = random.Random(3)
    with watched(rig.out):
        kills = sum(rig.kill(after=chance.uniform(1.5, 5.0)) for _ in range(2))
        assert kills
        complete(rig, articles=len(corpus), reference=reference)
