"""Plurals that sum up actors named before: "the two companies", "both sides", "the two"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.antecedents import Antecedents
from pipeline.mentions.candidates import Asked
from pipeline.mentions.knowledge import nouns
from pipeline.mentions.phrases import bound_by, extent, heads_of_state, is_definite
from pipeline.mentions.principals import Talks
from pipeline.mentions.reference import named_together, others_between, people_before, set_before
from pipeline.mentions.regions import of_region, region_of

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
    theirs = any(c.dep_ == "poss" for c in token.lefts)  # "its European partners"
    states = is_definite(token) and not theirs and "country" in _summed_up(lemma, number or 2)
    codes = region_of(token) if states else None
    whose = [at[c.i] for c in token.children if c.i in at and c.dep_ in ("amod", "compound", "poss")]
    if (
        whose
        and not codes
        and not (number and is_definite(token) and _firms(lemma) and _nations(whose, table))
    ):
        return False
    if any(_of(c, token, number) for c in token.rights) or bound_by(token):
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
        if codes and not all(table.actors[i].country in codes for i in found):
            found = of_region(token, codes, number, table)
        if not found and lemma in lists.sides:
            found = named_together(token.doc, table, token.i, number)
    if found:
        table.mention(*extent(token), token.i, "plural", found)
    return bool(found)


def _firms(lemma: str) -> bool:
    """Whether a noun may mean firms, and no states: "the two French banks"."""
    kinds = nouns().definite.get(lemma, ())
    return bool(kinds) and "country" not in kinds


def _nations(whose: list[int], table: ActorTable) -> bool:
    return all(table.actors[i].type == "country" for i in whose)


def plural_inside(token: Token) -> Token | None:
    """The plural that tells whose a noun is: "countries" in "the leaders of the two countries"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.rights if c.dep_ == "pobj" and c.tag_ in ("NNS", "NNPS")), None)
            if inner is None:
                return None
            if "country" in _summed_up(inner.lemma_.lower(), 2):
                return inner if is_definite(inner) else None
            return plural_inside(inner)  # "the heads of the ministries of the two countries"
    return None


def _of(child: Token, noun: Token, number: int | None) -> bool:
    """Whether a preposition tells of whom: "leaders of the League", not "the five heads of state"; those whom
    nobody counts are heads of some organisation's states."""
    tells = child.dep_ == "prep" and child.lower_ in ("of", "from")
    return tells and not (number and heads_of_state(noun))


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


def one_of_two(token: Token, table: ActorTable) -> None:
    """Add a mention for "the former" and "the latter" of the last two that were named together."""
    if token.dep_ in _ARGUMENTS and is_definite(token):
        two = set_before(token.doc, table, token.i, _SIDES, 2)
        if len(two) == 2:
            one = two[0] if token.lower_ == "former" else two[1]
            table.mention(*extent(token), token.i, "definite", [one])


def sum_up(token: Token, number: int, table: ActorTable, before: Antecedents) -> None:
    """Add a mention for "the two", where there are so many actors before it."""
    found = set_before(token.doc, table, token.i, _SIDES, number)
    if found := before.resolve(Asked(token, "several", True, number, frozenset(_SIDES)), found):
        table.mention(*extent(token), token.i, "plural", found)
