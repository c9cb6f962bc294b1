"""What the training can be told: its numbers and its places."""

from dataclasses import dataclass
from pathlib import Path

from training.encoder.recorded import RECORDED

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what the weights will be, apart from the data. The defaults made ours."""

    seed: int = 0
    epochs: int = 2
    folds: int = 2
    """Networks that judge what they did not see; the more, the more like the shipped one, and the longer."""
    encoder_rate: float = 1e-4
    """The learning rate of the encoder's layers at its highest."""
    head_rate: float = 1e-3
    """That of the heads, which start from nothing."""
    weight_decay: float = 0.01
    more_epochs: int = 1
    """The shipped network goes on from the first fold's, for so many epochs over all articles; all networks
    do so from those of an earlier training, where there is one."""
    more_rate: float = 0.7
    """The share of both learning rates at which it does."""
    kept_layers: tuple[int, ...] = (0, 2, 3, 5)
    """The layers of the first fold's network, counted from 0, that the shipped one goes on with."""
    warm_up: float = 0.08
    """The share of the steps in which the learning rate rises; then it falls in a line."""
    batch_pieces: int = 2400
    """Word pieces of a batch."""
    masked: float = 0.15
    """The share of word pieces that are hidden from the network each time it reads a sample."""
    floor: float = 0.15
    """A sentence is trained on when its best candidate has this probability by the first-pass scorer."""


@dataclass(frozen=True)
class Places:
    """Where the training reads and writes."""

    shared: Path
    """Holds gold/real-train, seeds and data/news.jsonl.gz."""
    work: Path
    """For the models of the folds and of everything, a folder each."""
    opinions: Path = RECORDED
    model: Path = ROOT / "pipeline" / "relations" / "encoder_model"
    earlier: Path | None = None
    """The ``work`` of a training on fewer articles, whose networks these go on from."""
