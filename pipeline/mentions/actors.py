"""The table of actors of one article: entities that share a canonical name are one actor."""

import re
from bisect import bisect_left, insort
from collections.abc import Container

from spacy.tokens import Doc, Span

from pipeline.layers import Actor, Mention
from pipeline.mentions.knowledge import (
    capital_of,
    country_code,
    country_name,
    keeps_name,
    nouns,
    seated_in,
    shared_names,
)

_KINDS = (
    ("bank", re.compile(r"\b(bank|fund|lenders?|monetary|insurance|investment corporation)\b", re.I)),
    (
        "ministry",
        re.compile(r"\b(ministry|ministries|department|agency|authority|treasury|administration)\b", re.I),
    ),
    (
        "club",
        re.compile(r"\b(?:FC|AC|Club)\b|\w (?:United|Rovers|Athletic|Wanderers|Hotspur|Albion|Rangers)$"),
    ),
    ("union", re.compile(r"\b(union|federation of|\w*workers|teamsters|brotherhood|guild)\b", re.I)),
    (
        "body",
        re.compile(
            r"\b(parliament|council|board|committee|commission|senate|congress|assembly|cabinet|court|house|duma"
            r"|government|directors|governors|legislature|chamber|summit)\b",
            re.I,
        ),
    ),
    (
        "organization",
        re.compile(
            r"\b(organi[sz]ation|association|alliance|league|nations|party|movement|university|institute"
            r"|conference|community|coalition|federation|cent(?:er|re)|museum|foundation|society)\b",
            re.I,
        ),
    ),
)


#: Before a capital these words make it a place, not the government that sits there.
LOCATIVE = frozenset({"in", "at", "near", "outside", "around"})


def org_kind(name: str) -> str:
    """The finer sort of an organisation, from the words of its name; a bare name counts as a company."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return "company"


def strip_name(text: str) -> str:
    """A surface form without leading determiner and trailing possessive."""
    text = re.sub(r"^(?:the|a|an|its|their)\s+", "", text.strip(), flags=re.I)
    return re.sub(r"\s+", " ", re.sub(r"['’]s?$", "", text)).strip(" ,;:\"“”'‘’<>")


class ActorTable:
    """Collects actors and mentions while the stage reads a Doc."""

    def __init__(self) -> None:
        self.actors: list[Actor] = []
        self.mentions: list[Mention] = []
        #: Where mentions begin that no later phrase takes up (``bystanders``).
        self.apart: set[int] = set()
        self._by_key: dict[tuple[str, str], int] = {}
        self._openings: dict[str, int] = {}

    def add(self, name: str, type_: str, kind: str, *, country: str | None = None, alias: str = "") -> int:
        """Index of the actor of that name, made if it is new."""
        group = "country" if type_ == "country" else "person" if type_ == "person" else "other"
        key = (group, name.casefold())
        index = self._by_key.get(key)
        if index is None:
            index = len(self.actors)
            self.actors.append(Actor(name=name, type=type_, kind=kind, country=country))
            self._by_key[key] = index
        actor = self.actors[index]
        if alias and alias not in actor.aliases:
            actor.aliases.append(alias)
            if type_ == "country" and " of " in alias:
                self._openings.setdefault(alias.partition(" of ")[0], index)
        return index

    def find(self, name: str) -> int | None:
        """Index of an organisation or group that is already in the table."""
        return self._by_key.get(("other", name.casefold()))

    def named_so(self, opening: str) -> int | None:
        """Index of the country of which a name opens so: the Kingdom, after "Kingdom of Spain"."""
        return self._openings.get(opening)

    def country(self, code: str, *, alias: str = "") -> int | None:
        """Index of a country by its code."""
        name = country_name(code)
        return self.add(name, "country", "country", country=code, alias=alias) if name else None

    def state(self, name: str, code: str) -> int | None:
        """Index of a country as the article calls it: former states and parts of one keep their own name."""
        if keeps_name(name):
            return self.add(name, "country", "country", country=code, alias=name)
        return self.country(code, alias=name)

    def mention(self, start: int, end: int, head: int, kind: str, actors: list[int], **extra) -> None:  # type: ignore[no-untyped-def]
        """Record that a token range stands for these actors."""
        mention = Mention(start=start, end=end, head=head, kind=kind, actors=actors, **extra)
        insort(self.mentions, mention, key=lambda m: (m.start, m.end))

    def before(self, token: int, *, most: int = 80) -> list[Mention]:
        """The mentions that start before a token, nearest first; no farther back than a reader remembers."""
        at = bisect_left(self.mentions, token, key=lambda m: m.start)
        return self.mentions[max(0, at - most) : at][::-1]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that start in a token range, in text order."""
        first, last = (bisect_left(self.mentions, i, key=lambda m: m.start) for i in (start, end))
        return self.mentions[first:last]


