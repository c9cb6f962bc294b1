"""Every kind of input as articles, and every kind of bad input as a Failure in its place."""

import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.readers import FieldNames, Meter, RawArticle, read_inputs
from pipeline.readers.files import measure
from schemas import Failure

TEXT = "The ministers of Freedonia and Sylvania signed a treaty on trade in the capital on Monday."


def read(*inputs: Path | str, **options: object) -> list[RawArticle | Failure]:
    return list(read_inputs([str(i) for i in inputs], **options))  # type: ignore[arg-type]


def only(*inputs: Path | str, **options: object) -> RawArticle:
    [found] = read(*inputs, **options)
    assert isinstance(found, RawArticle), found
    return found


def failure(*inputs: Path | str, **options: object) -> Failure:
    [found] = read(*inputs, **options)
    assert isinstance(found, Failure), found
    return found


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def lines(path: Path, *records: object) -> Path:
    return write(path, "".join(json.dumps(r) + "\n" for r in records))


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data))))


def test_text_file(tmp_path: Path) -> None:
    path = write(tmp_path / "pact.one.txt", TEXT + "\r\n")
    article = only(path)
    assert article == RawArticle(article_id="pact.one", source=str(path), text=TEXT + "\r\n")


def test_html_file(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{TEXT} Paragraph {i}.</p>" for i in range(5))
    head = '<title>A treaty</title><meta property="article:published_time" content="2024-05-06T10:00:00Z">'
    article = only(
        write(tmp_path / "a.html", f"<html><head>{head}</head><body><article>{body}</article></body>")
    )
    assert TEXT in article.text and "<p>" not in article.text
    assert (article.text_basis, article.published, article.published_basis) == (
        "html",
        "2024-05-06",
        "metadata",
    )


def test_html_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = failure(write(tmp_path / "a.html", f"<p>{TEXT}"))
    assert found.error == "html" and "pip install 'pactwire[html]'" in found.message


def test_json_lines_with_metadata(tmp_path: Path) -> None:
    record = {
        "id": 7, "text": TEXT, "title": "A treaty", "published": "2024-05-06T10:00:00Z", "url": "http://x.test",
        "source": "The Gazette",
    }  # fmt: skip
    article = only(lines(tmp_path / "a.jsonl", record))
    assert article == RawArticle(
        "7", "The Gazette", TEXT, "A treaty", "2024-05-06", "metadata", "http://x.test", "raw"
    )


def test_json_lines_with_other_names(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.ndjson", {"key": "k", "body": TEXT, "day": "6 May 2024"})
    article = only(path, field_names=FieldNames(id="key", text="body", published="day"))
    assert (article.article_id, article.text, article.published) == ("k", TEXT, "2024-05-06")
    assert article.source == f"{path}:1"


def test_the_argument_overrules_metadata(tmp_path: Path) -> None:
    article = only(
        lines(tmp_path / "a.jsonl", {"id": 1, "text": TEXT, "published": "2024-05-06"}),
        published="2020-01-02",
    )
    assert (article.published, article.published_basis) == ("2020-01-02", "argument")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_whatever_the_name(tmp_path: Path, name: str) -> None:
    article = only(write(tmp_path / name, gzip.compress(TEXT.encode())))
    assert (article.article_id, article.text) == ("a", TEXT)


def test_gzipped_json_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(json.dumps({"id": "x", "text": TEXT}).encode()))
    assert only(path).article_id == "x"


def test_folder_is_sorted_recursive_and_takes_only_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", "c.txt", ".hidden.txt", ".git/d.txt", "b.json", "notes.md"):
        write(tmp_path / name, TEXT)
    write(tmp_path / "out/.pactwire/state", "x")
    write(tmp_path / "out/records.jsonl", "{}")
    found = read(tmp_path)
    assert [a.article_id for a in found] == ["y", "z", "b", "c"]


def test_standard_input_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, TEXT.encode())
    article = only("-")
    assert (article.article_id, article.source, article.text) == ("stdin", "-", TEXT)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_as_json_lines(monkeypatch: pytest.MonkeyPatch, pack) -> None:  # type: ignore[no-untyped-def]
    data = "\n".join(json.dumps({"id": i, "text": TEXT * 2000}) for i in (1, 2)).encode()
    give_stdin(monkeypatch, pack(data))
    assert [(a.article_id, a.source) for a in read("-")] == [("1", "-:1"), ("2", "-:2")]


def test_text_that_begins_with_a_brace_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"{Correction} " + TEXT.encode())
    assert only("-").text.startswith("{Correction}")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-32"), TEXT),
        (f"“{TEXT}” – a café".encode("cp1252"), f"“{TEXT}” – a café"),
        (
            f"{TEXT} in Türkiye, in Türkiye, in Türkiye…".encode()[:-1],
            f"{TEXT} in Türkiye, in Türkiye, in Türkiye\ufffd",
        ),
    ],
    ids=["utf-8 mark", "utf-16", "utf-16-be", "utf-16 unmarked", "utf-32", "windows-1252", "cut utf-8"],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    assert only(write(tmp_path / "a.txt", data)).text == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "\0" + TEXT,
        "\x07" + TEXT,
        "\u200f" + TEXT + "\u202e",
        TEXT.replace(" ", "\u00a0"),
        TEXT + "\u2028x",
    ],
    ids=["nul", "control", "right to left", "hard spaces", "line separator"],
)
def test_odd_characters_stay(tmp_path: Path, text: str) -> None:
    assert only(write(tmp_path / "a.txt", text)).text == text


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.jsonl", '{"id": "a\\udc00", "text": "' + TEXT + ' \\ud83d."}'))
    assert (article.article_id, article.text) == ("a\ufffd", TEXT + " \ufffd.")


