"""Offices without the name of who holds them: "the president", "the Irish prime minister"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import offices
from pipeline.mentions.phrases import extent, is_definite


def add_officer(token: Token, lemma: str, table: ActorTable, at: dict[int, int]) -> None:
    """ "the president", "the minister": the last person who was given that office; "the French president",
    "the head of the Fund": whoever it is, he speaks for that country or body."""
    owner = _office_of(token, lemma, table, at)
    if owner is None and not is_definite(token):
        return
    for mention in table.before(token.i, most=400):
        held = mention.person is not None and mention.office and lemma in mention.office
        if held and (owner is None or mention.actors == [owner]):
            person, actors = mention.person, list(mention.actors)
            table.mention(*extent(token), token.i, "office", actors, person=person, office=lemma)
            return
    start, end = extent(token)
    named = token.doc[start : max(end + 1, token.right_edge.i + 1)]
    if owner is not None and all(t.ent_type_ != "PERSON" for t in named):  # who would carry the mention
        table.mention(start, end, token.i, "office", [owner], office=lemma)


def _office_of(token: Token, lemma: str, table: ActorTable, at: dict[int, int]) -> int | None:
    """The country or organisation named beside an office: "French", "France's", "of the Fund"."""
    beside = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            beside += child.rights
    found = [at[c.i] for c in beside if c.i in at]
    sorts = {"country"} if lemma in offices().public else set()
    if lemma in offices().private:
        sorts.add("organization")
    named = [i for i in found if table.actors[i].type in sorts and table.actors[i].kind != "city"]
    return named[0] if named and (is_definite(token) or beside[0].dep_ == "poss") else None
