"""For whom a person speaks by the words around the name alone: "A of B", "A's B", "A and B of C"."""

from spacy.tokens import Span

from pipeline.mentions.actors import ActorTable

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def owner_of(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    """B of "A of B" and "A of the B"."""
    doc, of = ent.doc, ent.end
    if of + 1 >= len(doc) or doc[of].lower_ != "of":
        return None
    actor = at.get(of + 2 if doc[of + 1].lower_ == "the" else of + 1)
    return actor if actor is not None and table.actors[actor].type != "person" else None


def possessor(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    """A of "A's B": the country or organisation."""
    doc = ent.doc
    if ent.start < 2 or doc[ent.start - 1].text not in _POSSESSIVE:
        return None
    actor = at.get(ent.start - 2)
    spoken = actor is not None and table.actors[actor].type in ("country", "organization")
    return actor if spoken and table.actors[actor or 0].kind != "city" else None


def shared_owner(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    """C of "A and B of C", which is A's as well."""
    doc = ent.doc
    if doc[ent.end : ent.end + 1].text != "and":
        return None
    other = next((e for e in ent.sent.ents if e.start == ent.end + 1 and e.label_ == "PERSON"), None)
    return None if other is None else owner_of(other, table, at)
