"""The trigger lexicon: well formed, and read by part of speech and particle."""

import json
import re
from importlib.resources import files

import pytest

from pipeline.relations.candidates import find_candidates
from pipeline.relations.lexicon import lexicon
from tests.relations.parsed import load

DATA = json.loads(files("pipeline.relations").joinpath("data", "triggers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_entries_are_well_formed(part: str) -> None:
    for lemma, entry in DATA[part].items():
        assert re.fullmatch(r"[a-zé]+(?:-[a-z]+)?", lemma), lemma
        assert set(entry) == {"class", "weak"}
        assert re.fullmatch(r"[a-z]+", entry["class"]) and isinstance(entry["weak"], bool)
    assert list(DATA[part]) == sorted(DATA[part])


def test_particles_are_verb_and_particle_of_a_known_class() -> None:
    classes = {v["class"] for v in DATA["verbs"].values()}
    for pair, cls in DATA["particles"].items():
        assert re.fullmatch(r"[a-z]+ [a-z]+", pair)
        assert cls in classes


def test_phrases_are_verb_and_word_of_a_known_class() -> None:
    classes = {v["class"] for v in DATA["verbs"].values()}
    assert list(DATA["phrases"]) == sorted(DATA["phrases"])
    for pair, cls in DATA["phrases"].items():
        assert re.fullmatch(r"[a-z]+ [a-z]+", pair)
        assert cls in classes


def test_the_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()
    assert {"sign", "propose", "create"} <= set(lexicon().verbs)
    assert {"council", "agreement", "memorandum"} <= set(lexicon().nouns)
    assert lexicon().nouns["council"].weak and not lexicon().nouns["agreement"].weak


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The sides called off the merger.", [("call_off", "end"), ("merger", "contract")]),
        ("The offer was turned down.", [("offer", "proposal"), ("turn_down", "reject")]),
        ("The club signed the striker.", [("sign", "sign")]),
        ("The two sides shook hands on the price.", [("shake_hand", "agree")]),
        ("The lenders came to terms with the city.", [("come_term", "agree"), ("terms", "deal")]),
        ("The board waved the plan through.", [("wave_through", "approve"), ("plan", "plan")]),
        (
            "The regulator gave its blessing to the merger.",
            [("give_blessing", "approve"), ("blessing", "decision"), ("merger", "contract")],
        ),
    ],
)
def test_a_trigger_has_its_class(text: str, triggers: list[tuple[str, str]]) -> None:
    import spacy

    (parsed,) = (p for p in load("parsed.txt") if p.text == text)
    (candidate,) = find_candidates(parsed.doc(spacy.blank("en").vocab))
    assert [
        (candidate.triggers[t.i].lemma, candidate.triggers[t.i].cls) for t in candidate.tokens
    ] == triggers
