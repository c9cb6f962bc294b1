"""Runs as extract writes them, made of a few words, and what a store holds of them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from pipeline.stores.open import open_store
from pipeline.stores.tables import LOADED, metadata

Json = dict[str, Any]
STARTED = "2026-01-05T08:00:00+00:00"


def span(text: str, start: int = 0) -> Json:
    return {"start": start, "end": start + len(text), "text": text}


def record(number: int = 1, *, parties: Sequence[str] = ("Norway", "Chile"), **fields: Any) -> Json:
    """A record of two countries; ``article_id`` comes with its article."""
    told: Json = {
        "record_id": f"{number:016x}",
        "parties": [
            {"name": name, "type": "country", "country": "NO", "role": "party", "mentions": []}
            for name in parties
        ],
        "signatories": [{"name": "Ola Nordmann", "for": "Norway", "mentions": []}],
        "instrument": "agreement",
        "title": None,
        "status": "signed",
        "subject": "fishing in the south",
        "when": {
            "edtf": "2025-03-04",
            "start": "2025-03-04",
            "end": "2025-03-04",
            "precision": "day",
            "basis": "stated",
            "text": "on Tuesday",
            "span": span("on Tuesday", 3),
        },
        "where": {"name": "Oslo", "country": "NO", "event": None, "basis": "stated", "spans": []},
        "amounts": [{"text": "5 million euros", "value": 5e6, "unit": "EUR", "span": None}],
        "evidence": [span("Norway and Chile signed it on Tuesday.")],
        "attribution": None,
        "confidence": 0.9,
        "trace": None,
    }
    return {**told, **fields}


def article(article_id: str, **fields: Any) -> Json:
    told: Json = {
        "article_id": article_id,
        "source": f"{article_id}.txt",
        "published": "2025-03-05",
        "published_basis": "stamp",
        "dateline": {"place": "OSLO", "country": "NO", "text": "OSLO -", "span": span("OSLO -")},
        "title": None,
        "url": None,
        "text_basis": "raw",
        "text_sha256": hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest(),
        "clean_text": 'Norway and Chile signed it on Tuesday. "Good", they said.',
        "removed": [],
        "dates": [],
        "entities": [],
    }
    return {**told, **fields}


def write_run(
    folder: Path,
    articles: Mapping[str, Sequence[Json]],
    *,
    about: Mapping[str, Json] | None = None,
    started: str = STARTED,
    finished: bool = True,
) -> Path:
    """Write a run: article id -> its records; ``about`` has fields of articles that differ."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(article(i, **(about or {}).get(i, {}))) for i in articles]
    (folder / "articles.jsonl").write_text("".join(f"{line}\n" for line in lines))
    found = [
        json.dumps({"record_id": r["record_id"], "article_id": i, **r})
        for i, rs in articles.items()
        for r in rs
    ]
    (folder / "records.jsonl").write_text("".join(f"{line}\n" for line in found))
    info = {
        "pactwire": "0.1.0",
        "spacy": "3.8",
        "model": {"name": "m"},
        "settings": {"process_fingerprint": "f", "inputs": ["news"]},
        "started": started,
        "finished": "2026-01-05T08:01:00+00:00" if finished else None,
        "fingerprint": "abc",
        "counts": {"read": len(articles)},
    }
    (folder / "run.json").write_text(json.dumps(info))
    return folder


def many(count: int, *, first: int = 0, **fields: Any) -> dict[str, list[Json]]:
    """That many articles with two records each."""
    return {
        f"article-{n:05d}": [record(2 * n, **fields), record(2 * n + 1, subject=f"matter {n}", **fields)]
        for n in range(first, first + count)
    }


def contents(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order of the keys."""
    engine = open_store(url)
    try:
        with engine.connect() as connection:
            return {
                table.name: [
                    tuple(r) for r in connection.execute(select(table).order_by(*table.primary_key.columns))
                ]
                for table in metadata.sorted_tables
            }
    finally:
        engine.dispose()


def counts(url: str) -> dict[str, int]:
    """Rows of the tables that ``load`` writes."""
    found = contents(url)
    return {table.name: len(found[table.name]) for table in LOADED}
