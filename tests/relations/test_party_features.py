"""What a mention hangs from, by a given parse."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.relations.party_features import _held_by


def doc(*rows: tuple[str, str, str, int]) -> Doc:
    """A parsed Doc of (word, part of speech, label, head) rows; the words are their own lemmas."""
    words, pos, deps, heads = zip(*rows, strict=True)
    return Doc(
        English().vocab,
        words=list(words),
        pos=list(pos),
        deps=list(deps),
        heads=list(heads),
        lemmas=list(words),
    )


SOLD = doc(
    ("Renault", "PROPN", "nsubj", 1),
    ("sold", "VERB", "ROOT", 1),
    ("stake", "NOUN", "dobj", 1),
    ("in", "ADP", "prep", 2),
    ("Volvo", "PROPN", "pobj", 3),
    ("to", "ADP", "prep", 1),
    ("Scania", "PROPN", "pobj", 5),
)
BOARD = doc(
    ("Renault", "PROPN", "compound", 1),
    ("board", "NOUN", "nsubj", 2),
    ("met", "VERB", "ROOT", 2),
    ("Volvo", "PROPN", "poss", 4),
    ("Brussels", "PROPN", "dobj", 2),
)


@pytest.mark.parametrize(
    ("parsed", "word", "held"),
    [(SOLD, 4, "in stake"), (SOLD, 0, ""), (SOLD, 6, ""), (BOARD, 0, "compound board"), (BOARD, 3, "")],
)
def test_held_by_a_common_noun_alone(parsed: Doc, word: int, held: str) -> None:
    assert _held_by(parsed[word]) == held
