"""Persons and the office that lets them speak for a country or an organisation."""

from spacy.tokens import Doc, Span, Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.knowledge import country_code, nouns, office_of, offices
from pipeline.mentions.leaders import FORMER, leaders
from pipeline.mentions.owners import owner_of, possessor, shared_owner, side_of
from pipeline.mentions.posts import posts
from pipeline.mentions.titles import Known, shared_title
from pipeline.mentions.untold import (
    REACH,
    STOP_POS,
    home_country,
    of_union,
    other_side,
    recent_org,
    sorts_named,
)

#: How many words after the comma behind a name tell what the person is.
_APPOSED = 4


def attach_offices(doc: Doc, table: ActorTable, at: dict[int, int]) -> None:
    """Give each person mention the actor it speaks for.

    Looks at the title before the name ("Uzbek President X", "President of Kazakhstan X"), at the apposition
    after it ("X, chairman of Y"), at "A of B"; the article's home country or organisation under discussion
    fills in where the title names none, and the list of leaders ("Chancellor Kohl", "Begin and Sadat") before
    that. Later bare mentions of the person inherit the office.
    """
    known: Known = {}
    against: set[int] = set()
    home = home_country(doc, table)
    for ent in [e for e in doc.ents if e.label_ == "PERSON"]:
        person = at.get(ent.start)
        if person is None:
            continue
        if person in against or _opposes(ent):
            against.add(person)
            continue
        shared = shared_title(ent, table, at, lambda other: _led(other, table, beside=True))
        for each, said in shared.items():
            known.setdefault(each, said)
        found = shared[person] if person in shared else _before(ent, table, at)
        if found is None:
            found = _after(ent, table, at)
        elif found[0] is None and (owner := owner_of(ent, table, at)) is not None:
            found = (owner, found[1])  # "Chancellor A of B"
        elif found[0] is None and (more := _after(ent, table, at)) is not None and more[0] is not None:
            found = more  # "Ambassador A, Permanent Representative of B"
        if found is None and person in known:
            found = known[person]
        elif found is None and (owner := possessor(ent, table, at)) is not None:
            found = known[person] = (owner, "of")
        elif found is not None:
            actor, office = found
            if office in offices().stateless and actor is not None and table.actors[actor].type == "country":
                continue
            if actor is None and person in known:
                actor = known[person][0]
            if _former(ent):
                continue
            public = office in offices().public and not _within_firm(ent)
            if actor is None:
                actor = side_of(ent, table, at)
            if actor is None and public:
                actor = _led(ent, table, beside=True)
            if actor is None:
                actor = of_union(ent, office, table)
            sorts = sorts_named(ent)
            alone = office in offices().alone or (sorts is not None and not sorts) or _of_party(ent, office)
            if actor is None and sorts:
                actor = recent_org(ent, table, sorts)
            elif actor is None and not alone:
                actor = other_side(ent, table, at, known, home) if public else recent_org(ent, table, ())
            if actor is None:
                continue
            if office in offices().of_cities:
                actor = _city(ent, actor, table)
            found = (actor, office)
            known.setdefault(person, found)
        elif (country := _led(ent, table, beside=_beside(ent, at, known))) is not None:
            found = known[person] = (country, "leader")
        elif (owner := shared_owner(ent, table, at)) is not None:
            found = (owner, "of")
        if found is None:
            continue
        actor, office = found
        for mention in table.before(ent.start + 1, most=3):
            if mention.start == ent.start and mention.end == ent.end and actor is not None:
                mention.actors, mention.person, mention.office, mention.kind = (
                    [actor],
                    person,
                    office,
                    "office",
                )
    _inherit(table, known)
    _keep_persons(table)


def _led(ent: Span, table: ActorTable, *, beside: bool) -> int | None:
    """The country or the international organisation that a known leader speaks for; ``beside``: an office
    or another leader stands beside."""
    published = ent.doc._.source.published
    former = {name: code for code, name in FORMER.items()}
    near = {former.get(x.name, x.country or "") for x in table.actors if x.type == "country"}
    name = strip_name(ent._.canonical or ent.text)
    year = int(published[:4]) if published and published[:4].isdigit() else None
    led = posts().held(name, year=year, named=lambda body: table.find(body) is not None)
    if led is not None:
        return table.find(led)
    code = leaders().find(name, year=year, office=beside, near=near)
    if code is None:
        return None
    if code in FORMER:
        name = FORMER[code]
        return table.add(name, "country", "country", country=country_code(name))
    return table.country(code)