def test_a_line_of_a_megabyte(tmp_path: Path) -> None:
    text = (TEXT + " ") * 12_000
    assert only(write(tmp_path / "a.txt", text)).text == text
    assert only(lines(tmp_path / "a.jsonl", {"id": 1, "text": text})).text == text


BAD_FILES = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.txt", b" \n\t\n", "no text"),
    "pdf": ("a.txt", b"%PDF-1.7\n" + TEXT.encode(), "PDF"),
    "zip": ("a.txt", b"PK\x03\x04abcdef", "zip"),
    "random": ("a.txt", bytes(range(256)) * 20, "binary"),
    "zeros": ("a.txt", b"\0" * 1000, "binary"),
    "russian": ("a.txt", ("Министры подписали договор о торговле в столице. " * 5).encode(), "Cyrillic"),
    "german": ("a.txt", ("Die Minister haben heute den Vertrag unterschrieben. " * 9).encode(), "English"),
    "broken gzip": ("a.txt.gz", gzip.compress(TEXT.encode() * 50)[:-20], "read"),
    "too long": ("a.txt", TEXT.encode() * 1000, "longer than 10,000"),
    "too long for memory": ("a.txt", b"a" * 50_000_000, "longer than 10,000"),
    "zip bomb": ("a.txt.gz", gzip.compress(b"a" * 50_000_000), "longer than 10,000"),
    "json array": ("a.json", b'[{"id": 1}]', "JSON lines"),
    "json object": ("a.json", b'{\n  "id": 1\n}', "JSON lines"),
    "utf-16 lines": ("a.jsonl", '{"id": 1, "text": "x"}'.encode("utf-16"), "UTF-16"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_files(tmp_path: Path, case: str) -> None:
    name, data, said = BAD_FILES[case]
    path = write(tmp_path / name, data)
    found = failure(path, max_chars=10_000)
    assert found.stage == "read" and found.source == str(path)
    assert said in found.message and path.name in found.message


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{", "malformed_json"),
        (b"not json", "malformed_json"),
        (b"[1, 2]", "malformed_json"),
        (b"null", "malformed_json"),
        (b"[" * 50_000, "malformed_json"),
        (b'{"id": 1}', "no_text"),
        (b'{"id": 1, "text": null}', "no_text"),
        (b'{"id": 1, "text": ["a"]}', "no_text"),
        (b'{"text": "a"}', "no_id"),
        (b'{"id": "", "text": "a"}', "no_id"),
        (b'{"id": [1], "text": "a"}', "no_id"),
        (b'{"id": true, "text": "a"}', "no_id"),
        (b'{"id": 1, "text": " "}', "empty"),
        (b'{"id": 1, "text": "\xff\xfe\xfd\x01\x02\x03"}', "binary"),
        (b'{"id": "first", "text": "twice"}', "duplicate_id"),
        (b'{"id": 1, "text": "' + b"a" * 100_000 + b'"}', "too_long"),
    ],
)
def test_a_bad_line_has_its_number_and_the_rest_is_read(tmp_path: Path, line: bytes, error: str) -> None:
    first, last = (json.dumps({"id": name, "text": TEXT}).encode() for name in ("first", "last"))
    path = write(tmp_path / "a.jsonl", b"\n".join([first, b"", line, last]))
    found = read(path, max_chars=5_000)
    assert [type(f).__name__ for f in found] == ["RawArticle", "Failure", "RawArticle"]
    assert isinstance(found[1], Failure)
    assert (found[1].error, found[1].source) == (error, f"{path}:3")
    assert f"{path}:3" in found[1].message


def test_wrong_field_names_are_told_apart(tmp_path: Path) -> None:
    found = failure(lines(tmp_path / "a.jsonl", {"id": 1, "body": TEXT}))
    assert (
        "no field 'text'" in found.message and "'body'" in found.message and "--text-field" in found.message
    )


def test_duplicate_ids_across_files(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        write(tmp_path / folder / "a.txt", TEXT)
    first, second = read(tmp_path)
    assert isinstance(first, RawArticle) and isinstance(second, Failure)
    assert (second.error, second.article_id) == ("duplicate_id", "a")


def test_missing_and_empty_places(tmp_path: Path) -> None:
    write(tmp_path / "z.txt", TEXT)
    (tmp_path / "empty").mkdir()
    found = read(tmp_path / "nowhere", tmp_path / "empty", tmp_path / "z.txt")
    assert [getattr(f, "error", "fine") for f in found] == ["missing", "empty", "fine"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert failure(path).error == "unreadable"


def test_dangling_link_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert failure(tmp_path).error == "missing"


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(name, "wb") as stream:
            stream.write(TEXT.encode())
    except OSError:
        pytest.skip("the file system wants UTF-8")
    assert only(tmp_path).article_id == "caf\ufffd"


def test_the_meter_ends_at_the_size_of_all_files(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.jsonl.gz", gzip.compress(json.dumps({"id": 1, "text": TEXT}).encode()))
    meter = Meter(total=measure([str(tmp_path)]))
    read(tmp_path, meter=meter)
    assert 0 < meter.position == meter.total
