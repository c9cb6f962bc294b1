"""The language model by one command.

Usage::

    python -m training.language_model --data ../shared/data --gold ../shared/gold \\
        --work DIR --out pipeline/model/en_pactwire_core [--warm-start PIPELINE]

Silver data is repaired and written as DocBins; the tagger and parser and the entity
recogniser are trained side by side; the recogniser is refined on gold mixed with
silver; the parts are joined, measured, and described in a model card.  With
`--warm-start` the networks start with the weights of a trained pipeline and
the recogniser goes to its refinement at once.

What a stage has left in the work directory is used again: delete it to repeat the stage.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from training.article_gold import read_articles
from training.assemble import assemble
from training.docbin import build_corpus
from training.evaluate import ARTICLE_TESTS, evaluate
from training.model_card import write_card
from training.recipe import FROM_SCRATCH, WARM_START, Places, Recipe
from training.refine_data import build_refinement
from training.trainings import (
    minutes_of_trainings,
    ner_training,
    parser_training,
    refinement_training,
    train_side_by_side,
)


def tested_ids(gold: Path) -> frozenset[str]:
    """The training pack's articles that are annotated for tests, hence not for training."""
    articles = (article for name in ARTICLE_TESTS for article in read_articles(gold / name))
    return frozenset(article.pack_id for article in articles if article.pack_id)


def build_refinement_once(places: Places, recipe: Recipe, base: Path) -> None:
    """Write the refinement corpus unless it is there."""
    if places.refinement.exists():
        return
    words = build_refinement(
        base,
        places.data,
        places.gold,
        places.corpus,
        places.refinement,
        article_passes=recipe.article_passes,
        gold_passes=recipe.gold_passes,
        silver_words=recipe.silver_words,
        swap_rate=recipe.swap_rate,
        seed=recipe.seed,
    )
    (places.work / "refinement.json").write_text(json.dumps(words), encoding="utf8")


def train_networks(places: Places, recipe: Recipe) -> tuple[Path, Path]:
    """Train from nothing or from a pipeline to start with; return where parser and recogniser are."""
    if not places.corpus.exists():
        build_corpus(
            places.data,
            places.corpus,
            excluded=tested_ids(places.gold),
            shards=recipe.shards,
            seed=recipe.seed,
        )
    refined = places.trained("refine_ner")
    parsing = parser_training(places, recipe)
    if places.warm_start:
        build_refinement_once(places, recipe, places.warm_start)
        refining = refinement_training(places, recipe, places.warm_start)
        train_side_by_side([parsing, refining] if recipe.parser_steps else [refining], places.work)
        return places.trained("tagger_parser") if recipe.parser_steps else places.warm_start, refined
    train_side_by_side([parsing, ner_training(places, recipe)], places.work)
    base = places.work / "base"
    assemble(places.trained("tagger_parser"), places.trained("ner"), places.lemma_tables).to_disk(base)
    build_refinement_once(places, recipe, base)
    train_side_by_side([refinement_training(places, recipe, base)], places.work)
    return places.trained("tagger_parser"), refined


def make_model(places: Places, recipe: Recipe) -> None:
    """Run the whole recipe."""
    places.work.mkdir(parents=True, exist_ok=True)
    parsing, recognition = train_networks(places, recipe)
    nlp = assemble(parsing, recognition, places.lemma_tables)
    shutil.rmtree(places.out, ignore_errors=True)
    places.out.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(places.out)
    run = {
        "recipe": asdict(recipe),
        "warm_start": places.warm_start.name if places.warm_start else None,
        "minutes": minutes_of_trainings(places.work),
        "refinement_words": json.loads((places.work / "refinement.json").read_text(encoding="utf8")),
        "scores": evaluate(places.out, places.data, places.gold),
    }
    run_file = places.work / "run.json"
    run_file.write_text(json.dumps(run, indent=1) + "\n", encoding="utf8")
    write_card(run, places.data, places.out, places.out.parent / "README.md")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and run the recipe."""
    parser = argparse.ArgumentParser(description="Train the language model.")
    parser.add_argument("--data", type=Path, required=True, help="the training pack")
    parser.add_argument("--gold", type=Path, help="annotated articles (default: beside the pack)")
    parser.add_argument("--work", type=Path, required=True, help="for intermediate files")
    parser.add_argument("--out", type=Path, required=True, help="the pipeline's directory")
    parser.add_argument("--warm-start", type=Path, help="a pipeline with whose weights to start")
    for name, value in asdict(FROM_SCRATCH).items():
        flag, warm = "--" + name.replace("_", "-"), getattr(WARM_START, name)
        parser.add_argument(flag, type=type(value), help=f"default: {value}, with a warm start {warm}")
    options = parser.parse_args(arguments)
    gold = options.gold or options.data.parent / "gold"
    places = Places(options.data, gold, options.work, options.out, options.warm_start)
    recipe = WARM_START if options.warm_start else FROM_SCRATCH
    given = {name: value for name in asdict(recipe) if (value := getattr(options, name)) is not None}
    make_model(places, replace(recipe, **given))


if __name__ == "__main__":
    main()
