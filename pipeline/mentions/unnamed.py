"""Parties that nobody names: "foreign investors", "the management", "a suitor"."""

from spacy.tokens import Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.described import Described
from pipeline.mentions.knowledge import nouns
from pipeline.mentions.phrases import extent, is_definite, is_indefinite


def is_group(token: Token, lemma: str) -> bool:
    """Whether a noun in the singular is a party that nobody named: "the management", "a suitor"."""
    return lemma in nouns().collectives or (lemma in nouns().unnamed and is_indefinite(token))


def labels(token: Token, at: dict[int, int]) -> bool:
    """Whether the name directly behind a noun says who it is: "its neighbours Romania and Greece", but not
    "the weapons Iran sent"."""
    behind = token.i + 1
    if behind >= len(token.doc) or behind not in at:
        return False
    name = token.doc[behind]
    while name.i + 1 in at and at[name.i + 1] == at[behind]:
        name = name.nbor()
    return name.head not in token.rights or name.head.dep_ != "relcl"


def add_group(token: Token, table: ActorTable, at: dict[int, int], described: Described) -> None:
    """An unnamed party: "foreign partners", "several funds"; "the rebels" are those before."""
    start, end = extent(token)
    name = strip_name(token.doc[start:end].text)
    if not name or end - start > 9 or name.casefold() in nouns().no_groups:
        return
    plural = token.tag_ in ("NNS", "NNPS")
    if plural and labels(token, at):
        return
    bare = plural and is_definite(token) and " " not in name
    if bare and (again := described.only_group(token.lemma_.lower())) is not None:
        table.mention(start, end, token.i, "definite", [again])
        return
    index = table.add(name, "group" if plural else "organization", "group", alias=name)
    table.mention(start, end, token.i, "group", [index])
    if plural:
        described.group(token, index)
