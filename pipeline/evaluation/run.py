"""A finished run as scoring reads it: the lines of records.jsonl and articles.jsonl by article."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.evaluation.errors import EvaluationError

Row = Mapping[str, Any]


@dataclass(slots=True)
class Run:
    """What a run wrote. ``articles`` is empty where only records were kept; ``info`` is its run.json."""

    records: dict[str, list[Row]] = field(default_factory=dict)
    articles: dict[str, Row] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    below: int = 0

    @property
    def kept_out(self) -> int:
        """The records that were left out for low confidence, when the run was made or by ``above``."""
        rejections = self.info.get("rejections") or []
        return self.below + sum(r.get("reason") == "low_confidence" for r in rejections)

    def add_record(self, row: Row) -> None:
        self.records.setdefault(str(row["article_id"]), []).append(row)

    def lacks(self, ids: Iterable[str]) -> list[str]:
        """The articles that this run should have read and did not; empty without articles.jsonl."""
        return [i for i in ids if i not in self.articles] if self.articles else []

    def above(self, min_confidence: float) -> "Run":
        """This run without the records below a confidence; ``kept_out`` counts them."""
        kept: dict[str, list[Row]] = {
            i: [r for r in rows if (r.get("confidence") is None or r["confidence"] >= min_confidence)]
            for i, rows in self.records.items()
        }
        out = sum(map(len, self.records.values())) - sum(map(len, kept.values()))
        return Run(kept, self.articles, self.info, self.below + out)

    def versions(self) -> dict[str, str]:
        """The versions that this run was made with, as far as run.json tells."""
        found = {k: str(self.info[k]) for k in ("pactwire", "spacy") if self.info.get(k)}
        model = self.info.get("model") or {}
        if isinstance(model, Mapping) and model.get("name"):
            found["model"] = " ".join(str(model[k]) for k in ("lang", "name", "version") if model.get(k))
        return found


def read_run(folder: Path) -> Run:
    """Read the folder that ``pactwire extract --out`` wrote.

    Raises EvaluationError when it holds neither records.jsonl nor articles.jsonl, or a line is no JSON.
    """
    records, articles, info = folder / "records.jsonl", folder / "articles.jsonl", folder / "run.json"
    if not records.exists() and not articles.exists():
        raise EvaluationError(f"{folder} is no run: it holds neither records.jsonl nor articles.jsonl")
    run = Run(info=json.loads(info.read_text(encoding="utf-8")) if info.exists() else {})
    for row in _lines(records):
        run.add_record(row)
    for row in _lines(articles):
        run.articles.setdefault(str(row["article_id"]), row)
    return run


def write_run(run: Run, folder: Path) -> None:
    """Write a run so that ``read_run``, and any other reader of the output contract, can read it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [r for i in sorted(run.records) for r in run.records[i]]
    _write(folder / "records.jsonl", rows)
    _write(folder / "articles.jsonl", [run.articles[i] for i in sorted(run.articles)])
    (folder / "run.json").write_text(
        json.dumps(run.info, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _write(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    rows = []
    # Split at line feeds only: splitlines() would also cut at U+2028 inside a JSON string.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{path}:{number}: no JSON: {error}") from error
        if not isinstance(row, dict) or "article_id" not in row:
            raise EvaluationError(f"{path}:{number}: no article_id")
        rows.append(row)
    return rows
