"""What pronouns and plurals refer back to."""

from spacy.tokens import Doc, Token

from pipeline.layers import Mention
from pipeline.mentions.actors import ActorTable

_THEY = {"they", "them", "their", "both", "each"}
_IT = {"it", "its"}


def set_before(doc: Doc, table: ActorTable, before: int, kinds: set[str], number: int | None) -> list[int]:
    """The actors that a plural sums up.

    A coordination of that many actors ("A, B and C") that stands nearest before wins, then an earlier plural,
    then the most frequent actors so far; without a number, the nearest group of two or more.
    """
    near = [m for m in table.before(before) if m.kind not in ("group", "body", "person")]
    for group in _coordinations(doc, near):
        members = [i for i in group if table.actors[i].kind in kinds]
        if len(members) >= 2 and (number is None or len(members) == number):
            return members
    for mention in near:
        members = [i for i in mention.actors if table.actors[i].kind in kinds]
        if len(members) >= 2 and (number is None or len(members) == number):
            return members
    counts: dict[int, int] = {}
    for mention in reversed(near):
        if mention.kind in ("demonym", "city"):
            continue
        for index in mention.actors:
            if table.actors[index].kind in kinds:
                counts[index] = counts.get(index, 0) + 1
    wanted = number or 2
    if len(counts) < wanted:
        return []
    best = sorted(counts, key=lambda i: -counts[i])[:wanted]
    return [i for i in counts if i in best]


def _coordinations(doc: Doc, near: list[Mention]) -> list[list[int]]:
    """Groups of coordinated actors, nearest first, members in text order."""
    groups: dict[int, list[int]] = {}
    for mention in near:
        token, hops = doc[mention.head], 0
        while token.dep_ in ("conj", "appos") and hops < 12:
            token, hops = token.head, hops + 1
        members = groups.setdefault(token.i, [])
        for index in reversed(mention.actors):
            if index not in members:
                members.insert(0, index)
    return [g for g in groups.values() if len(g) >= 2]


def add_pronoun(token: Token, table: ActorTable) -> None:
    """Add a mention for a pronoun that refers back to an actor: "she", "it", "they", "both"."""
    word = token.lower_
    sentence_start = token.sent.start
    if word in ("we", "our", "us"):
        return
    earlier = [m for m in table.before(token.i) if m.kind != "pronoun"]
    near = [m for m in earlier if m.start >= max(0, sentence_start - 60)]
    if word in ("he", "she", "his", "him", "her"):
        for mention in near:
            person = mention.person if mention.person is not None else mention.actors[0]
            if table.actors[person].type == "person":
                mention = next(
                    (m for m in earlier if m.person == person), mention
                )  # the office goes with her
                table.mention(
                    token.i,
                    token.i + 1,
                    token.i,
                    "pronoun",
                    list(mention.actors),
                    person=mention.person,
                    office=mention.office,
                )
                return
    elif word in _IT:
        subjects = [m for m in near if _subject(token.doc, m) and _thing(m, table)]
        pool = subjects or [m for m in near if _thing(m, table)]
        if pool:
            best = max(pool, key=lambda m: m.start)
            table.mention(token.i, token.i + 1, token.i, "pronoun", list(best.actors))
    elif word in _THEY:
        for mention in near:
            if len(mention.actors) > 1 or table.actors[mention.actors[0]].type == "group":
                table.mention(token.i, token.i + 1, token.i, "pronoun", list(mention.actors))
                return
        found = set_before(
            token.doc,
            table,
            token.i,
            {"country", "company", "organization", "bank", "club", "ministry", "person"},
            2 if word == "both" else None,
        )
        if found:
            table.mention(token.i, token.i + 1, token.i, "pronoun", found)


def _subject(doc: Doc, mention: Mention) -> bool:
    return doc[mention.head].dep_ in ("nsubj", "nsubjpass", "poss")


def _thing(mention: Mention, table: ActorTable) -> bool:
    return (
        len(mention.actors) == 1
        and mention.person is None
        and table.actors[mention.actors[0]].type in ("organization", "country")
        and mention.kind not in ("demonym", "city")
    )
