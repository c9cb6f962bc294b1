"""Joining the trained components to the pipeline that is shipped."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.pipeline import AttributeRuler
from spacy.pipeline.lemmatizer import Lemmatizer

from training.attributes import add_rules

NAME = "pactwire_core"
VERSION = "1.0.0"
LICENCE = (
    "Model weights of the Pactwire project. Trained partly on text that its publishers allow "
    "for research only; no such text is included. See README.md in this directory."
)
PARSING = ("tok2vec", "tagger", "parser")


def assemble(parsing: Path, recognition: Path, lemma_tables: Path) -> Language:
    """Tagger and parser of one pipeline, entity recogniser of another, and the rules."""
    parsing_nlp, ner_nlp = spacy.load(parsing), spacy.load(recognition)
    nlp = spacy.blank("en")
    for name in PARSING:
        nlp.add_pipe(name, source=parsing_nlp)
    add_rules(cast(AttributeRuler, nlp.add_pipe("attribute_ruler")))
    lemmatizer = cast(Lemmatizer, nlp.add_pipe("lemmatizer", config={"mode": "rule"}))
    lemmatizer.initialize(lookups=Lookups().from_disk(lemma_tables))
    nlp.add_pipe("ner", source=ner_nlp)
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        license=LICENCE,
        description="English pipeline for news on agreements: tags, parse, lemmas, entities.",
        author="Pactwire",
    )
    return nlp
