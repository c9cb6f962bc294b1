"""Labelled articles as annotated Docs: our own corpus, the shared real articles, our labels over the pack."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from pipeline.assemble import Extractor, clean_raw
from pipeline.readers import RawArticle


@dataclass(slots=True)
class Labelled:
    """One article: its id, the set it belongs to, its raw text and the gold records as JSON dicts.

    ``published`` is what the gold says of it, for texts that do not tell their date themselves.
    """

    id: str
    group: str
    text: str
    records: list[dict[str, Any]]
    published: str | None = None
    doc: Doc | None = None


def from_folder(folder: Path, group: str) -> Iterator[Labelled]:
    """Articles that lie as <id>.txt beside <id>.json."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        yield Labelled(path.stem, group, text, gold["records"], gold.get("published"))


def from_corpus(root: Path, split: str) -> Iterator[Labelled]:
    """A split of the bundled corpus."""
    for path in sorted((root / "gold" / split).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (root / "articles" / split / f"{path.stem}.txt").read_text(encoding="utf-8")
        yield Labelled(path.stem, split, text, gold["records"], gold.get("published"))


def from_labels(labels: Path, pack: Path) -> Iterator[Labelled]:
    """Our labels: offsets into the articles of the training pack, restored to text."""
    texts: dict[str, str] = {}
    with gzip.open(pack, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row["text"]
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts.get(row["pack_id"])
        if text is None:
            raise ValueError(f"{labels}: {row['id']}: there is no article {row['pack_id']} in {pack}")
        yield Labelled(row["id"], "labels", text, [_restore(r, text) for r in row["records"]])


def _restore(value: Any, text: str) -> Any:
    """Replace every {"at": [start, end]} by the text that stands there."""
    if isinstance(value, dict):
        if set(value) == {"at"}:
            return text[value["at"][0] : value["at"][1]]
        return {k: _restore(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [_restore(v, text) for v in value]
    return value


def annotate(articles: list[Labelled], extractor: Extractor) -> None:
    """Run the stages up to the mentions on each article that has no Doc yet; the Doc is kept on it."""
    with extractor.nlp.select_pipes(
        disable=[p for p in ("pactwire_relations", "pactwire_records") if p in extractor.nlp.pipe_names]
    ):
        pairs = []
        for article in (a for a in articles if a.doc is None):
            raw = RawArticle(
                article_id=article.id, source=article.id, text=article.text, published=article.published
            )
            pairs.append((extractor._doc(clean_raw(raw), raw), article))
        for doc, article in extractor.nlp.pipe(pairs, as_tuples=True, batch_size=16):
            article.doc = doc