def add_entities(doc: Doc, table: ActorTable, taken: Container[int]) -> dict[int, int]:
    """Turn named entities into actors and mentions; returns the actor of each token of an entity.

    The agency of the dateline reports, and is no actor by that. Entities that begin at a token of ``taken``
    are parts of something else.
    """
    at: dict[int, int] = {}
    line = doc._.source.dateline
    agency = line.agency if line is not None else None
    named = {country_code(e._.canonical or e.text) for e in doc.ents if e.label_ == "GPE"} - {None}
    deciding = {strip_name(e.text) for e in doc.ents if e.label_ == "EVENT" and _decides(e)}
    for ent in doc.ents:
        reports = agency and line.start <= ent.start_char < line.end and ent.text in agency
        if reports or ent.start in taken:
            continue
        found = _entity_actor(ent, table, named, deciding)
        if found is None:
            continue
        index, kind = found
        table.mention(ent.start, ent.end, ent.root.i, kind, [index])
        for token in ent:
            at[token.i] = index
    return at


def _short_for(text: str, code: str | None, named: Container[str | None]) -> str | None:
    """The code of the country that the article names in full, where a name is short for two: "Congo"."""
    fuller = [c for c in shared_names().get(text.casefold(), ()) if c in named]
    return fuller[0] if fuller else code


def _decides(ent: Span) -> bool:
    """Whether a meeting or a forum is itself what decides: "the Harvest Forum admitted Chile"."""
    root = ent.root
    return root.dep_ == "nsubj" and root.head.lemma_.lower() in nouns().deciding


def _entity_actor(
    ent: Span, table: ActorTable, named: Container[str | None], deciding: Container[str]
) -> tuple[int, str] | None:
    """The actor that an entity is, and the kind of its mention; None where it is none.

    ``named`` are the codes of the article's countries, ``deciding`` its meetings that decide something.
    """
    text = strip_name(ent.text)
    if not text or "\n" in ent.text:
        return None
    canonical = ent._.canonical or text
    if canonical.endswith("'s"):
        text = canonical  # "Sainsbury's", whose name it is
    label = ent.label_
    if label == "PERSON":
        return table.add(canonical, "person", "person", alias=text), "name"
    if label == "ORG":
        code = country_code(canonical) if "Government" in text else None
        if code and (index := table.country(code, alias=text)) is not None:
            return index, "metonym"
        name = canonical if len(canonical) >= len(text) else text
        return table.add(name, "organization", org_kind(name), country=ent._.country, alias=text), "name"
    if label == "GPE":
        code = country_code(canonical) or country_code(text)
        code = _short_for(text, code, named)
        if code:
            index = table.state(text, code)
            return (index, "name") if index is not None else None
        if (index := table.named_so(text)) is not None:
            return index, "name"
        if ent.start and ent.doc[ent.start - 1].lower_ in LOCATIVE:
            return None  # "signed in London" names a place, "London said" a government
        seated, code = seated_in(canonical), capital_of(canonical, named)
        if seated and (code not in named or table.find(seated) is not None):
            return table.add(seated, "organization", org_kind(seated)), "metonym"
        if code and (index := table.country(code)) is not None:
            return index, "metonym"
        return table.add(canonical, "organization", "city", country=ent._.country, alias=text), "city"
    if label == "NORP":
        code = country_code(canonical) or ent._.country
        if code:
            index = table.country(code)
            return (index, "demonym") if index is not None else None
        return table.add(canonical, "group", "group", alias=text), "demonym"
    if label == "EVENT" and (org_kind(text) == "body" or text in deciding):
        return table.add(canonical, "organization", "body", alias=text), "event"
    return None
