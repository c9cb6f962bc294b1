"""spaCy's attribute ruler, remembered: what it says of a token is looked up the next time.

The rules of a model like ours look at one token each (its tag, its dependency, its form), so that tokens
alike in these get the same attributes. The ruler itself is asked about combinations that are new.
"""

from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import DEP, LOWER, MORPH, POS, TAG
from spacy.tokens import Doc

_LOOKED_AT = {"TAG", "DEP", "LOWER"}
_SET = {"POS", "MORPH"}


def remembers(ruler: Any) -> bool:
    """Whether every rule of a ruler looks at one token, by what is compared here."""
    return all(
        rule["index"] == 0 and set(rule["attrs"]) <= _SET and len(pattern) == 1 and _plain(pattern[0])
        for rule in ruler.patterns
        for pattern in rule["patterns"]
    )


def _plain(token: dict) -> bool:
    return set(token) <= _LOOKED_AT and all(_values(token, name) is not None for name in token)


def _values(token: dict, name: str) -> set[str] | None:
    """What a rule accepts of an attribute; None for a rule of another kind."""
    wanted = token.get(name, {"IN": []})
    if isinstance(wanted, str):
        return {wanted}
    return set(wanted["IN"]) if set(wanted) == {"IN"} else None


class QuickAttributes:
    """Sets part of speech and morphology as the attribute ruler of the same pipeline would."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    @cached_property
    def _forms(self) -> np.ndarray:
        """The forms that some rule asks for; looked up when first used, since a pipeline is made before it is
        loaded."""
        forms = {
            form
            for rule in self._ruler.patterns
            for pattern in rule["patterns"]
            for token in pattern
            for form in _values(token, "LOWER") or ()
        }
        return np.array(sorted(self._ruler.vocab.strings.add(form) for form in forms), np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of one document's tokens."""
        looked_at = doc.to_array([TAG, DEP, LOWER, POS, MORPH])
        if looked_at[:, 3:].any():
            return self._asked(doc)  # what is there already may stay
        looked_at[~np.isin(looked_at[:, 2], self._forms), 2] = 0
        keys = list(map(tuple, looked_at[:, :3].tolist()))
        new = {key: k for k, key in enumerate(keys) if key not in self._known}
        if new:
            self._learn(doc, new)
        values: Any = np.array([self._known[key] for key in keys], np.uint64).reshape(-1, 2)
        return doc.from_array([POS, MORPH], values)

    def _learn(self, doc: Doc, new: dict[tuple[int, int, int], int]) -> None:
        """Ask the ruler about new combinations, on a document that has one token of each."""
        some = Doc(doc.vocab, words=[doc[k].text for k in new.values()])
        compared: Any = np.array([key[:2] for key in new], np.uint64)
        some.from_array([TAG, DEP], compared)
        told = self._asked(some).to_array([POS, MORPH])
        self._known.update(zip(new, map(tuple, told.tolist()), strict=True))

    def _asked(self, doc: Doc) -> Doc:
        done: Doc = self._ruler(doc)
        return done
