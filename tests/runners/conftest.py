"""A folder with a fake model and settings that use the fake extractor."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.runners.settings import Settings

SettingsMaker = Callable[..., Settings]


@pytest.fixture
def make_settings(tmp_path: Path) -> SettingsMaker:
    """Settings with the fake loader; keyword arguments as of Settings."""
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text('{"lang": "en", "name": "fake", "version": "1"}')

    def make(**changes: object) -> Settings:
        options = {"model": str(model), "workers": 1, "loader": "tests.runners.fakes:load", **changes}
        return Settings(**options)  # type: ignore[arg-type]

    return make


def write_lines(path: Path, texts: Sequence[str]) -> str:
    """Articles a0, a1, ... with these texts."""
    path.write_text("".join(json.dumps({"id": f"a{i}", "text": t}) + "\n" for i, t in enumerate(texts)))
    return str(path)
