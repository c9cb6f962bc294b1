"""Definite noun phrases for an organisation named before: "the company", "the Swiss group"."""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.layers import Actor
from pipeline.mentions.actors import ActorTable, org_kind, strip_name
from pipeline.mentions.antecedents import Antecedents
from pipeline.mentions.candidates import Asked
from pipeline.mentions.described import Described
from pipeline.mentions.knowledge import country_code, home_of
from pipeline.mentions.phrases import is_superlative
from pipeline.mentions.regions import region_of

#: Mentions that name a country.
_NAMED = frozenset({"name", "metonym", "demonym", "city"})
#: So many times as often as the next one.
_CLEARLY = 1.5


def add_nationalities(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """Give organisations the country that stands before their name: "Swiss drugmaker Alvara", "Peru's Alda".

    Only what the article says: a company keeps None where no country stands before any of its names.
    """
    for mention in table.mentions:
        actor = table.actors[mention.actors[0]]
        if mention.kind == "name" and actor.type == "organization" and actor.country is None:
            actor.country = _country_before(doc[mention.head], table, at)


def _country_before(token: Token, table: ActorTable, at: dict[int, int]) -> str | None:
    """The country that a noun's left modifiers name, or theirs."""
    for child in token.lefts:
        if child.dep_ in ("amod", "compound", "poss", "nmod"):
            index = at.get(child.i)
            if index is not None and table.actors[index].type == "country":
                return table.actors[index].country
            if index is None and (found := _country_before(child, table, at)) is not None:
                return found
    return None


def definite_noun(
    token: Token,
    span: tuple[int, int],
    kinds: list[str],
    table: ActorTable,
    at: dict[int, int],
    before: Antecedents,
    described: Described,
) -> None:
    """Add a mention for "the company": the organisation of these kinds that the reader thinks of; ``span`` is
    the noun phrase. Where there is none, the words are an actor of their own."""
    if "country" in kinds and (of := next(_named_of(token), None)) is not None:
        if of.i in at:  # "the state of Texas", but not "the state of emergency"
            table.mention(*span, token.i, "definite", [at[of.i]])
        return
    if "country" in kinds and (home := _at_home(token, table)) is not None:
        table.mention(*span, token.i, "definite", [home])
        return
    word, country = token.lower_, _country_before(token, table, at)
    barred = _of_others(country, table) if country is not None else frozenset[int]()
    codes = region_of(token) if "country" in kinds else None
    found = described.only(token.lemma_.lower(), token.i, country=country) if "country" not in kinds else None
    for wanted in ({k} for k in kinds if found is None):
        candidates = _ranked(table, token.i, wanted)
        if codes:  # "the South American country"
            candidates = [i for i in candidates if table.actors[i].country in codes]
        if country is not None:  # "the Swiss group" is none of another country
            candidates = [i for i in candidates if i not in barred]
            candidates.sort(key=lambda i: _home(table.actors[i]) is None)
        candidates = _frequent_first(candidates, table, token.i)
        own = {word} | {c.lower_ for c in token.lefts if country is not None and c.i in at}
        named = [i for i in candidates if own.intersection(table.actors[i].name.casefold().split())]
        if named or candidates:
            found = named[0] if named else candidates[0]
            told = country is not None and _home(table.actors[found]) == country
            if not named and not told and not codes:
                asked = Asked(token, token.lemma_.lower(), kinds=frozenset(kinds), barred=barred)
                found = next(iter(before.resolve(asked, [found])), None)
            break
    start, end = span
    if found is not None:
        table.mention(start, end, token.i, "definite", [found])
        if country is not None and table.actors[found].country is None:
            table.actors[found].country = country  # so that "the Swiss group" of the same sentence is another
    elif not is_superlative(token):  # "the country's top importer" opens a text whose next sentence names it
        name = strip_name(token.doc[start:end].text)
        if name:
            table.mention(
                start, end, token.i, "group", [table.add(name, "organization", org_kind(name), alias=name)]
            )


def named_so(token: Token, table: ActorTable) -> int | None:
    """The organisation named last whose name has the noun: "the hospital" after "Northgate Hospital"."""
    word = token.lower_
    for mention in table.before(token.i):
        actor = table.actors[mention.actors[0]]
        if mention.kind == "name" and actor.type == "organization" and word in actor.name.casefold().split():
            return mention.actors[0]
    return None


def _at_home(token: Token, table: ActorTable) -> int | None:
    """The country of the dateline, where a noun with a capital means it: "the Kingdom", "the Republic"."""
    line = token.doc._.source.dateline
    if not token.text[:1].isupper() or line is None or not line.country:
        return None
    return table.country(line.country)


def _home(actor: Actor) -> str | None:
    """The country of an organisation: as the article says, as its name says, as is generally known."""
    if actor.country is not None:
        return actor.country
    told = {country_code(word) for word in actor.name.split()} - {None}
    if len(told) == 1:
        return told.pop()
    return next((home for name in (*actor.aliases, actor.name) if (home := home_of(name))), None)


def _of_others(country: str, table: ActorTable) -> frozenset[int]:
    """The organisations of another country."""
    firms = ((i, _home(x)) for i, x in enumerate(table.actors) if x.type == "organization")
    return frozenset(i for i, home in firms if home not in (country, None))


def _named_of(token: Token) -> Iterator[Token]:
    """What stands behind the "of" of a noun."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.rights if c.dep_ == "pobj")


def _frequent_first(candidates: list[int], table: ActorTable, before: int) -> list[int]:
    """A name heard once gives way to one of the next three that the article keeps naming."""
    said = Counter(a for m in table.before(before) if m.kind in ("name", "definite") for a in m.actors)
    often = [i for i in candidates[:4] if said[i] >= 3]
    if candidates and often and said[candidates[0]] == 1:
        return [often[0], *(i for i in candidates if i != often[0])]
    return candidates


def _ranked(table: ActorTable, before: int, kinds: set[str]) -> list[int]:
    """Actors of these kinds before a token, most recently mentioned first."""
    seen: list[int] = []
    for mention in table.before(before):
        if mention.kind in ("name", "office", "definite", "metonym", "body"):
            for index in mention.actors:
                if table.actors[index].kind in kinds and index not in seen:
                    seen.append(index)
    return seen


def leading_country(table: ActorTable, before: int) -> int | None:
    """The country that the article has named clearly more often than any other: whose "the government" is.

    Of 244 acts with "the government" for a party it is the party in 144; the words themselves are in 111.
    """
    named = [m for m in table.mentions if m.start < before and (m.kind in _NAMED or m.person is not None)]
    said = Counter(a for m in named for a in m.actors if table.actors[a].type == "country").most_common(2)
    if not said or (len(said) > 1 and said[0][1] < _CLEARLY * said[1][1]):
        return None
    return said[0][0]
