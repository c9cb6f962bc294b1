"""The model card, written from a training run's figures and the training pack's metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

OPEN_SOURCES = frozenset(("doj", "senate", "kremlin"))


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def score_rows(scores: Mapping[str, Any]) -> list[tuple[str, object]]:
    """The main figures, one a row."""
    rows: list[tuple[str, object]] = []
    for name, row in scores["articles"].items():
        rows.append((f"entities of our annotated articles, `{name}` (F1 / P / R)", triple(row)))
    for name, row in scores["ner"].items():
        rows.append((f"entities, {name} (F1 / P / R)", triple(row)))
    for name, row in scores["pos"].items():
        rows.append((f"universal tags, {name.upper()} (accuracy)", row["UPOS"]))
    for name, row in scores["silver"].items():
        agreement = [row[key] for key in ("tag_acc", "dep_uas", "dep_las", "sents_f", "ents_f")]
        figures = " / ".join(f"{value:.1f}" for value in agreement)
        rows.append((f"agreement with the teacher, {name} (tag / UAS / LAS / sentence / NER)", figures))
    rows.append(("words a second on one core", scores["words_per_second"]))
    rows.append(("seconds to load", scores["load_seconds"]))
    rows.append(("megabytes", scores["megabytes"]))
    return rows


def triple(row: Mapping[str, float]) -> str:
    """F1, precision and recall in one cell."""
    return f"{row['F']:.1f} / {row['P']:.1f} / {row['R']:.1f}"


def label_rows(scores: Mapping[str, Any]) -> list[tuple[str, object]]:
    """Entity F1 by label on the annotated articles."""
    tests = scores["articles"]
    labels = sorted({label for row in tests.values() for label in row["per_type"]})
    return [
        (label, " / ".join(f"{row['per_type'].get(label, 0.0):.1f}" for row in tests.values()))
        for label in labels
    ]


def source_rows(sources: Iterable[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    """The silver text's sources with their licences."""
    return [
        (source["source"], source["repo"], source["licence"], f"{source['words']:,}") for source in sources
    ]


def part_rows(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the pipeline consists of."""
    return [
        ("components", ", ".join(meta["components"])),
        ("spaCy", meta["spacy_version"]),
        ("entity labels", ", ".join(meta["labels"]["ner"])),
        ("tagger and parser", "shared tok2vec, width 96, depth 4"),
        ("entity recogniser", "its own tok2vec, width 128, depth 4"),
        ("lemmas", "rules and tables of spacy-lookups-data (MIT)"),
        ("licence", meta["license"]),
    ]


def start_text(run: Mapping[str, Any]) -> str:
    """How the weights came about."""
    recipe, start = run["recipe"], run["warm_start"]
    if not start:
        return "All networks were trained from nothing."
    parsing = (
        f"tagger and parser were trained {recipe['parser_steps']} steps further"
        if recipe["parser_steps"]
        else "tagger and parser are its own, unchanged"
    )
    return f"""The networks started with the weights of the training pack's `{start}`, which was trained from
nothing by the same recipe on the same silver text: {parsing},
the entity recogniser was refined for {recipe["refine_steps"]} steps.
Whether that start had seen the silver labels of the articles in `real-dev` is not known.
"""


def card(run: Mapping[str, Any], meta: Mapping[str, Any], sources: Sequence[Mapping[str, Any]]) -> str:
    """The text of the card."""
    scores, recipe = run["scores"], run["recipe"]
    refinement = ", ".join(f"{part} {count:,}" for part, count in run["refinement_words"].items())
    minutes = ", ".join(f"{name} {count}" for name, count in run["minutes"].items())
    words = sum(source["words"] for source in sources)
    open_words = sum(source["words"] for source in sources if source["source"] in OPEN_SOURCES)
    return f"""# {meta["lang"]}_{meta["name"]} {meta["version"]}

{meta["description"]} Made by `python -m training.language_model`; this card is generated
from that run's figures.

{table(("", ""), part_rows(meta))}

## Training

{start_text(run)}
The teacher, `en_core_web_sm` 2.2.5 (MIT), annotated the silver text; its entity labels were repaired by
name lists, datelines, the corpus-wide majority label and the article's own surnames.
The recogniser was refined on gold mixed with silver: the project's annotated articles (`train`,
`real-train`), CoNLL-2003 train, CrossNER politics train and dev, and UNER EWT dev. In part of these
documents names were exchanged for other names of their type. Words: {refinement}; minutes of training
on a shared machine: {minutes}. Articles annotated for tests (`dev`, `real-dev`) were left out of
this run's data.

{table(("setting", "value"), sorted(recipe.items()))}

## Scores

Entities of our annotated articles: distinct pairs of normalised surface and label per article, as the
project's scorer counts them, on the text without its annotated noise. `dev` and `real-dev` served to choose
between a few refinement settings, so they flatter a little. The other entity tests ignore a leading
article and a trailing possessive; the train splits of politics and CoNLL-2003 were trained on.

{table(("test", "score"), score_rows(scores))}

Entity F1 by label on {" / ".join(f"`{name}`" for name in scores["articles"])}:

{table(("label", "F1"), label_rows(scores))}

## Text and licences

{words:,} words of silver text, of which {open_words:,} are clearly open ({", ".join(sorted(OPEN_SOURCES))});
the rest is research-only or publishers' text, and CoNLL-2003's text is Reuters text for research.
The text is not part of the project, the weights trained on it are. Whoever needs weights
of open text only must train them anew on the open sources.

{table(("source", "repository", "licence", "words"), source_rows(sources))}

## Limits

- News and press releases in English; headlines in capitals and tables are weak.
- EVENT and LOC are rare in the data and weak; PRODUCT and WORK_OF_ART are not usable.
- An unknown one-word name is often given the wrong type; the pipeline's name lists correct some.
- The silver parse is the teacher's: scores of agreement are not scores against a treebank.
"""


def write_card(run: Mapping[str, Any], data: Path, model: Path, out: Path) -> None:
    """Generate the card of the pipeline in `model`."""
    meta = json.loads((model / "meta.json").read_text(encoding="utf8"))
    sources = json.loads((data / "sources.json").read_text(encoding="utf8"))
    out.write_text(card(run, meta, sources), encoding="utf8")