def _beside(ent: Span, at: dict[int, int], known: dict[int, tuple[int, str]]) -> bool:
    """Whether the person is named in one breath with somebody whose office is known."""
    return any(at.get(t.i) in known for t in ent.root.conjuncts)


def _inherit(table: ActorTable, known: dict[int, tuple[int, str]]) -> None:
    for mention in table.mentions:
        if mention.kind == "name" and len(mention.actors) == 1 and mention.actors[0] in known:
            person = mention.actors[0]
            actor, office = known[person]
            mention.actors, mention.person, mention.office, mention.kind = [actor], person, office, "office"


def _keep_persons(table: ActorTable) -> None:
    """A person with an office may still act in person (a coach signs a contract): both readings stay."""
    for mention in [m for m in table.mentions if m.kind == "office" and m.person is not None]:
        table.mention(
            mention.start, mention.end, mention.head, "person", [mention.person or 0], office=mention.office
        )


def _opposes(ent: Span) -> bool:
    """Whether a person is called "rebel leader X" or "X, the opposition leader"."""
    doc, called = ent.doc, offices().against
    if ent.start > 1 and doc[ent.start - 2].lower_ in called:
        return office_of(doc[ent.start - 1]) is not None
    if doc[ent.end : ent.end + 1].text != ",":
        return False
    for i in range(ent.end + 1, min(ent.end + 1 + _APPOSED, len(doc) - 2)):
        if doc[i].lower_ in called and office_of(doc[i + 1]) is not None:
            return doc[i + 2].ent_type_ != "PERSON"  # "X, rebel leader Y and ..." says nothing of X
    return False


def _former(ent: Span) -> bool:
    """Whether somebody held the office once: "former Finnish Prime Minister X" speaks for himself."""
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - REACH) - 1, -1):
        word = ent.doc[i]
        if word.lower_ in ("former", "ex", "onetime", "erstwhile") or word.lower_.startswith("ex-"):
            return True
        if word.pos_ in STOP_POS or word.text in ",;:" or word.ent_type_ == "PERSON":
            return False
    return False


def _within_firm(ent: Span) -> bool:
    """Whether a noun before the title tells that the office is none of the state: "union president X"."""
    title = ent.start - 1
    if title < 1 or ent.doc[title].lower_ not in offices().private:
        return False
    lemma = ent.doc[title - 1].lemma_.lower()
    return "country" not in nouns().definite.get(lemma, ["country"]) or lemma in offices().units


def _of_party(ent: Span, office: str) -> bool:
    """Whether a leader is one of a party or of its like: "Liberal leader X", "Smer leader X"."""
    title = ent.start - 1
    if office != "leader" or title < 1 or ent.doc[title].lower_ != office:
        return False
    word = ent.doc[title - 1]
    return word.pos_ in ("ADJ", "PROPN", "NOUN") and word.lower_ not in ("state", "supreme", "national")


def _city(ent: Span, actor: int, table: ActorTable) -> int:
    """The city itself, of which the capital's name stood for a country: "Tbilisi Mayor X"."""
    for mention in table.before(ent.start):
        if ent.start - mention.start > REACH:
            break
        if mention.kind == "metonym" and mention.actors == [actor]:
            name = ent.doc[mention.start : mention.end].text
            city = table.add(name, "organization", "city", country=table.actors[actor].country, alias=name)
            mention.actors, mention.kind = [city], "city"
            return city
    return actor


def _actor_in(tokens: list[Token], table: ActorTable, at: dict[int, int]) -> int | None:
    """The organisation or country named among these tokens; an organisation wins over its country."""
    found = [at[t.i] for t in tokens if t.i in at and table.actors[at[t.i]].type != "person"]
    orgs = [i for i in found if table.actors[i].type != "country" and table.actors[i].kind != "city"]
    return orgs[0] if orgs else found[0] if found else None


