"""Phrases that mentions stand in together: coordinations and appositions as one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.layers import Mention

#: What joins names to one phrase, and how many steps up its head is looked for.
_LINKS, _HOPS = ("conj", "appos"), 12


@dataclass(slots=True)
class Group:
    """What one phrase names, all members; ``root`` is its head, ``kind`` that of its last mention."""

    root: int
    kind: str
    actors: list[int]


def grouped(doc: Doc, near: Iterable[Mention], *, links: Collection[str] = _LINKS) -> list[Group]:
    """The phrases that mentions, which come nearest first, stand in; their actors in text order."""
    found: dict[int, Group] = {}
    for mention in near:
        root = phrase_root(doc[mention.head], links=links).i
        members = found.setdefault(root, Group(root, mention.kind, [])).actors
        for index in reversed(mention.actors):
            if index not in members:
                members.insert(0, index)
    return list(found.values())


def phrase_root(token: Token, *, links: Collection[str] = _LINKS) -> Token:
    """The head of the coordination or apposition that a token stands in."""
    hops = 0
    while token.dep_ in links and hops < _HOPS:
        token, hops = token.head, hops + 1
    return token
