"""What the README shows works as shown: its commands run, its Python runs, its generated parts are fresh."""

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from docs.render import PARTS, rendered, stale
from pipeline.assemble import DEFAULT_MODEL, Extractor
from pipeline.readers import RawArticle
from schemas import Record
from tests.docs.pages import ROOT, blocks, commands, of_pactwire

README = ROOT / "README.md"
SAMPLE = ROOT / "outputs" / "sample"
#: Slow, and run by the tests of quality.
ELSEWHERE = ("pactwire evaluate", "pactwire extract corpus/articles ")
COMMANDS = [
    part
    for line in commands(README)
    for part in of_pactwire(line)
    if not part.startswith(ELSEWHERE) and "corpus/articles/dev " not in part
]

needs_model = pytest.mark.skipif(
    not (DEFAULT_MODEL / "config.cfg").exists(), reason=f"the language model is not at {DEFAULT_MODEL}"
)


def run(line: str, folder: Path) -> str:
    """Run a command as the README has it, in a folder with the corpus; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *shlex.split(line)[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's commands run: two articles of the corpus are extracted and in the store."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    names = ("h02-tokayev-tashkent-documents", "a02-kambarata-vienna")
    inputs = " ".join(f"corpus/articles/train/{name}.txt" for name in names)
    run(f"pactwire extract {inputs} --out outputs/corpus --to sqlite:///outputs/pactwire.db", folder)
    return folder


@needs_model
@pytest.mark.parametrize("line", COMMANDS)
def test_command(line: str, workplace: Path) -> None:
    assert run(line, workplace)


def test_there_are_commands() -> None:
    assert {line.split()[1] for line in COMMANDS} >= {"explain", "schema", "model"}


@needs_model
def test_python(snippets: list[str]) -> None:
    said = []
    for code in snippets:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(code, "README.md", "exec"), {})
        said.append(output.getvalue())
    assert "'Kazakhstan'" in said[0] and "'Norway'" in said[0] and "signed" in said[0]
    assert "('6 October 2025', '2025-10-06')" in said[1]
    assert "'signed'" in said[1]


@pytest.fixture
def snippets() -> list[str]:
    return blocks(README, "python")


def test_generated_parts_are_fresh() -> None:
    assert [path.name for path, _ in stale()] == [], "run `make docs` (or `python docs/render.py`) and look"


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="no markers"):
        rendered("# A page\n", "scores", "| |")
    assert {name for _, name, _ in PARTS} == {"scores", "record", "speed"}


def test_the_sample_run_is_whole() -> None:
    info = json.loads((SAMPLE / "run.json").read_text(encoding="utf-8"))
    counts = info["counts"]
    records = [
        Record.model_validate_json(line)
        for line in (SAMPLE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert counts["extracted"] == counts["read"] == len(info["settings"]["inputs"]) == 2
    assert len(records) == counts["records"]
    assert not Path(info["model"]["path"]).is_absolute()
    assert not (SAMPLE / "failures.jsonl").read_text(encoding="utf-8")
    raw = {Path(f).stem: (ROOT / f).read_text(encoding="utf-8") for f in info["settings"]["inputs"]}
    for record in records:
        text = raw[record.article_id]
        for span in [*record.evidence, *(m for p in record.parties for m in p.mentions)]:
            assert text[span.start : span.end] == span.text


@needs_model
def test_the_record_shown_is_still_found(extractor: Extractor) -> None:
    shown = json.loads(blocks(README, "json")[0])
    (file,) = (ROOT / "corpus" / "articles").glob(f"*/{shown['article_id']}.txt")
    text = file.read_text(encoding="utf-8")
    raw = RawArticle(article_id=shown["article_id"], source=str(file), text=text)
    found = [r.model_dump(mode="json", by_alias=True) for e in extractor.extract([raw]) for r in e.records]

    def core(record: dict) -> tuple[object, ...]:
        parties = sorted(p["name"] for p in record["parties"])
        return parties, record["status"], record["instrument"], record["subject"], record["when"]["edtf"]

    assert core(shown) in [core(r) for r in found if r["when"]], "extraction has changed: run `make docs`"


def test_the_version_is_the_same_everywhere() -> None:
    told = re.search(
        r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert told and told[1] == pipeline.__version__
    assert f"## [{pipeline.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