def _before(ent: Span, table: ActorTable, at: dict[int, int]) -> tuple[int | None, str] | None:
    doc = ent.doc
    left: list[Token] = []
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - REACH) - 1, -1):
        token = doc[i]
        if token.lower_ in ("to", "in") and any(
            t.lemma_.lower() in offices().sent for t in doc[max(0, i - 4) : i]
        ):
            left = []  # "Ambassador of A to B", "A's envoy in B": B is where the office is held
            continue
        if (
            token.pos_ in STOP_POS
            or token.is_space
            or (token.pos_ == "ADP" and token.lower_ not in ("of", "for"))
            or token.text in ';:.()—–“”"'
            or token.lower_ in ("and", "with", "that", "by")
        ):
            if token.lower_ == "and" and left and not any(office_of(t) for t in left):
                pass
            else:
                break
        if token.i in at and table.actors[at[token.i]].type == "person":
            break
        if token.text == "," and i < ent.start - 1 and not (left and _is_person_noun(doc[i - 1])):
            break  # "A of Finland, President B", but "her Emirati colleague, Undersecretary B"
        if token.lower_ in ("for", "of") and left and office_of(left[-1]) and left[-1].i == ent.start - 1:
            break  # "an offer from the club for defender B"
        left.insert(0, token)
    marks = [t for t in left if office_of(t)]
    if not marks:
        return None
    office = office_of(marks[-1]) or marks[-1].lower_
    if office == "general" and len(marks) > 1 and f"{office_of(marks[-2])}-general" in offices():
        office = f"{office_of(marks[-2])}-general"  # "Director General X" commands no army
    return _actor_in(left, table, at), office


def _is_person_noun(token: Token) -> bool:
    """Whether a word says of what sort a person is: "colleague", "the minister", "officials"."""
    if token.pos_ != "NOUN" or token.ent_type_:
        return False
    lemma = token.lemma_.lower()
    return lemma in offices() or lemma in nouns().person_plurals or lemma in offices().fellow


def _after(ent: Span, table: ActorTable, at: dict[int, int]) -> tuple[int | None, str] | None:
    doc, end = ent.doc, min(ent.sent.end, ent.end + REACH + 2)
    if ent.end >= end:
        return None
    first = doc[ent.end]
    if first.lower_ == "of" and ent.end + 1 < end:
        actor = owner_of(ent, table, at)
        return None if actor is None else (actor, "of")
    if first.text not in (",", "("):
        return None
    if (said := _said_after(doc, ent.end, end, table, at)) is not None:
        return said
    right: list[Token] = []
    for i in range(ent.end + 1, end):
        token = doc[i]
        held = token.lower_ == "to" and any(t.lemma_.lower() in offices().sent for t in right)
        if token.ent_type_ == "PERSON" or token.lower_ in ("with", "after", "before", "by"):
            break  # "X, Y and Peruvian President Z", "X, here for talks with Brazilian officials"
        if held or token.text in (",", ")", ";", ".") or token.pos_ in STOP_POS or token.is_space:
            break
        right.append(token)
    alone = not ent.root.conjuncts  # "A and B, the two chairmen"
    marks = [t for t in right if office_of(t) and not (alone and t.tag_ == "NNS")]
    if not marks:
        return None
    office = office_of(marks[0]) or marks[0].lower_
    whose = next((t for t in right if t.tag_ == "POS" and t.i < marks[0].i), None)
    sorts = nouns().definite.get(whose.nbor(-1).lemma_.lower(), ()) if whose is not None else ()
    if sorts and "country" not in sorts:  # "X, the bank's director for Peru"
        return recent_org(ent, table, sorts), office
    return _actor_in(right, table, at), office


def _said_after(
    doc: Doc, start: int, end: int, table: ActorTable, at: dict[int, int]
) -> tuple[int, str] | None:
    """ "X, who heads the bank" and "X (the bank)"."""
    if (
        start + 3 < end
        and doc[start + 1].lower_ == "who"
        and doc[start + 2].lemma_.lower() in offices().leads
    ):
        actor = _actor_in([doc[i] for i in range(start + 3, min(end, start + 6))], table, at)
        return None if actor is None else (actor, doc[start + 2].lower_)
    if doc[start].text != "(":
        return None
    inside = []
    for i in range(start + 1, end):
        if doc[i].text == ")":
            break
        inside.append(doc[i])
    actor = _actor_in(inside, table, at) if inside and all(t.i in at for t in inside) else None
    return None if actor is None else (actor, "of")
