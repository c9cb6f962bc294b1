"""Names that only describe a party: "Chile, which is in talks with Peru, signed a pact with Ghana"."""

from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.relations.context import View

#: How many steps up a name's place is followed.
_HOPS = 12
_LEAST = 2
_DESCRIBES = frozenset({"relcl", "appos"})


def descriptions(chosen: Mapping[int, int], anchor: int, view: View) -> set[int]:
    """The actors that stand only where it is told who another party is; ``chosen`` has the mention of each.

    Nobody where fewer than two would be left: an act of one party is told by whoever else is near.
    """
    heads = {actor: view.mentions[k].head for actor, k in chosen.items()}
    found = {
        actor
        for actor, head in heads.items()
        if _describes(view.doc[head], anchor, {h for a, h in heads.items() if a != actor})
    }
    return found if len(chosen) - len(found) >= _LEAST else set()


def _describes(name: Token, anchor: int, others: set[int]) -> bool:
    """Whether a name stands within a clause or an apposition that belongs to one of the others, with the act
    outside."""
    token = name
    for _ in range(_HOPS):
        above = token.head
        if above.i == token.i:
            return False
        if token.dep_ in _DESCRIBES and above.i in others and token.i != name.i and _plain(token):
            return anchor not in {t.i for t in token.subtree}
        token = above
    return False


def _plain(token: Token) -> bool:
    """Whether a description is put in common words: "the main shareholder of B", not "A, B of C"."""
    return token.dep_ == "relcl" or (token.pos_ == "NOUN" and not token.ent_type_)
