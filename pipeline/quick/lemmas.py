"""spaCy's rule lemmatizer, remembered: the lemma of a form with a part of speech is looked up the next time.

The lemmatizer goes through lists of up to 60,000 words for each new form; ours asks a copy of it that has the
same words as sets.
"""

from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.lookups import Lookups
from spacy.tokens import Doc

_INDEX = "lemma_index"


def lemmatizes(lemmatizer: Any) -> bool:
    """Whether a lemmatizer is spaCy's English one by rules, which looks at a token's form, part of speech and
    morphology alone."""
    return type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite


class QuickLemmas:
    """Sets the lemmas that the lemmatizer of the same pipeline would."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}

    @cached_property
    def _asked(self) -> EnglishLemmatizer:
        """The copy; made when first used, since a pipeline is made before it is loaded."""
        theirs, own = self._lemmatizer.lookups, Lookups()
        for name in theirs.tables:
            table = theirs.get_table(name)
            own.add_table(name, _as_sets(table) if name == _INDEX else table)
        copy = EnglishLemmatizer(self._lemmatizer.vocab, None, mode="rule")
        copy.lookups = own
        return copy

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one document's tokens."""
        looked_at = doc.to_array([ORTH, POS, MORPH, LEMMA])
        if looked_at[:, 3].any():
            done: Doc = self._lemmatizer(doc)  # what is there already stays
            return done
        keys = list(map(tuple, looked_at[:, :3].tolist()))
        for k, key in enumerate(keys):
            if key not in self._known:
                lemma = self._asked.rule_lemmatize(doc[k])[0]
                self._known[key] = doc.vocab.strings.add(lemma)
        values: Any = np.array([self._known[key] for key in keys], np.uint64)
        return doc.from_array([LEMMA], values)


def _as_sets(table: Any) -> dict[Any, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}
