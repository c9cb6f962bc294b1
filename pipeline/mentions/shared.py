"""Bodies named once for several countries: "the Ministries of Energy of Chile and Peru"."""

from spacy.tokens import Doc, Span, Token

from pipeline.mentions.actors import ActorTable, org_kind
from pipeline.mentions.knowledge import country_code, nouns, offices
from pipeline.mentions.phrases import extent, might_refer

_LINKS = frozenset({",", "and", "&", "the"})


def add_shared(doc: Doc, table: ActorTable, at: dict[int, int]) -> set[int]:
    """Add a mention that stands for one body of each country; returns the head nouns that are dealt with."""
    done = set()
    for ent in doc.ents:
        if ent.label_ == "ORG" and (singular := _singular(ent[0])) is not None:
            _named(ent, singular, table, at)
    for token in might_refer(doc):
        if (
            token.i not in at
            and (singular := _singular(token)) is not None
            and _common(token, singular, table, at)
        ):
            done.add(token.i)
    return done


def _singular(token: Token) -> str | None:
    """The singular of a plural body ("Ministries" -> "Ministry"), None for all other words."""
    lemma = _one(token)
    kind = nouns().bodies.get(lemma)
    central = lemma == "bank" and token.i > 0 and token.nbor(-1).lower_ == "central"
    known = kind in ("body", "ministry") or central
    if not known or lemma in nouns().meetings or lemma in nouns().government or token.lower_ == lemma:
        return None
    return lemma.capitalize() if token.text[:1].isupper() else lemma


def _one(token: Token) -> str:
    """The singular in small letters; the lemmatiser leaves plural names as they are."""
    word = token.lower_
    if token.tag_ != "NNPS":
        return token.lemma_.lower()
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _named(ent: Span, singular: str, table: ActorTable, at: dict[int, int]) -> None:
    """ "Ministries of Energy of Chile" with "and Peru" after it, which the recogniser leaves outside."""
    doc = ent.doc
    what, _, last = ent.text.rpartition(" of ")
    code = country_code(last.removeprefix("the ").strip())
    first = table.country(code) if code else None
    countries = [] if first is None else [first]
    end = i = ent.end
    while i < len(doc) and (doc[i].lower_ in _LINKS or i in at):
        if i in at:
            if table.actors[at[i]].type != "country":
                break
            if at[i] not in countries:
                countries.append(at[i])
            end = i + 1
        i += 1
    if len(countries) < 2 or not what.startswith(ent[0].text):
        return
    what = singular + what[len(ent[0].text) :]
    own = [_body_of(table, what, index) for index in countries]
    for mention in table.mentions:
        if mention.start == ent.start and mention.kind == "name":
            mention.end, mention.actors, mention.kind = end, own, "body"


def _common(token: Token, singular: str, table: ActorTable, at: dict[int, int]) -> bool:
    """ "the central banks of Chile and Peru", "the Chilean and Peruvian energy ministries"."""
    before = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss")]
    owners = [t for c in before for t in (c, *c.conjuncts) if t.i in at]
    end = token.i + 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for target in child.children:
                owners += [t for t in (target, *target.conjuncts) if t.i in at]
    owners = sorted({t for t in owners if table.actors[at[t.i]].type == "country"}, key=lambda t: t.i)
    countries = list(dict.fromkeys(at[t.i] for t in owners))
    if len(countries) < 2:
        return False
    inner = {t.i for t in owners} | {t.i for o in owners for t in o.children}
    words = [c for c in before if c.i not in inner and c.i not in at and c.lower_ != "two"]
    what = " ".join([*(t.text for c in words for t in c.subtree if t.i not in inner), singular])
    own = [_body_of(table, what, index) for index in countries]
    start = min([token.i, *(t.i for t in owners), *(c.i for c in words)])
    end = max(end, *(t.i + 1 for t in owners))
    table.mention(start, end, token.i, "body", own)
    return True


def add_owned(token: Token, owners: list[int], table: ActorTable) -> bool:
    """ "their central banks", "the parliaments of the two countries", whose owners are known by now.

    Where the plural is no body but those who speak for a country ("their authorities"), it is the countries.
    """
    if len(owners) < 2 or any(table.actors[i].type != "country" for i in owners):
        return False
    start, end = extent(token)
    if (singular := _singular(token)) is None:
        lemma = token.lemma_.lower()
        if lemma not in nouns().government and lemma not in nouns().person_plurals and lemma not in offices():
            return False
        table.mention(start, end, token.i, "office", owners, office=lemma)
        return True
    words = [t.text for c in token.lefts if c.dep_ in ("amod", "compound") for t in c.subtree]
    own = [_body_of(table, " ".join([*words, singular]), index) for index in owners]
    table.mention(start, end, token.i, "body", own)
    return True


def _body_of(table: ActorTable, what: str, country: int) -> int:
    owner = table.actors[country]
    name = f"{what} of {owner.name}"
    return table.add(name, "organization", org_kind(name), country=owner.country, alias=name)
