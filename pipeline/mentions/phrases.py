"""The noun phrase around its head."""

from collections.abc import Iterator

from spacy.symbols import ADP, ADV, AUX, INTJ, PART, POS, PUNCT, SCONJ, SPACE, SYM, VERB
from spacy.tokens import Doc, Token

#: Words of these sorts head no noun phrase; most tokens of an article are among them.
_NO_HEADS = frozenset({ADP, ADV, AUX, INTJ, PART, PUNCT, SCONJ, SPACE, SYM, VERB})
#: What heads lead, without whom they would be heads of nothing.
_LED = frozenset({"state", "government", "delegation"})


def might_refer(doc: Doc) -> Iterator[Token]:
    """The tokens that may head a noun phrase or be a pronoun."""
    for i, sort in enumerate(doc.to_array(POS).tolist()):
        if sort not in _NO_HEADS:
            yield doc[i]


def extent(token: Token) -> tuple[int, int]:
    """Token range of the noun phrase around its head: left modifiers and an "of" phrase."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "advmod",
            "predet",
        ):
            start = min(start, child.left_edge.i)
    end = token.i + 1
    for child in token.rights:
        named = child.lower_ == "of" or (child.lower_ == "to" and bound_by(token))
        if child.dep_ == "prep" and named and child.right_edge.i - token.i <= 8:
            end = child.right_edge.i + 1
        else:
            break
    return start, end


def bound_by(token: Token) -> bool:
    """Whether the parties or signatories are those of something named: "the parties to the Convention"."""
    if token.lemma_.lower() not in ("party", "signatory"):
        return False
    return any(c.dep_ == "prep" and c.lower_ == "to" and c.i == token.i + 1 for c in token.rights)


def heads_of_state(token: Token) -> bool:
    """Whether a phrase is "heads of state", "of government" or "of delegation" and does not tell whose."""
    of = next(iter(token.rights), None)
    if token.lemma_.lower() != "head" or of is None or of.lower_ != "of":
        return False
    led = [t for c in of.rights for t in (c, *c.conjuncts)]
    more = (c for t in led for c in t.children if c not in led and c.lower_ not in ("the", "and", "or", ","))
    return bool(led) and all(t.lemma_.lower() in _LED for t in led) and not any(more)


def led_by_heads(token: Token) -> bool:
    """Whether it is the "state" or the "government" of "heads of state and government"."""
    first = token.head if token.dep_ == "conj" else token
    return token.lemma_.lower() in _LED and first.dep_ == "pobj" and heads_of_state(first.head.head)


def is_definite(token: Token) -> bool:
    """Whether a noun phrase means something that the reader knows of: "the", "both", "their"."""
    return any(
        c.dep_ in ("det", "poss", "predet")
        and c.lower_ in ("the", "both", "these", "those", "this", "that", "all", "its", "their")
        for c in token.lefts
    )


def is_superlative(token: Token) -> bool:
    """Whether a noun phrase means the first of all: "the world's biggest miner", "Peru's top lender"."""
    first = any(c.tag_ == "JJS" or c.lower_ in ("top", "leading") for c in token.lefts)
    return first and any(c.dep_ == "poss" for c in token.lefts)


def is_indefinite(token: Token) -> bool:
    """Whether a noun phrase means some one: "a", "another", "any"."""
    return any(
        c.dep_ == "det" and c.lower_ in ("a", "an", "another", "any", "some", "one") for c in token.lefts
    )
