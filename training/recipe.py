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
    parser_steps: int = 8000
    """With a warm start 0 takes the tagger and parser as they are."""
    parser_rate: float = 0.001
    ner_steps: int = 13000
    """Only from scratch: a warm start goes to the refinement at once."""
    refine_steps: int = 1600
    refine_rate: float = 0.0008
    article_passes: int = 8
    """How often the annotated articles go into the refinement, each time cut differently."""
    gold_passes: int = 1
    """The same of the annotated sentences."""
    silver_words: int = 1_200_000
    swap_rate: float = 0.3
    """The share of names that are exchanged in articles and silver of the refinement."""


FROM_SCRATCH = Recipe()
WARM_START = Recipe(parser_steps=0, parser_rate=0.0004, ner_steps=0)


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
