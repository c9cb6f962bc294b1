"""What the training can be told: its numbers and its places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble import DEFAULT_MODEL

#: The groups of articles that are only looked at, never trained on.
HELD_OUT = ("dev", "real-dev")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what the weights will be, apart from the data."""

    seed: int = 0
    epochs: int = 5
    rate: float = 1e-4
    """The learning rate of the tuned layer; the heads, which start from nothing, learn five times as fast."""
    head_factor: float = 5.0
    weight_decay: float = 0.01
    warm_up: float = 0.1
    """The share of the steps in which the learning rate rises."""
    batch_tokens: int = 1800
    nothing_rate: float = 0.35
    """The share of the sentences without an act that an epoch sees: they are many and much alike."""
    other_rate: float = 0.5
    """The share of the sentences that only restate an act or hold an optional one."""


@dataclass(frozen=True)
class Places:
    """Where the training reads and writes."""

    shared: Path
    """Holds gold/train, gold/real-train, gold/dev, gold/real-dev and data/news.jsonl.gz."""
    labels: Path
    """Our labels over the pack, offsets only (training/acts/labels.py)."""
    written: tuple[Path, ...]
    """Further articles with gold: a corpus with gold/train and articles/train, or a folder of pairs."""
    work: Path
    out: Path
    splitter: Path = DEFAULT_MODEL
    """The spaCy pipeline whose parser finds the sentences."""

    @property
    def states(self) -> Path:
        """The cached states of the frozen layers."""
        return self.work / "states"

    @property
    def predictions(self) -> Path:
        """Out-of-fold predictions of the training sentences, one JSON object a line."""
        return self.work / "oof.jsonl"

    @property
    def held_out_predictions(self) -> Path:
        """Predictions of the held-out sentences by the models trained on everything."""
        return self.work / "held_out.jsonl"

    @property
    def weights(self) -> Path:
        """The tuned weights of the model trained on everything."""
        return self.work / "tuned.safetensors"

    @property
    def table(self) -> Path:
        """The scores, as printed."""
        return self.work / "table.md"
