"""Ours say what spaCy's components say, on whole articles and on texts that are hardly any."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.assemble import DEFAULT_MODEL
from pipeline.quick import quicken
from pipeline.quick.attributes import remembers
from pipeline.quick.blas import numpy_blas
from pipeline.quick.ner import decodes
from pipeline.quick.vectors import reads

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles" / "dev").glob("*.txt"))
ODD = [
    "",
    " ",
    "\n\n",
    "Oslo",
    "Oslo ",
    "  Oslo  Bergen\n\nUN",
    "U.N. U.N. U.N.",
    "。",
    "a" * 3000,
    "\u202eabc\u0000",
]
SWAPPED = ["tok2vec", "attribute_ruler", "lemmatizer", "ner"]


@pytest.fixture(scope="module")
def plain() -> Language:
    if not (DEFAULT_MODEL / "config.cfg").exists():
        pytest.skip(f"the language model is not at {DEFAULT_MODEL}")
    with numpy_blas():
        return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def quick() -> Language:
    if not (DEFAULT_MODEL / "config.cfg").exists():
        pytest.skip(f"the language model is not at {DEFAULT_MODEL}")
    with numpy_blas():
        return quicken(spacy.load(DEFAULT_MODEL))


def told(doc: Doc) -> list[tuple]:
    return [(t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]


def test_every_slow_component_is_swapped(quick: Language) -> None:
    assert set(quick.disabled) == set(SWAPPED)
    assert [n for n in quick.pipe_names if n.startswith("pactwire")] == [
        "pactwire_vectors",
        "pactwire_attributes",
        "pactwire_lemmas",
        "pactwire_ner",
    ]


def test_articles_are_read_alike(plain: Language, quick: Language) -> None:
    texts = [path.read_text("utf-8") for path in ARTICLES]
    found = 0
    for one, other in zip(plain.pipe(texts, batch_size=8), quick.pipe(texts, batch_size=8), strict=True):
        assert told(one) == told(other)
        assert np.allclose(one.tensor, other.tensor, atol=1e-4)
        found += len(one.ents)
    assert found > 1000


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_alike(text: str, plain: Language, quick: Language) -> None:
    assert told(plain(text)) == told(quick(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_texts_are_read_alike(plain: Language, quick: Language, texts: list[str]) -> None:
    for a, b in zip(plain.pipe(texts), quick.pipe(texts), strict=True):
        assert told(a) == told(b)


def test_entities_that_are_there_stay(plain: Language, quick: Language) -> None:
    text = "Statoil met Gazprom in Oslo on Monday, and Norway signed."
    docs = []
    for nlp in (plain, quick):
        doc = nlp.make_doc(text)
        doc.set_ents([Span(doc, 2, 5, label="EVENT")], default="unmodified")
        docs.append(nlp(doc))
    assert told(docs[0]) == told(docs[1])
    assert "Gazprom in Oslo" in [ent.text for ent in docs[1].ents]


def test_lemmas_that_are_there_stay(plain: Language, quick: Language) -> None:
    docs = []
    for nlp in (plain, quick):
        doc = nlp.make_doc("The ministers signed agreements.")
        doc[2].lemma_ = "put one's name to"
        docs.append(nlp(doc))
    assert told(docs[0]) == told(docs[1])
    assert docs[1][2].lemma_ == "put one's name to"


def test_an_entity_ends_with_its_sentence(quick: Language) -> None:
    texts = [path.read_text("utf-8") for path in ARTICLES[:10]]
    for doc in quick.pipe(texts):
        assert all(not t.is_sent_start for ent in doc.ents for t in ent[1:])
        assert all(not ent[0].is_space for ent in doc.ents)


def test_what_ours_cannot_stand_for_is_left_alone() -> None:
    other = spacy.blank("en")
    other.add_pipe("ner").add_label("ORG")
    other.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", **EMBED}})
    ruler = other.add_pipe("attribute_ruler")
    other.initialize()
    ruler.add([[{"LOWER": "the"}, {"LOWER": "hague"}]], {"POS": "PROPN"})
    other.get_pipe("ner").cfg["beam_width"] = 4
    assert not remembers(ruler)
    assert not decodes(other.get_pipe("ner"))
    assert reads(other.get_pipe("tok2vec").model) is False
    names = other.pipe_names
    assert quicken(other).pipe_names == names


EMBED = {
    "width": 32,
    "depth": 2,
    "embed_size": 100,
    "window_size": 2,
    "maxout_pieces": 2,
    "subword_features": True,
    "pretrained_vectors": None,
}


def test_a_label_that_the_recogniser_learns_from_a_document() -> None:
    text = "Statoil met Gazprom in Oslo on Monday, and Norway signed."
    with numpy_blas():
        one, other = spacy.load(DEFAULT_MODEL), quicken(spacy.load(DEFAULT_MODEL))
    for nlp in (one, other):
        doc = nlp.make_doc(text)
        doc.set_ents([Span(doc, 2, 5, label="TREATY")], default="unmodified")
        nlp(doc)
    assert told(one(text)) == told(other(text))


def test_a_pipeline_can_be_saved_and_loaded(quick: Language, tmp_path: Path) -> None:
    text = "Statoil met Gazprom in Oslo on Monday, and Norway signed."
    quick.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == quick.pipe_names
    assert told(again(text)) == told(quick(text))


def test_an_encoder_of_another_make_is_left_alone() -> None:
    nlp = spacy.blank("en")
    parts = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 16,
            "attrs": ["NORM"],
            "rows": [50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MishWindowEncoder.v2",
            "width": 16,
            "depth": 1,
            "window_size": 1,
        },
    }
    nlp.add_pipe("tok2vec", config={"model": parts})
    nlp.initialize()
    assert not reads(nlp.get_pipe("tok2vec").model)
    assert quicken(nlp).pipe_names == ["tok2vec"]
