"""Measuring a pipeline on everything that the recipe is judged by.

Usage: python -m training.evaluate MODEL OUT.json --data ../shared/data --gold ../shared/gold
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from training.article_gold import read_articles
from training.docbin import HELD_OUT_SOURCE
from training.entity_sets import score_articles
from training.external_tests import score_entities, score_tags

SILVER_TESTS = ("test_silver", "test_cluster")
ARTICLE_TESTS = ("dev", "real-dev")
SILVER_SCORES = ["token_acc", "tag_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f"]
SPEED_TEXTS = 150


def silver_scores(nlp: Language, path: Path) -> dict[str, Any]:
    """Agreement with the teacher on held-out articles."""
    references = DocBin().from_disk(path).get_docs(nlp.vocab)
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in references])
    rows: dict[str, Any] = {
        name: round(100 * scores[name], 2) for name in SILVER_SCORES if scores.get(name) is not None
    }
    types = scores.get("ents_per_type") or {}
    return {**rows, "per_type": {label: round(100 * row["f"], 1) for label, row in types.items()}}


def held_out_texts(data: Path, limit: int) -> list[str]:
    """Raw articles of the source that no model was trained on."""
    texts: list[str] = []
    with gzip.open(data / "news.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["source"] == HELD_OUT_SOURCE:
                texts.append(article["text"])
            if len(texts) >= limit:
                break
    return texts


def words_per_second(nlp: Language, texts: Sequence[str]) -> int:
    """Speed on raw text by processor time, so that other processes do not matter."""
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
    return round(words / (time.process_time() - start))


def megabytes(directory: Path) -> float:
    """Size of all files below a directory."""
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    return round(size / 1e6, 1)


def evaluate(model: Path, data: Path, gold: Path) -> dict[str, Any]:
    """All figures of one pipeline."""
    start = time.process_time()
    nlp = spacy.load(model)
    load_seconds = round(time.process_time() - start, 2)
    tests = json.loads((data / "gold.json").read_text(encoding="utf8"))
    return {
        "ner": {name: score_entities(nlp, items) for name, items in tests["ner"].items()},
        "pos": {name: score_tags(nlp, items) for name, items in tests["pos"].items()},
        "articles": {name: score_articles(nlp, read_articles(gold / name)) for name in ARTICLE_TESTS},
        "silver": {name: silver_scores(nlp, data / "tests" / f"{name}.spacy") for name in SILVER_TESTS},
        "words_per_second": words_per_second(nlp, held_out_texts(data, SPEED_TEXTS)),
        "load_seconds": load_seconds,
        "megabytes": megabytes(model),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Evaluate one pipeline from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args(arguments)
    figures = evaluate(options.model, options.data, options.gold)
    options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
