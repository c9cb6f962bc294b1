"""kill -9 at any moment: a restart completes the run, nothing is lost, doubled or half written."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.runners.local import run
from tests.runners.conftest import SettingsMaker, write_lines

ROOT = Path(__file__).parents[2]
DRIVER = """
import sys
from pathlib import Path
from pipeline.runners import local
from pipeline.runners.settings import Settings
if __name__ == "__main__":
    local._COMMIT_SECONDS = 0.05
    given, out, model = sys.argv[1:]
    settings = Settings(model=model, workers=2, loader="tests.runners.fakes:load")
    local.run([given], out=Path(out), settings=settings)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_kill_9_and_restart(tmp_path: Path, make_settings: SettingsMaker) -> None:
    texts = [f"{'slow ' if i % 3 == 0 else ''}text {i}" for i in range(150)]
    given = write_lines(tmp_path / "in.jsonl", texts)
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    out = tmp_path / "out"
    command = [sys.executable, str(driver), given, str(out), str(tmp_path / "model")]
    make_settings()
    chance = random.Random(7)
    kills = 0
    for _ in range(4):
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        time.sleep(chance.uniform(0.5, 2.0))
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name in ("records.jsonl", "articles.jsonl", "failures.jsonl"):
            if (out / name).exists():
                assert all(json.loads(line) for line in (out / name).read_text().splitlines())
    assert kills
    info = run([given], out=out, settings=make_settings(workers=2))
    fresh = tmp_path / "fresh"
    run([given], out=fresh, settings=make_settings())
    for name in ("records.jsonl", "articles.jsonl", "failures.jsonl"):
        assert (out / name).read_bytes() == (fresh / name).read_bytes()
    assert info.counts["extracted"] + info.counts["skipped"] == len(texts)
    assert not list(out.glob(".*.tmp"))
