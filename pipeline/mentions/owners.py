"""For whom a person speaks by the words around the name: "A of B", "A's B", "A on behalf of B"."""

from spacy.tokens import Span

from pipeline.mentions.actors import ActorTable

#: The longest phrase that tells a side: "on the South African side".
_PHRASE = 6
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


def side_of(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    """The side on which a person signs: "for Peru A", "on behalf of the Fund by A", "A on the Peruvian side".

    What stands directly behind the name goes first, then what stands before it, after any other person.
    """
    doc, sent = ent.doc, ent.sent
    behind = ent.end + (doc[ent.end : ent.end + 1].text == ",")
    for start in (behind, *range(ent.start - 1, sent.start - 1, -1)):
        if start < ent.start and doc[start].ent_type_ == "PERSON":
            return None
        if (found := _side_at(doc[start : sent.end], table, at, opening=start == sent.start)) is not None:
            return found
    return None


def _side_at(words: Span, table: ActorTable, at: dict[int, int], *, opening: bool) -> int | None:
    """Whose side a phrase tells that begins here; "for Peru" does where it opens the clause."""
    doc, lower = words.doc, [t.lower_ for t in words[:_PHRASE]]
    behalf = lower[:3] == ["on", "behalf", "of"]
    sided = lower[:1] in (["on"], ["from"]) or (opening and lower[:1] == ["the"])
    sided = sided and not {"side", "delegation"}.isdisjoint(lower)
    clause = opening or (words.start > 0 and doc[words.start - 1].text in (",", ";"))
    opens = lower[:1] == ["for"] and clause
    if not (behalf or sided or opens):
        return None
    first = words.start + (3 if behalf else 1)
    first += doc[first : first + 1].text.lower() == "the"
    actor = at.get(first)
    if actor is None or table.actors[actor].type not in ("country", "organization"):
        return None
    return actor


def shared_owner(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    """C of "A and B of C", which is A's as well."""
    doc = ent.doc
    if doc[ent.end : ent.end + 1].text != "and":
        return None
    other = next((e for e in ent.sent.ents if e.start == ent.end + 1 and e.label_ == "PERSON"), None)
    return None if other is None else owner_of(other, table, at)
