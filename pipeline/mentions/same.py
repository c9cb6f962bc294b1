"""Names of one article that mean the same organisation: "PSG", "the Commission", "X Council".

Runs on the table of named actors, before offices and common nouns look at it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from pipeline.layers import Mention
from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import nouns

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "de", "du", "des", "la", "le", "&"})
_HEAD = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos"})


def unify(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """Let every mention of an organisation point at the actor of its fullest name."""
    _demonyms(doc, table, at)
    _meetings(doc, table, at)
    named = _first_mentions(table)
    same: dict[int, int] = {}
    for index, first in named.items():
        target = _bracketed(doc, table, first, at) or _namesake(index, first, named, table)
        if target is not None and same.get(target, target) != index:
            same[index] = same.get(target, target)
    root = {index: _root(index, same) for index in same}
    for mention in table.mentions:
        mention.actors = [root.get(i, i) for i in mention.actors]
    for token, index in at.items():
        at[token] = root.get(index, index)
    for index, target in root.items():
        actor = table.actors[target]
        actor.aliases += [x for x in table.actors[index].aliases if x not in actor.aliases]


def _root(index: int, same: dict[int, int]) -> int:
    """The end of a chain of names that stand for one another."""
    seen: set[int] = set()
    while index in same and index not in seen:
        seen.add(index)
        index = same[index]
    return index


def _first_mentions(table: ActorTable) -> dict[int, Mention]:
    """The first mention of each named organisation, by its actor."""
    out: dict[int, Mention] = {}
    for mention in table.mentions:
        index = mention.actors[0]
        if mention.kind == "name" and table.actors[index].type == "organization":
            out.setdefault(index, mention)
    return out


def _namesake(index: int, first: Mention, named: dict[int, Mention], table: ActorTable) -> int | None:
    """The longer name that a short, abbreviated or turned-round one stands for."""
    name = table.actors[index].name
    short = _words(name)
    acronym = bool(re.fullmatch(r"[A-Z]{2,7}", name))
    institution = len(short) == 1 and name.casefold() in nouns().institutions
    if not short:
        return None
    best: tuple[bool, int, int] | None = None
    for other, mention in named.items():
        full = table.actors[other].name
        words = _words(full)
        if other == index or len(words) < 2:
            continue
        turned = len(words) == len(short) and set(words) == set(short) and len(full) < len(name)
        stands = (
            turned
            or (acronym and (_initials(full) == name or _initials(_plain(full)) == name))
            or (institution and _shortens(full, words, short[0]) and mention.start < first.start)
            or _own_name(words) == short
            or (institution and full.startswith(f"{name} of ") and mention.start < first.start)
        )
        if stands:
            # The last one named before, else the first one after.
            before = mention.start < first.start
            rank = (before, mention.start if before else -mention.start, other)
            best = rank if best is None else max(best, rank)
    return best[2] if best else None


def _own_name(words: Sequence[str]) -> Sequence[str] | None:
    """A company's name without the words for its sort: "Orlay" of "Banque Orlay"; None where it has none."""
    known = nouns()
    start, end = 0, len(words)
    if words[0] in known.sort_first:
        start = 1
    while end > start + 1 and words[end - 1].rstrip(".") in known.sort_last:
        end -= 1
    return words[start:end] if 0 < end - start < len(words) else None


def _shortens(full: str, words: Sequence[str], noun: str) -> bool:
    """Whether a noun such as "Council" is short for a name that ends in it."""
    return len(words) > 1 and words[-1] == noun and full.casefold() not in nouns().whole_names


@lru_cache(maxsize=1 << 12)
def _plain(name: str) -> str:
    """A company's name without its legal form: "United Carriers" of "United Carriers Inc"."""
    words = name.split()
    while len(words) > 2 and words[-1].casefold().rstrip(".") in nouns().sort_last:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in name.casefold().replace("'s", "").split() if w not in _SMALL)


@lru_cache(maxsize=1 << 12)
def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s\-–]+", name) if w and w.casefold() not in _SMALL).upper()


def _bracketed(doc: Doc, table: ActorTable, first: Mention, at: dict[int, int]) -> int | None:
    """The name that an acronym in brackets follows, even where the letters are those of another language, or
    a word made of beginnings ("Afreximbank")."""
    if (
        first.start < 2
        or first.end >= len(doc)
        or doc[first.start - 1].text != "("
        or doc[first.end].text != ")"
    ):
        return None
    target = at.get(first.start - 2)
    if target is None or table.actors[target].type != "organization" or target == first.actors[0]:
        return None
    word, full = doc[first.start : first.end].text, table.actors[target].name
    if not re.fullmatch(r"[A-Z][A-Za-z]{0,2}[A-Z-]*[A-Z]", word) and not _blends(word, full):
        return None
    return target if len(full.split()) > 1 else None


def _blends(word: str, full: str) -> bool:
    """Whether a word is made of the beginnings of a name's words, in their order, from the first one on."""
    words = re.split(r"[\s\-–]+", full.casefold())
    left = {(word.casefold(), 0)}
    for k, part in enumerate(words):
        grown = {(rest[n:], used + 1) for rest, used in left for n in range(1, _common(rest, part) + 1)}
        left = grown if k == 0 else left | grown
    return any(not rest and used > 1 for rest, used in left)


def _common(a: str, b: str) -> int:
    """How many letters two words begin with in common."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _demonyms(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """ "Ethiopian and Boeing signed" is the airline that the article has named, where no noun follows."""
    for mention in table.mentions:
        word = doc[mention.start]
        if mention.kind != "demonym" or mention.end - mention.start != 1 or word.dep_ not in _HEAD | {"conj"}:
            continue
        following = doc[mention.end] if mention.end < len(doc) else None
        if word.text.endswith("s") or (following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ")):
            continue
        for earlier in table.before(mention.start):
            actor = table.actors[earlier.actors[0]]
            parts = actor.name.split()
            if (
                earlier.kind == "name"
                and actor.type == "organization"
                and actor.kind in ("company", "bank")
                and parts[0] == word.text
                and len(parts) > 1
            ):
                mention.actors, mention.kind = [earlier.actors[0]], "name"
                at[mention.start] = earlier.actors[0]
                break


def _meetings(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """A summit of an organisation acts for it: "the ninth summit of the League", "the League summit"."""
    for ent in doc.ents:
        if ent.label_ != "EVENT" or ent.root.lemma_.lower() not in nouns().meetings:
            continue
        owner = _owner(ent, table, at)
        if owner is None:
            continue
        for mention in table.mentions:
            if mention.start == ent.start and mention.kind == "event":
                mention.actors = [owner]
                for token in ent:
                    at[token.i] = owner


def _owner(ent: Span, table: ActorTable, at: dict[int, int]) -> int | None:
    for child in ent.root.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for target in child.children:
                if target.i in at and table.actors[at[target.i]].type == "organization":
                    return at[target.i]
    words = {t.text for t in ent}
    for index, actor in enumerate(table.actors):
        if actor.type == "organization" and actor.kind != "body" and words & set(actor.aliases):
            return index
    return None


def fuller_name(token: Token, table: ActorTable) -> int | None:
    """The organisation named before whose name ends in this capitalised noun."""
    bare = not any(c.dep_ in ("det", "poss") for c in token.lefts)
    if token.lemma_.lower() not in nouns().institutions or (token.is_sent_start and not bare):
        return None
    for mention in table.before(token.i):
        actor = table.actors[mention.actors[0]]
        named = mention.kind in ("name", "event") and actor.type == "organization"
        if named and _shortens(actor.name, actor.name.casefold().split(), token.lower_):
            return mention.actors[0]
    return None
