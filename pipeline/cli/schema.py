"""``pactwire schema``: the JSON Schema of the contract."""

import json
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from schemas import Article, Failure, GoldArticle, Record, RunInfo

MODELS: dict[str, type[BaseModel]] = {
    "record": Record,
    "article": Article,
    "failure": Failure,
    "run": RunInfo,
    "gold": GoldArticle,
}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of one model, as its lines are written."""
    schema = MODELS[name].model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def to_text(schema: dict[str, Any]) -> str:
    """A schema as the text of a file in schemas/json."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def run_schema(name: str | None, *, write: Path | None) -> None:
    """Print one schema or all as one object; with ``write``, keep each in a file of that folder instead."""
    names = [name] if name else list(MODELS)
    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        for each in names:
            (write / f"{each}.json").write_text(to_text(schema_of(each)), encoding="utf-8")
        return
    found = schema_of(name) if name else {each: schema_of(each) for each in names}
    typer.echo(to_text(found), nl=False)
