"""Plurals that sum up actors named before: "the two companies", "both sides", "the two"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.antecedents import Antecedents
from pipeline.mentions.candidates import Asked
from pipeline.mentions.knowledge import nouns
from pipeline.mentions.phrases import bound_by, extent, is_definite
from pipeline.mentions.principals import Talks
from pipeline.mentions.reference import others_between, people_before, set_before

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: What "the two" may be.
_SIDES = {"country", "company", "organization", "bank", "ministry", "club", "body", "union", "person"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}


def number_of(token: Token) -> int | None:
    """The number before a noun: 2 for "the two companies", None where there is none."""
    for child in token.lefts:
        if child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
    return None


def plural_noun(
    token: Token,
    lemma: str,
    number: int | None,
    table: ActorTable,
    at: dict[int, int],
    talks: Talks | None,
    before: Antecedents,
) -> bool:
    """Add a mention for "the two companies", "both sides", "the three presidents", if they sum actors up.

    Returns whether they do. ``talks`` are those that the article is about: they count until two others are a
    subject.
    """
    lists = nouns()
    if any(at.get(c.i) is not None for c in token.children if c.dep_ in ("amod", "compound", "poss")):
        return False
    if any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.rights) or bound_by(token):
        return False
    of_talks = talks is not None and token.i > talks.at and lemma in lists.principals and number in (None, 2)
    if (
        talks
        and of_talks
        and not others_between(token.doc, table, talks.at + 1, token.sent.start, known=talks.actors)
    ):
        table.mention(*extent(token), token.i, "plural", list(talks.actors))
        return True
    if number and lemma in lists.people:
        found = people_before(table, token.i, number)
    else:
        kinds = _summed_up(lemma, number)
        found = set_before(token.doc, table, token.i, kinds, number) if kinds else []
        if kinds:
            found = before.resolve(Asked(token, lemma, True, number, frozenset(kinds)), found)
    if found:
        table.mention(*extent(token), token.i, "plural", found)
    return bool(found)


def _summed_up(lemma: str, number: int | None) -> set[str]:
    """The kinds of actors that a plural noun may sum up."""
    lists = nouns()
    if lemma in lists.person_plurals or lemma == "government" or (number and lemma in lists.states):
        return {"country"}
    return _SIDES if lemma in lists.sides else set(lists.definite.get(lemma, ()))


def several_alone(token: Token) -> int | None:
    """How many "the two" and "the trio" are, where no noun tells what they are; None for other words."""
    if token.dep_ not in _ARGUMENTS or not is_definite(token):
        return None
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
        return None  # "the two of the bills"
    return _NUMBERS.get(token.lower_) if token.tag_ == "CD" else nouns().pairs.get(token.lower_)


def sum_up(token: Token, number: int, table: ActorTable, before: Antecedents) -> None:
    """Add a mention for "the two", where there are so many actors before it."""
    found = set_before(token.doc, table, token.i, _SIDES, number)
    if found := before.resolve(Asked(token, "several", True, number, frozenset(_SIDES)), found):
        table.mention(*extent(token), token.i, "plural", found)
