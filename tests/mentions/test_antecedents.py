"""Whom pronouns and plurals take up: what is weighed, and that the weights decide."""

import pytest
from spacy.tokens import Doc

from pipeline.assemble import Extractor
from pipeline.errors import ModelError
from pipeline.linear import read_model
from pipeline.mentions import antecedents
from pipeline.mentions.antecedents import Antecedents, Feature
from pipeline.mentions.candidates import Asked, Candidate

TEXT = "Norway sued Chile. Later Peru, Ghana and Latvia signed a pact with Estonia. The two countries met."
Heard = tuple[Asked, list[Candidate], list[list[Feature]], list[int]]


def _heard(extractor: Extractor, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Doc, list[Heard]]:
    heard: list[Heard] = []
    listener = staticmethod(lambda asked, found, spoken, rule: heard.append((asked, found, spoken, [*rule])))
    monkeypatch.setattr(Antecedents, "listener", listener)
    return extractor.doc(text), heard


def test_candidates_are_as_many_as_the_words_say(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc, heard = _heard(extractor, TEXT, monkeypatch)
    [(asked, found, spoken, _)] = [x for x in heard if x[0].word == "country"]
    names = [{doc._.actors[a].name for a in c.actors} for c in found]
    assert asked.number == 2 and len(found) == len(spoken)
    assert {"Norway", "Chile"} in names
    assert all(len(each) == 2 for each in names)


def test_without_a_number_lists_and_pairs_are_weighed(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc, heard = _heard(extractor, TEXT.replace("two countries", "countries"), monkeypatch)
    [(_, found, _, _)] = [x for x in heard if x[0].word == "country"]
    sources = {frozenset(doc._.actors[a].name for a in c.actors): c.source for c in found}
    assert sources[frozenset({"Peru", "Ghana", "Latvia"})] == "phrase"
    assert sources[frozenset({"Norway", "Chile"})] == "pair"


def test_the_weights_decide(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nordvik Shipping sued Halder Marine in May. It lost."
    for role, name in (("nsubj", "Nordvik Shipping"), ("dobj", "Halder Marine")):
        weights = {("it", "role", role): 9.0}
        monkeypatch.setattr(antecedents, "_weights", lambda weights=weights: weights)
        doc = extractor.doc(text)
        [it] = [m for m in doc._.mentions if doc[m.start].text == "It"]
        assert [doc._.actors[a].name for a in it.actors] == [name]


def test_missing_weights_are_named() -> None:
    with pytest.raises(ModelError, match=r"pipeline/mentions/weights/none\.json\.gz"):
        read_model("mentions", "none")
