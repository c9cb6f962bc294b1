"""The stage behind the shipped model, on sentences of our own; skipped where the model is not built."""

import pytest
from spacy.language import Language

TEXT = (
    "LISBON, May 4 (Delta Wire) - President of Kazakhstan Almas Serikov and Prime Minister Ines Duarte of "
    "Portugal signed a treaty on river ports on Monday.\n\nThe Union of River States (URS) will host the "
    '14th summit in Tashkent. "We have waited ten years," Serikov said. The URS and the State Agency '
    "for Water Reserves of Uzbekistan pledged $40 million."
)


@pytest.fixture(scope="module")
def labels(nlp: Language) -> dict[str, str]:
    return {e.text: e.label_ for e in nlp(TEXT).ents}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("LISBON", "GPE"),
        ("Delta Wire", "ORG"),
        ("Kazakhstan", "GPE"),
        ("Almas Serikov", "PERSON"),
        ("Ines Duarte", "PERSON"),
        ("Portugal", "GPE"),
        ("Union of River States", "ORG"),
        ("URS", "ORG"),
        ("14th summit", "EVENT"),
        ("Tashkent", "GPE"),
        ("Serikov", "PERSON"),
        ("$40 million", "MONEY"),
    ],
)
def test_entity(labels: dict[str, str], text: str, label: str) -> None:
    assert labels.get(text) == label


def test_quotation_stays_with_its_speaker(nlp: Language) -> None:
    sentences = [s.text.strip() for s in nlp(TEXT).sents]
    assert '"We have waited ten years," Serikov said.' in sentences
