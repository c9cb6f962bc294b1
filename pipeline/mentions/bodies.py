"""Bodies that common nouns name: "Kazakhstan's parliament", "the government", "the board"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.candidates import SUBJECT
from pipeline.mentions.definite import leading_country
from pipeline.mentions.groups import phrase_root
from pipeline.mentions.knowledge import capital_of, nouns
from pipeline.mentions.phrases import extent, is_definite, is_indefinite
from pipeline.mentions.unnamed import labels


def add_body(token: Token, lemma: str, table: ActorTable, at: dict[int, int]) -> None:
    """Add a mention for a noun of ``bodies``: the body, a government's country, or the owner of a board."""
    start, end = extent(token)
    plural = token.tag_ in ("NNS", "NNPS")
    if plural and labels(token, at):
        return  # "the unions ACV and BBTK", who stand for themselves
    owner = None
    for i in range(start, end):
        index = at.get(i)
        if index is not None and table.actors[index].type in ("country", "organization"):
            owner = index
            break
    if lemma in nouns().government and (state := _led_by(token, table)) is not None:
        table.mention(start, end, token.i, "office", [state], office=lemma)
        return
    if owner is None:
        owner = _possessor(token, table)
        if owner is not None and lemma in nouns().boards and table.actors[owner].type == "organization":
            table.mention(start, end, token.i, "body", [owner])  # "the bank's board", as "its board"
            return
    name = strip_name(token.doc[start:end].text)
    if not name:
        return
    acts_for = lemma in nouns().meetings or (lemma in nouns().boards and owner is None)
    if acts_for and (holder := _holder(token, owner, table)) is not None:
        table.mention(start, end, token.i, "body", [holder])
        return
    if owner is None and name.casefold() == "government":
        state = _seated(token, table)
        state = leading_country(table, token.i) if state is None else state
        if state is not None:
            table.mention(start, end, token.i, "office", [state], office=lemma)
            return
    if plural and lemma in nouns().deputies and name.casefold() == token.lower_:
        chamber = _chamber(table, token.i)
        if chamber is not None:  # "lawmakers" after "Chile's parliament"
            table.mention(start, end, token.i, "definite", [chamber])
            return
    if owner is None and not is_indefinite(token) and (not plural or nouns().bodies[lemma] == "group"):
        previous = _previous(token, nouns().bodies[lemma], table)
        bare = is_definite(token) and name.casefold() == token.lower_
        if previous is None and nouns().bodies[lemma] == "ministry" and bare:
            state = _of_minister(table, token.i)
            if state is not None:
                table.mention(start, end, token.i, "office", [state], office="minister")
                return
        if previous is None and lemma in nouns().chambers and is_definite(token):
            previous = _chamber(table, token.i)  # "the chamber" after "Chile's parliament"
        if previous is not None:
            table.mention(start, end, token.i, "definite", [previous])
            return
    country = table.actors[owner].country if owner is not None else None
    kind = nouns().bodies[lemma]
    index = table.add(
        name, "group" if plural or kind == "group" else "organization", kind, country=country, alias=name
    )
    table.mention(start, end, token.i, "body", [index])


def _possessor(token: Token, table: ActorTable) -> int | None:
    """Whom the noun before a body's takes up: "the bank's board", where the bank has been named."""
    for child in token.lefts:
        if child.dep_ == "poss" and child.pos_ == "NOUN":
            found = (m.actors for m in table.before(child.i + 1, most=5) if m.head == child.i)
            actors = next(found, [])
            return actors[0] if len(actors) == 1 and table.actors[actors[0]].type != "person" else None
    return None


def _of_minister(table: ActorTable, before: int) -> int | None:
    """The country of the minister who was named last: whose "the ministry" is."""
    for mention in table.before(before):
        if mention.office in ("minister", "secretary") and table.actors[mention.actors[0]].type == "country":
            return mention.actors[0]
    return None


def _led_by(token: Token, table: ActorTable) -> int | None:
    """The country of the leader whose government it is: "Kishida's government"."""
    for child in token.lefts:
        if child.dep_ == "poss" and child.ent_type_ == "PERSON":
            found = (
                m for m in table.before(child.i + 1, most=6) if m.head == child.i and m.person is not None
            )
            return next((m.actors[0] for m in found if table.actors[m.actors[0]].type == "country"), None)
    return None


def _seated(token: Token, table: ActorTable) -> int | None:
    """The country of "the government in Warsaw"."""
    behind = token.i + 2
    if behind >= len(token.doc) or token.doc[token.i + 1].lower_ != "in":
        return None
    code = capital_of(token.doc[behind].text)
    return table.country(code) if code else None


def _chamber(table: ActorTable, before: int) -> int | None:
    """The parliament that was mentioned last."""
    for mention in table.before(before):
        actor = table.actors[mention.actors[0]]
        words = actor.name.casefold().replace("'s", "").split()
        if actor.kind == "body" and mention.kind != "pronoun" and not nouns().chambers.isdisjoint(words):
            return mention.actors[0]
    return None


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


def _previous(token: Token, kind: str, table: ActorTable) -> int | None:
    """The actor of a kind, with the word in its name, that was mentioned before a token: the last one that
    was a subject, else the last one.

    A labour union need not be called one: "the union" after "Carpenters' Brotherhood".
    """
    last, word = None, token.lower_
    for mention in table.before(token.i):
        if mention.kind in ("demonym", "group", "pronoun") or len(mention.actors) != 1:
            continue
        actor = table.actors[mention.actors[0]]
        fits = actor.kind == kind or (kind == "body" and actor.kind == "ministry")
        if fits and (kind == "union" or word in actor.name.casefold()):
            if phrase_root(token.doc[mention.head]).dep_ in SUBJECT:
                return mention.actors[0]
            last = mention.actors[0] if last is None else last
    return last
