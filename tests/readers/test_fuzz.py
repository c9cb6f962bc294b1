"""No bytes of any kind make a reader raise, and whatever it yields can be written as UTF-8."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.readers import RawArticle, read_inputs
from pipeline.readers.decode import decode
from pipeline.readers.language import why_not_english
from pipeline.readers.published import iso_date
from schemas import Failure

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
records = st.fixed_dictionaries(
    {}, optional={name: json_values for name in ("id", "text", "title", "published", "url", "source")}
)


def check(path: Path) -> list[RawArticle | Failure]:
    found = list(read_inputs([path], max_chars=2_000))
    for one in found:
        if isinstance(one, Failure):
            assert one.error and one.message and one.stage == "read"
            one.model_dump_json().encode()
        else:
            assert one.text.strip() and len(one.text) <= 2_000
            for value in (one.article_id, one.source, one.text, one.title or "", one.url or ""):
                value.encode()
    return found


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.html", "a.jsonl", "a.jsonl.gz", "a"])
@quick
@given(data=st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert len(check(path)) >= (name == "a.txt")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
@quick
@given(data=st.binary(max_size=300), cut=st.integers(0, 40))
def test_any_gzipped_bytes(tmp_path: Path, name: str, data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    path = tmp_path / name
    path.write_bytes(packed[: len(packed) - cut])
    check(path)


@quick
@given(rows=st.lists(records, max_size=6))
def test_each_json_object_gives_one_result(tmp_path: Path, rows: list[dict]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    assert len(check(path)) == len(rows)


@quick
@given(text=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_text_comes_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        found = decode(data, name="x")
    except InputError as error:
        assert error.code == "binary"
        return
    if encoding != "utf-8":
        assert found == text


@quick
@given(text=st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert why_not_english(text) is None or why_not_english(text)
    date = iso_date(text)
    assert date is None or len(date) == 10
