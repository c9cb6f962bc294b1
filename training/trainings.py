"""The single trainings of the recipe, each a configuration with its settings."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.fit import Setting
from training.recipe import Places, Recipe


@dataclass(frozen=True)
class Training:
    """One network to train: the configuration, its settings, the weights to start with."""

    config: str
    settings: Mapping[str, Setting]
    base: Path | None = None

    def command(self, out: Path) -> list[str]:
        """The command line that trains it."""
        command = [sys.executable, "-m", "training.fit", self.config, str(out)]
        for key, value in self.settings.items():
            command += ["--set", f"{key}={value}"]
        return [*command, "--base", str(self.base)] if self.base else command


def common_settings(places: Places, recipe: Recipe) -> dict[str, Setting]:
    """What every training needs."""
    return {"paths.dev": str(places.data / "tests" / "dev.spacy"), "system.seed": recipe.seed}


def parser_training(places: Places, recipe: Recipe) -> Training:
    """Tagger and parser on silver."""
    settings: dict[str, Setting] = {
        **common_settings(places, recipe),
        "paths.train": str(places.corpus),
        "paths.labels": str(places.data / "labels"),
        "training.max_steps": recipe.parser_steps,
        "training.optimizer.learn_rate.initial_rate": recipe.parser_rate,
    }
    if places.warm_start:
        settings["training.batcher.size"] = 2000
    return Training("tagger_parser", settings, places.warm_start)


def ner_training(places: Places, recipe: Recipe) -> Training:
    """The entity recogniser on silver."""
    settings: dict[str, Setting] = {
        **common_settings(places, recipe),
        "paths.train": str(places.corpus),
        "paths.labels": str(places.data / "labels"),
        "training.max_steps": recipe.ner_steps,
    }
    return Training("ner", settings)


def refinement_training(places: Places, recipe: Recipe, base: Path) -> Training:
    """The entity recogniser on gold mixed with silver."""
    settings: dict[str, Setting] = {
        **common_settings(places, recipe),
        "paths.train": str(places.refinement),
        "training.max_steps": recipe.refine_steps,
        "training.optimizer.learn_rate.initial_rate": recipe.refine_rate,
    }
    return Training("refine_ner", settings, base)


def train_side_by_side(trainings: Sequence[Training], work: Path) -> None:
    """Train networks in one process each, one thread per process; skip those that are done."""
    start, environment = time.monotonic(), {**os.environ, "OMP_NUM_THREADS": "1"}
    running = [
        (training, subprocess.Popen(training.command(work / training.config), env=environment))
        for training in trainings
        if not done_file(work, training).exists()
    ]
    try:
        for training, process in running:
            if process.wait():
                raise RuntimeError(f"training of {training.config} failed: {process.returncode}")
            minutes = round((time.monotonic() - start) / 60)
            done_file(work, training).write_text(f"{minutes}\n", encoding="utf8")
    finally:
        for _, process in running:
            process.terminate()


def done_file(work: Path, training: Training) -> Path:
    """Says that a training has ended, and after how many minutes."""
    return work / training.config / "minutes"


def minutes_of_trainings(work: Path) -> dict[str, int]:
    """How long each training took."""
    return {path.parent.name: int(path.read_text(encoding="utf8")) for path in sorted(work.glob("*/minutes"))}
