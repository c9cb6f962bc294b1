"""A disk that is full, or nearly: the run ends with one clear line, and goes on when there is room."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.runners.local import run
from tests.runners.conftest import SettingsMaker, write_lines

ROOT = Path(__file__).parents[2]
FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")
#: No file may grow beyond the given number of bytes, as on a disk without room.
DRIVER = """
import resource, sys
from pipeline.errors import PactwireError
from pipeline.runners import local
from pipeline.runners.settings import Settings

if __name__ == "__main__":
    given, out, model, most = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    local._COMMIT_SECONDS = 0.0
    try:
        settings = Settings(model=model, workers=1, loader="tests.runners.fakes:load")
        local.run([given], out=out, settings=settings)
    except PactwireError as error:
        print(error, end="")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of the size of files")
@pytest.mark.parametrize(
    "most", [100, 30_000, 100_000], ids=["at the start", "in the database", "at the end"]
)
def test_a_full_disk(tmp_path: Path, make_settings: SettingsMaker, most: int) -> None:
    given = write_lines(tmp_path / "in.jsonl", [f"text {i}" for i in range(300)])
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    out, model = tmp_path / "out", make_settings().model or ""
    command = [sys.executable, str(driver), given, str(out), model, str(most)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("cannot ") and str(out) in done.stdout
    assert not any((out / name).exists() for name in FILES)
    assert not list(out.rglob(".*.tmp"))
    info = run([given], out=out, settings=make_settings())
    assert info.counts["extracted"] + info.counts["skipped"] == 300
    run([given], out=tmp_path / "fresh", settings=make_settings())
    assert all((out / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes() for name in FILES)
