"""What keeps two acts of one article apart: other days, other parties, a document of its own."""

import re
from functools import lru_cache

from spacy.tokens import Doc

from pipeline.layers import Act, DateMention

#: What a signed document may come to.
_AFTER_SIGNING = frozenset({"approved", "in_force", "ended"})
#: Digits of a year.
_YEAR = 4
_STOP = frozenset(
    "a an the of and or in on at to for with by from its their his her this that as is are be".split()  # noqa: SIM905
)


def days_apart(a: Act, b: Act, doc: Doc) -> bool:
    """Whether the two are dated otherwise: signed in January, in force since October.

    Of an act that has the date of the report, only another year tells, unless one has signed what another
    has approved.
    """
    one, other = _dated(a, doc), _dated(b, doc)
    if one is None or other is None:
        return False
    steps = a.status != b.status and not {a.status, b.status}.isdisjoint(_AFTER_SIGNING)
    if "dateline" in (a.when_basis, b.when_basis) and not steps:
        return one.edtf[:_YEAR] != other.edtf[:_YEAR]
    if one.first and one.last and other.first and other.last:
        return one.last < other.first or other.last < one.first
    return not (one.edtf.startswith(other.edtf) or other.edtf.startswith(one.edtf))


def _dated(act: Act, doc: Doc) -> DateMention | None:
    """The date of an act as the text has it."""
    if act.when is None or act.when.ref is None:
        return None
    found: DateMention = doc._.dates[act.when.ref]
    return found


def others(a: Act, b: Act) -> bool:
    """Whether both have parties and nobody is bound by both."""
    parties_a, parties_b = {f.ref for f in a.parties}, {f.ref for f in b.parties}
    return bool(parties_a and parties_b) and not parties_a & parties_b


def of_something_new(a: Act, b: Act, doc: Doc) -> bool:
    """Whether the later act is of a document of its own: "signed a treaty" after "agreed to hold talks"."""
    nouns = [doc[i] for i in b.trigger if doc[i].pos_ in ("NOUN", "PROPN")]
    if not nouns or a.subject is None or b.subject is None:
        return False
    some = any(c.lower_ in ("a", "an", "another", "several") for noun in nouns for c in noun.lefts)
    return some and not words_of(a.subject.text) & words_of(b.subject.text)


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> frozenset[str]:
    """The words of a phrase that say something, in small letters."""
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP)
