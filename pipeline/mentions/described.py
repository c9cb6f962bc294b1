"""What the article calls an actor: "shipbuilder Meyer", "A, a refiner", so that "the refiner" is A."""

from spacy.tokens import Doc, Token

from pipeline.layers import Actor
from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import nouns

_BESIDE = frozenset({"compound", "nmod", "appos"})


class Described:
    """The nouns that stand beside the names of organisations in one Doc, and heads of plural groups."""

    def __init__(self, doc: Doc, table: ActorTable) -> None:
        self._doc, self._table = doc, table
        self._by: dict[str, list[tuple[int, int]]] = {}
        for mention in table.mentions:
            if mention.kind == "name" and table.actors[mention.actors[0]].type == "organization":
                for word in _beside(doc[mention.head]):
                    _tell_kind(table.actors[mention.actors[0]], word)
                    self._by.setdefault(word.lemma_.lower(), []).append((mention.start, mention.actors[0]))
        self._groups: dict[str, set[int]] = {}

    def group(self, noun: Token, actor: int) -> None:
        """Learn of a plural group: its head and its actor."""
        self._groups.setdefault(noun.lemma_.lower(), set()).add(actor)

    def only(self, lemma: str, before: int, *, country: str | None = None) -> int | None:
        """The only organisation that was called so before a token; ``country`` rules out those of others."""
        found = {actor for start, actor in self._by.get(lemma, ()) if start < before}
        fits = [i for i in found if country is None or self._table.actors[i].country in (country, None)]
        return fits[0] if len(fits) == 1 else None

    def only_group(self, lemma: str) -> int | None:
        """The only group so far that such a noun heads."""
        found = self._groups.get(lemma, set())
        return next(iter(found)) if len(found) == 1 else None


def _tell_kind(actor: Actor, word: Token) -> None:
    """Let "the RMT union" be a union and "Premier League club Luton" a club, whose names do not say so."""
    kind = nouns().tell_kind.get(word.lemma_.lower())
    if kind is not None and actor.kind == "company":
        actor.kind = kind


def _beside(name: Token) -> list[Token]:
    """The common nouns before a name and in apposition to it."""
    found = [c for c in name.children if c.dep_ in _BESIDE and c.pos_ == "NOUN"]
    if name.dep_ in ("appos", "compound", "nmod") and name.head.pos_ == "NOUN":
        found.append(name.head)  # "the drugmaker A", "the A union"
    return [t for t in found if not t.ent_type_]
