"""Rows of tables: the same results as from files, and Spark itself where it can be had."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.runners import rows
from pipeline.runners.local import run
from pipeline.runners.rows import extract_rows
from pipeline.runners.spark import SCHEMA, extractor
from tests.runners.conftest import SettingsMaker, write_lines

ROOT = Path(__file__).parents[2]
TEXTS = [*(f"text {i}" for i in range(30)), "boom", ""]


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Any:
    yield
    rows._supervisor.cache_clear()


def lines(out: Path, name: str) -> list[str]:
    return (out / name).read_text(encoding="utf-8").splitlines()


def same_as_files(found: list[dict[str, Any]], folder: Path, make_settings: SettingsMaker) -> None:
    run([write_lines(folder / "in.jsonl", TEXTS)], out=folder / "out", settings=make_settings())
    assert [row["article_id"] for row in found] == [f"a{i}" for i in range(len(TEXTS))]
    assert [line for row in found for line in row["records"]] == lines(folder / "out", "records.jsonl")
    sourceless = [{**json.loads(line), "source": None} for line in lines(folder / "out", "articles.jsonl")]
    assert [{**json.loads(row["article"]), "source": None} for row in found if row["article"]] == sourceless
    failures = [json.loads(row["failure"]) for row in found if row["failure"]]
    assert [(f["article_id"], f["stage"], f["error"]) for f in failures] == [
        ("a30", "extract", "ValueError"),
        ("a31", "read", "empty"),
    ]
    assert all(len(row["rejections"]) == (row["failure"] is None) for row in found)


def test_rows_are_read_as_lines_are(
    tmp_path: Path, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_ROWS", 16)
    given = ({"id": f"a{i}", "text": text, "title": None} for i, text in enumerate(TEXTS))
    same_as_files(list(extract_rows(given, settings=make_settings())), tmp_path, make_settings)


def test_the_model_is_loaded_once_for_many_partitions(make_settings: SettingsMaker) -> None:
    settings = make_settings()
    for _ in range(3):
        assert len(list(extract_rows([{"id": 1, "text": "one"}], settings=settings))) == 1
    assert rows._supervisor.cache_info().misses == 1
    assert len(rows._supervisor(settings)._workers) == 1


def test_bad_rows_are_failures(make_settings: SettingsMaker) -> None:
    bad = [{"id": 1, "text": "one"}, {"id": 1, "text": "two"}, {"text": "no id"}, {"id": 2, "text": None}]
    found = list(extract_rows(bad, settings=make_settings()))
    assert [json.loads(row["failure"])["error"] if row["failure"] else None for row in found] == [
        None,
        "duplicate_id",
        "no_id",
        "no_text",
    ]


def test_frames_of_pandas(tmp_path: Path, make_settings: SettingsMaker) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (pip install 'pactwire[spark]')")
    frame = pandas.DataFrame({"id": [f"a{i}" for i in range(len(TEXTS))], "text": TEXTS, "title": None})
    found = list(extractor(make_settings())(iter([frame[:10], frame[10:10], frame[10:]])))
    same_as_files([row for f in found for row in f.to_dict("records")], tmp_path, make_settings)
    numbers = pandas.DataFrame({"id": [7, 8], "text": ["one", None]})
    (told,) = extractor(make_settings())(iter([numbers]))
    assert list(told["article_id"]) == ["7", None] and "no_text" in told["failure"][1]


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not on the path")
def test_spark_itself(tmp_path: Path, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip(
        "pyspark.sql", reason="pyspark is not installed (pip install 'pactwire[spark]')"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
    try:
        articles = spark.createDataFrame(
            [(f"a{i}", text) for i, text in enumerate(TEXTS)], "id string, text string"
        )
        mapped = articles.repartition(2).mapInPandas(extractor(make_settings()), SCHEMA)
        found = sorted((row.asDict() for row in mapped.collect()), key=lambda row: int(row["article_id"][1:]))
    finally:
        spark.stop()
    same_as_files(found, tmp_path, make_settings)
