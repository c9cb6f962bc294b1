"""Names behind the noun phrase that they spell out, where the parser sees a list."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from pipeline.mentions.actors import ActorTable

_OPENING = frozenset({",", ":", "–", "—", "-", "("})
_CLOSING = frozenset({",", ".", ";", ")", "–", "—", "-"})
_BETWEEN = frozenset({",", "and", "&", "the"})
_DEFINITE = frozenset({"the", "its", "their"})


def named_after(token: Token, kinds: Collection[str], table: ActorTable, at: dict[int, int]) -> int | None:
    """The actor of one of the kinds between commas behind a noun: "the pipeline company, Orlay Gas,"."""
    doc, first = token.doc, token.i + 2
    if first >= len(doc) or doc[token.i + 1].text != "," or first not in at:
        return None
    if not any(c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in token.lefts):
        return None
    end = _end(doc, first)
    fits = table.actors[at[first]].kind in kinds and end < len(doc) and doc[end].text in _CLOSING
    return at[first] if fits else None


def named_behind(token: Token, table: ActorTable, at: dict[int, int], number: int) -> list[int]:
    """As many actors as a plural counts, listed behind it: "the four founders, A, B, C and D,"."""
    doc, i = token.doc, token.i + 2
    if i >= len(doc) or doc[token.i + 1].text not in _OPENING:
        return []
    found: list[int] = []
    while i < len(doc) and (i in at or doc[i].lower_ in _BETWEEN):
        if i in at:
            found += [at[i]] if at[i] not in found else []
            i = _end(doc, i)
        else:
            i += 1
    return found if len(found) == number and len({table.actors[a].type for a in found}) == 1 else []


def _end(doc: Doc, start: int) -> int:
    """Where the entity ends that starts at a token."""
    end = start + 1
    while end < len(doc) and doc[end].ent_iob == 1:
        end += 1
    return end
