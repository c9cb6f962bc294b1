"""Files appear whole or not at all, and a line is a line for every reader."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.sinks import atomic_writer, to_document, to_line
from pipeline.sinks.table import print_records
from schemas import Evidence, Failure, Party, Record, Signatory, When, Where

RECORD = Record(
    record_id="a-1",
    article_id="a",
    parties=[
        Party(name="Freedonia [the]", type="country"),
        Party(name="Sylvania", type="country", role="proposer"),
    ],
    signatories=[Signatory(name="R. Firefly", for_="Freedonia")],
    instrument="agreement",
    status="signed",
    subject="trade",
    when=When(edtf="2024-05-06", precision="day", basis="stated", text="6 May"),
    where=Where(name="Klopstokia", event="the summit"),
    evidence=[Evidence(start=0, end=3, text="abc")],
    confidence=0.876,
)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), atomic_writer(path) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["a"]


def test_the_file_is_old_until_it_is_new(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with atomic_writer(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@given(st.text())
def test_a_line_is_one_line_and_comes_back(text: str) -> None:
    failure = Failure(source=text, stage="read", error="e", message=text)
    line = to_line(failure)
    assert len(line.decode().splitlines()) == 1
    assert Failure.model_validate_json(line) == failure
    assert Failure.model_validate_json(to_document(failure)) == failure


def test_aliases_are_written() -> None:
    assert json.loads(to_line(RECORD))["signatories"][0]["for"] == "Freedonia"
    assert Record.model_validate_json(to_line(RECORD)) == RECORD


def test_the_table_shows_who_what_when_where() -> None:
    console = Console(file=io.StringIO(), width=300)
    print_records(console, [RECORD], title="Records")
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    for part in (
        "Freedonia [the]",
        "Sylvania (proposes)",
        "signed",
        "trade",
        "2024-05-06",
        "Klopstokia",
        "0.88",
    ):
        assert part in shown
