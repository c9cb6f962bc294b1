"""A folder of gold: the articles with their right answers, and the hash that pins them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.evaluation.errors import EvaluationError
from schemas import GoldArticle


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One labelled article: its raw text, its gold, and the hash of both."""

    id: str
    text: str
    gold: GoldArticle
    sha256: str


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The labelled articles of one folder or split, in the order of their ids."""

    name: str
    items: tuple[GoldItem, ...]

    def __iter__(self) -> Iterator[GoldItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def sha256(self) -> str:
        """The hash of the whole set; any change of an article or of its gold changes it."""
        lines = "".join(f"{item.id} {item.sha256}\n" for item in self.items)
        return hashlib.sha256(lines.encode()).hexdigest()

    def hashes(self) -> dict[str, str]:
        """Article id to hash, to tell which articles changed."""
        return {item.id: item.sha256[:16] for item in self.items}


def load_gold(folder: Path, *, articles: Path | None = None, name: str | None = None) -> GoldSet:
    """Read ``<id>.json`` from a folder with ``<id>.txt`` beside it, or from another folder of articles.

    Raises EvaluationError that names the file when the folder is empty, a text is missing, or a gold file
    does not keep the form of the guidelines.
    """
    items = [read_item(path, (articles or folder) / f"{path.stem}.txt") for path in gold_files(folder)]
    if not items:
        raise EvaluationError(f"no gold file (<id>.json) in {folder}")
    return GoldSet(name or folder.name, tuple(items))


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder in the order of their ids."""
    return sorted(folder.glob("*.json"))


def read_item(path: Path, text_path: Path) -> GoldItem:
    """Read one gold file and its article; raises EvaluationError that names the file and the fault."""
    if not text_path.exists():
        raise EvaluationError(f"{path}: its article {text_path} is missing")
    text = text_path.read_text(encoding="utf-8")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        gold = GoldArticle.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise EvaluationError(f"{path}: {at}: {first['msg']}") from error
    except ValueError as error:
        raise EvaluationError(f"{path}: no JSON: {error}") from error
    # Hashed as data, so that indenting a gold file anew is no change of the gold.
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(f"{canonical}\0{text}".encode()).hexdigest()
    return GoldItem(path.stem, text, gold, digest)
