"""One title for several people: "Presidents A and B", "the Chilean and Peruvian ministers, A and B"."""

from collections.abc import Callable

from spacy.tokens import Span, Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import offices
from pipeline.mentions.reference import set_before

#: A person with the actor spoken for and the office.
Known = dict[int, tuple[int, str]]


def shared_title(
    ent: Span, table: ActorTable, at: dict[int, int], led: Callable[[Span], int | None]
) -> Known:
    """The actors and offices of all people behind a public title in the plural, of whom ``ent`` is the first.

    The countries are those that the title names, else those that the list of leaders knows (``led``), else
    the ones left over of the last that the article named together. Nothing where a country is missing.
    """
    office = _plural(ent)
    people = [ent, *_conjuncts(ent)] if office else []
    if office is None or len(people) < 2:
        return {}
    named = _named(ent, table, at)
    if len(named) in (1, len(people)):
        owners: list[int | None] = [*named] * (len(people) // len(named))
    else:
        owners = [led(person) for person in people]
        last = set_before(ent.doc, table, ent.start, {"country"}, len(people))
        left = [country for country in last if country not in owners]
        if len(left) == owners.count(None):
            owners = [left.pop(0) if owner is None else owner for owner in owners]
    return {
        at[person.start]: (owner, office)
        for person, owner in zip(people, owners, strict=True)
        if owner is not None and person.start in at
    }


def _plural(ent: Span) -> str | None:
    """The public office whose plural stands before a name, maybe with a comma between."""
    for i in (ent.start - 1, ent.start - 2):
        if i < ent.sent.start:
            return None
        word = ent.doc[i].lower_
        office = word.removesuffix("s")
        if office != word and office in offices().public:
            return office
        if word != ",":
            return None
    return None


def _conjuncts(ent: Span) -> list[Span]:
    """The people that are coordinated with the first one and follow it."""
    found = [t for t in ent.root.conjuncts if t.ent_type_ == "PERSON" and t.i >= ent.end]
    return [_entity(token) for token in found]


def _entity(token: Token) -> Span:
    """The entity that a token belongs to; ``Doc.ents`` would build those of the whole text."""
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob == 1:
        start -= 1
    while end < len(doc) and doc[end].ent_iob == 1:
        end += 1
    return doc[start:end]


def _named(ent: Span, table: ActorTable, at: dict[int, int]) -> list[int]:
    """The countries that the words before a title name: "the Chilean and Peruvian foreign ministers"."""
    found: list[int] = []
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - 10) - 1, -1):
        token = ent.doc[i]
        if i in at and table.actors[at[i]].type == "country":
            found.insert(0, at[i])
        elif token.pos_ in ("VERB", "AUX", "ADP") or token.text in ";:()":
            break
    return list(dict.fromkeys(found))
