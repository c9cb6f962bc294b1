"""The floors file: pinned scores with the gold, the versions and the counts that they were measured on."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.errors import EvaluationError
from pipeline.evaluation.tallies import FIELDS, from_compact

FORM = 1


@dataclass(frozen=True, slots=True)
class Floor:
    """A field must not fall below ``floor`` by more than ``noise``; both are F1."""

    floor: float
    noise: float


@dataclass(frozen=True, slots=True)
class Published:
    """A score as it was when the floors were last updated, with its 95 % interval; for people to read."""

    p: float | None
    r: float | None
    f1: float
    low: float
    high: float


@dataclass(slots=True)
class Pinned:
    """The floors of one gold set.

    ``articles`` maps an article to the hash of its gold and its counts, so that a fall can be traced to
    articles. ``allowed_regressions`` keeps every lowering with its reason; it is never shortened.
    """

    gold: str
    updated: str
    versions: dict[str, str]
    floors: dict[str, Floor]
    scores: dict[str, Published] = field(default_factory=dict)
    calibration_error: float | None = None
    max_calibration_error: float | None = None
    allowed_regressions: list[dict[str, Any]] = field(default_factory=list)
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)

    def counts(self, ids: list[str]) -> NDArray[np.int64] | None:
        """The pinned counts of these articles, or None when one of them was not pinned."""
        if not ids or any(i not in self.articles for i in ids):
            return None
        return np.stack([self.article_counts(i) for i in ids])

    def article_counts(self, article: str) -> NDArray[np.int64]:
        """The pinned counts of one article; zeros for one that was not pinned."""
        entry = self.articles.get(article)
        return from_compact(entry["counts"]) if entry else np.zeros((len(FIELDS), 3), dtype=np.int64)


def read_floors(path: Path) -> dict[str, Pinned]:
    """The floors of every gold set in a file; none when the file does not exist.

    Raises EvaluationError when the file is damaged or of a later form.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["form"] != FORM:
            raise EvaluationError(
                f"{path} has form {data['form']}; this version reads form {FORM}: upgrade Pactwire"
            )
        return {name: _pinned(entry) for name, entry in data["sets"].items()}
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise EvaluationError(
            f"{path} is no floors file ({type(error).__name__}: {error}); restore it from version control"
        ) from error


def _pinned(entry: Mapping[str, Any]) -> Pinned:
    data = dict(entry)
    data["floors"] = {name: Floor(**value) for name, value in data["floors"].items()}
    data["scores"] = {name: Published(**value) for name, value in data.get("scores", {}).items()}
    return Pinned(**data)


def write_floors(path: Path, sets: Mapping[str, Pinned]) -> None:
    """Write a floors file, one article or field a line, so that a change of it is easy to review."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {"form": FORM, "sets": {name: asdict(sets[name]) for name in sorted(sets)}}
    path.write_text(_layout(body, depth=0) + "\n", encoding="utf-8")


def _layout(value: Any, *, depth: int) -> str:
    """JSON that breaks lines down to the level of one field or article and no further."""
    if not isinstance(value, dict | list) or not value or depth >= 4:
        return json.dumps(value, ensure_ascii=False)
    pad, end = " " * (depth + 1), " " * depth
    if isinstance(value, dict):
        rows = [f"{pad}{json.dumps(k)}: {_layout(v, depth=depth + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{end}}}"
    return "[\n" + ",\n".join(f"{pad}{_layout(v, depth=depth + 1)}" for v in value) + f"\n{end}]"
