"""What the training recipe can be told: its numbers and its places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.silver import SHARDS


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what the weights will be, apart from the data."""

    seed: int = 0
    shards: int = SHARDS
    parser_steps: int = 5000
    ner_steps: int = 6500
    refine_steps: int = 1800
    parser_rate: float = 0.0005
    refine_rate: float = 0.0008
    article_passes: int = 8
    gold_passes: int = 1
    silver_words: int = 1_200_000
    swap_rate: float = 0.3


@dataclass(frozen=True)
class Places:
    """Where the recipe reads and writes."""

    data: Path
    gold: Path
    work: Path
    out: Path
    warm_start: Path | None

    @property
    def corpus(self) -> Path:
        """The silver DocBins."""
        return self.work / "corpus"

    @property
    def refinement(self) -> Path:
        """The refinement's DocBins."""
        return self.work / "refinement"

    @property
    def lemma_tables(self) -> Path:
        """The lemmatizer's tables (spacy-lookups-data, MIT), as the training pack has them."""
        return self.data / "starter-model" / "lemmatizer" / "lookups"

    def trained(self, config: str) -> Path:
        """The directory of a configuration's last, averaged weights."""
        return self.work / config / "model-last"
