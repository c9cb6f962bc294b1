"""``pactwire load`` and ``pactwire extract --to``."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.assemble import DEFAULT_MODEL
from pipeline.cli.app import app
from pipeline.cli.load import load_after
from pipeline.readers import RawArticle
from pipeline.runners.state import State
from pipeline.runners.supervisor import Job
from pipeline.runners.worker import Outcome
from tests.stores.making import article, many, record, write_run

needs_model = pytest.mark.skipif(not DEFAULT_MODEL.exists(), reason=f"no language model at {DEFAULT_MODEL}")


def invoke(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def records_in(path: Path) -> int:
    return sqlite3.connect(path).execute("SELECT count(*) FROM records").fetchone()[0]


def test_load_into_several_stores(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(3))
    lite, tables = f"sqlite:///{tmp_path}/a.db", f"csv:{tmp_path}/tables"
    code, out, err = invoke("load", str(run), "--to", lite, "--to", tables)
    assert (code, out) == (0, "")
    done = "3 articles (3 new, 0 replaced, 0 unchanged), 6 records added, 0 removed"
    assert err.splitlines() == [f"{lite}: {done}", f"{tables}: {done}"]
    assert records_in(tmp_path / "a.db") == 6
    _, _, err = invoke("load", str(run), "--to", lite)
    assert "3 articles (0 new, 0 replaced, 3 unchanged), 0 records added" in err


def test_refusals_are_told_and_leave_three(tmp_path: Path) -> None:
    bad = [record(n, status="sealed") for n in range(1, 13)]
    run = write_run(tmp_path / "run", {"a": [*bad, record(99, subject="a\x00b")]})
    code, _, err = invoke("load", str(run), "--to", f"sqlite:///{tmp_path}/a.db")
    assert code == 3
    assert "pactwire: records.jsonl, line 1 (a) refused: status: Input should be 'proposed'" in err
    assert "pactwire: and 2 more refused" in err
    assert "pactwire: 1 characters that no database holds became U+FFFD" in err


def test_no_run_and_no_store(tmp_path: Path) -> None:
    code, _, err = invoke("load", str(tmp_path), "--to", f"sqlite:///{tmp_path}/a.db")
    assert (code, "there is no run.json in it; name the folder" in err) == (1, True)
    code, _, err = invoke("load", str(tmp_path), "--to", "results")
    assert (code, "'results' names no store; use sqlite:///FILE" in err) == (1, True)
    assert invoke("load", str(tmp_path))[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(1))
    code, out, err = invoke("load", str(run), "--to", "postgresql://u:secret@127.0.0.1:1/d")
    assert code == 1
    assert "u:***@127.0.0.1" in err
    assert "secret" not in out + err


def test_a_store_into_files(tmp_path: Path) -> None:
    lite = f"sqlite:///{tmp_path}/a.db"
    invoke("load", str(write_run(tmp_path / "run", many(2))), "--to", lite)
    code, _, err = invoke("load", lite, "--to", f"csv:{tmp_path}/tables")
    assert (code, err) == (0, f"csv:{tmp_path}/tables: all tables of {lite}\n")
    assert (tmp_path / "tables" / "agreements.csv").exists()
    code, _, err = invoke("load", lite, "--to", f"sqlite:///{tmp_path}/b.db")
    assert (code, "load its runs there instead" in err) == (1, True)


def test_a_run_that_was_interrupted(tmp_path: Path) -> None:
    """Nothing but the state of the run is there yet."""
    run = write_run(tmp_path / "run", many(2), finished=False)
    (run / "records.jsonl").unlink()
    (run / "articles.jsonl").unlink()
    with State(run) as state:
        state.begin()
        for n, name in enumerate(("a", "b")):
            raw = RawArticle(article_id=name, source=name, text="x", published=None, published_basis=None)
            state.place(n, name)
            line = json.dumps({**record(n), "article_id": name}).encode() + b"\n"
            told = json.dumps(article(name)).encode() + b"\n"
            state.add(Job(n, "key", raw), Outcome(article=told, records=[line], rejections=[]))
        state.commit()
    code, _, err = invoke("load", str(run), "--to", f"sqlite:///{tmp_path}/a.db")
    assert code == 0, err
    assert f"{run} is not finished; what it has so far is loaded" in err
    assert records_in(tmp_path / "a.db") == 2
    assert not (run / "records.jsonl").exists()


def test_a_store_that_cannot_be_used_is_said_before_the_work(tmp_path: Path) -> None:
    began = []
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(Exception, match="unable to open"),
        load_after(None, [f"sqlite:///{tmp_path}/file/a.db"]),
    ):
        began.append(True)
    assert began == []


@needs_model
def test_extract_to_stores(tmp_path: Path) -> None:
    """Without --out the results are in the stores only; an article that fails is told after the load."""
    (tmp_path / "a.txt").write_text("OSLO, March 4. Norway and Chile signed an agreement in Oslo on Tuesday.")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    inputs = (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    stores = ("--to", f"sqlite:///{tmp_path}/a.db", "--to", f"jsonl:{tmp_path}/a.jsonl")
    code, out, err = invoke("extract", *inputs, "--workers", "1", "--profile", "fast", *stores)
    assert (code, out) == (3, ""), err
    assert f"sqlite:///{tmp_path}/a.db: 1 articles (1 new" in err
    assert records_in(tmp_path / "a.db") == len((tmp_path / "a.jsonl").read_text().splitlines()) > 0


def test_what_is_extracted_into_a_folder_is_loaded_and_stays(tmp_path: Path) -> None:
    with load_after(str(tmp_path / "run"), [f"sqlite:///{tmp_path}/a.db"]) as folder:
        assert folder == str(tmp_path / "run")
        write_run(Path(folder), many(2))
    assert records_in(tmp_path / "a.db") == 4
    assert (tmp_path / "run" / "records.jsonl").exists()


def test_nothing_is_loaded_after_an_extraction_that_broke(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), load_after(None, [f"sqlite:///{tmp_path}/a.db"]) as folder:
        write_run(Path(folder), many(2))
        raise RuntimeError
    assert records_in(tmp_path / "a.db") == 0
    assert not Path(folder).exists()


def test_standard_output_is_no_place_beside_a_store() -> None:
    code, _, err = invoke("extract", "a.txt", "--out", "-", "--to", "sqlite:///a.db")
    assert (code, "goes with --out DIR or without --out" in err) == (2, True)
