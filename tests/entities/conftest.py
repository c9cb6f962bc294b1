"""Fixtures of the entities tests: a blank tokenizer, the component, the shipped model where present."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import extensions  # noqa: F401
from pipeline.entities.component import EntitiesComponent
from pipeline.entities.gazetteer import Gazetteer, load_gazetteer
from pipeline.entities.names import Words

MODEL = Path(__file__).parents[2] / "pipeline" / "model" / "en_pactwire_core"
_TAGGED = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


@pytest.fixture(scope="session")
def blank() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="session")
def gazetteer(blank: Language) -> Gazetteer:
    return load_gazetteer(blank.tokenizer)


@pytest.fixture(scope="session")
def component(blank: Language) -> EntitiesComponent:
    return EntitiesComponent(blank)


@pytest.fixture(scope="session")
def doc_of(blank: Language) -> Callable[[str], Doc]:
    """Make a Doc from "[Ann Orr|PERSON] met": the brackets are what the model is to have said."""

    def make(tagged: str) -> Doc:
        spans, text, last = [], "", 0
        for match in _TAGGED.finditer(tagged):
            text += tagged[last : match.start()]
            spans.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            last = match.end()
        doc = blank.make_doc(text + tagged[last:])
        ends = {".", "!", "?"}
        for token in doc:
            before = doc[token.i - 1].text if token.i else "."
            token.is_sent_start = token.i == 0 or before in ends or "\n" in before
            token.tag_ = "NNP" if token.text[0].isupper() else "NN"
        ents = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in spans]
        doc.set_ents([e for e in ents if e is not None])
        return doc

    return make


@pytest.fixture(scope="session")
def words_of(doc_of: Callable[[str], Doc]) -> Callable[[str], Words]:
    return lambda text: Words.of(doc_of(text))


@pytest.fixture(scope="session")
def found(component: EntitiesComponent, doc_of: Callable[[str], Doc]) -> Callable[[str], dict[str, Span]]:
    """What the component makes of a tagged text, by the text of the entity."""
    return lambda tagged: {e.text: e for e in component(doc_of(tagged)).ents}


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped model with the two stages."""
    if not (MODEL / "config.cfg").exists():
        pytest.skip(f"the language model is not at {MODEL}")
    from pipeline import components  # noqa: F401

    pipe = spacy.load(MODEL)
    pipe.add_pipe("pactwire_segment", before="parser")
    pipe.add_pipe("pactwire_entities")
    return pipe
