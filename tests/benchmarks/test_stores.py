"""The synthetic runs that stores are measured with are runs, and the same each time."""

import json
from pathlib import Path

import pytest

from benchmarks.stores import SOURCE, page
from benchmarks.synthetic import write_run
from pipeline.stores.load import load


def test_a_synthetic_run_can_be_loaded(tmp_path: Path) -> None:
    count = write_run(SOURCE, tmp_path / "run", records=60)
    assert count >= 60
    report = load(tmp_path / "run", f"sqlite:///{tmp_path}/a.db")
    assert (report.added, report.refused, report.repeated) == (count, 0, 0)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_run(SOURCE, tmp_path / name, records=20, seed=seed)
    files = ("records.jsonl", "articles.jsonl", "run.json")
    a, b, c = ([(tmp_path / name / file).read_bytes() for file in files] for name in "abc")
    assert a == b
    assert a[0] != c[0]


def test_the_tables_of_the_page() -> None:
    def figures(seconds: float) -> dict[str, object]:
        def told(factor: float) -> dict[str, float]:
            taken = seconds * factor
            return {"seconds": taken, "processor_seconds": taken / 2, "memory_mb": 90.0}

        return {"first": told(1), "again": told(0.1), "bare": told(0.75), "mb": 12.0}

    sizes = [
        {"records": n, "articles": n // 5, "run_mb": 1.0, "sqlite": figures(n / 1000)} for n in (1000, 10_000)
    ]
    machine = {"cores": 2, "processor": "P", "memory_gb": 8, "load_average": 0.1}
    text = page({"measured": "2026-01-01", "machine": machine, "sizes": sizes})
    assert "| 1,000 | 200 | SQLite | 1,000 | 1,333 | 0.75 | 0.75 | 10,000 | 90 | 1 | 12 |" in text
    assert "SQLite 1.00" in text
    assert "PostgreSQL" not in text
    with pytest.raises(KeyError):
        page({"measured": "2026-01-01", "machine": {}, "sizes": []})


def test_an_event_is_told_in_the_same_words_and_another_in_others(tmp_path: Path) -> None:
    write_run(SOURCE, tmp_path, records=150)
    told: dict[str, set[str]] = {}
    for line in (tmp_path / "records.jsonl").read_text().splitlines():
        record = json.loads(line)
        event = record["article_id"].rsplit("-", 1)[0]
        told.setdefault(event, set()).add(record["subject"])
        assert all(e["end"] - e["start"] == len(e["text"]) for e in record["evidence"])
    base: dict[str, set[frozenset[str]]] = {}
    for event, subjects in told.items():
        base.setdefault(event.rsplit("-", 1)[0], set()).add(frozenset(subjects))
    # As many events as tellings: no outlet has words of its own, and hardly any two events have the same.
    assert sum(map(len, base.values())) >= 0.8 * len(told)
