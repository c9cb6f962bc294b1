"""A pipeline with tags, a parse and lemmas: the model we ship, else the one of the training pack."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline import components  # noqa: F401

ROOT = Path(__file__).parents[2]
MODELS = (
    ROOT / "pipeline" / "model" / "en_pactwire_core",
    ROOT.parent / "shared" / "data" / "starter-model",
)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The model without the parts that dates do not need, and with our stage at the end."""
    for path in MODELS:
        if (path / "config.cfg").exists():
            model = spacy.load(path, exclude=["ner"])
            model.add_pipe("pactwire_dates")
            return model
    pytest.skip("no language model: neither the shipped one nor ../shared/data/starter-model is there")
