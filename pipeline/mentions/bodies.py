"""Bodies that common nouns name: "Kazakhstan's parliament", "the government", "the board"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.definite import leading_country
from pipeline.mentions.knowledge import nouns
from pipeline.mentions.phrases import extent, is_indefinite


def add_body(token: Token, lemma: str, table: ActorTable, at: dict[int, int]) -> None:
    """Add a mention for a noun of ``bodies``: the body, a government's country, or the owner of a board."""
    start, end = extent(token)
    owner = None
    for i in range(start, end):
        index = at.get(i)
        if index is not None and table.actors[index].type in ("country", "organization"):
            owner = index
            break
    name = strip_name(token.doc[start:end].text)
    if not name:
        return
    acts_for = lemma in nouns().meetings or (lemma in nouns().boards and owner is None)
    if acts_for and (holder := _holder(token, owner, table)) is not None:
        table.mention(start, end, token.i, "body", [holder])
        return
    if (
        owner is None
        and name.casefold() == "government"
        and (state := leading_country(table, token.i)) is not None
    ):
        table.mention(start, end, token.i, "office", [state], office=lemma)
        return
    if owner is None and not is_indefinite(token):
        previous = _previous(table, token.i, nouns().bodies[lemma], word=token.lower_)
        if previous is not None:
            table.mention(start, end, token.i, "definite", [previous])
            return
    plural = token.tag_ in ("NNS", "NNPS")
    country = table.actors[owner].country if owner is not None else None
    kind = nouns().bodies[lemma]
    index = table.add(
        name, "group" if plural or kind == "group" else "organization", kind, country=country, alias=name
    )
    table.mention(start, end, token.i, "body", [index])


def _holder(token: Token, owner: int | None, table: ActorTable) -> int | None:
    """The organisation whose meeting or board it is: "the summit of the League", "its board"."""
    if owner is not None:
        return owner if table.actors[owner].type == "organization" else None
    for child in token.lefts:
        if child.dep_ == "poss" and child.lower_ in ("its", "their"):
            for mention in table.before(child.i + 1, most=3):
                if mention.start == child.i and len(mention.actors) == 1:
                    index = mention.actors[0]
                    return index if table.actors[index].type == "organization" else None
    return None


def _previous(table: ActorTable, before: int, kind: str, *, word: str) -> int | None:
    """The actor of a kind, with the word in its name, that was mentioned last before a token.

    A labour union need not be called one: "the union" after "Carpenters' Brotherhood".
    """
    for mention in table.before(before):
        if mention.kind in ("demonym", "group", "pronoun") or len(mention.actors) != 1:
            continue
        actor = table.actors[mention.actors[0]]
        if actor.kind == kind and (kind == "union" or word in actor.name.casefold()):
            return mention.actors[0]
    return None
