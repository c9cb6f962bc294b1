"""Persons and the office that lets them speak for a country or an organisation."""

from spacy.tokens import Doc, Span, Token

from pipeline.mentions.actors import ActorTable, strip_name
from pipeline.mentions.groups import phrase_root
from pipeline.mentions.knowledge import country_code, nouns, offices
from pipeline.mentions.leaders import FORMER, leaders
from pipeline.mentions.owners import owner_of, possessor, shared_owner, side_of
from pipeline.mentions.posts import posts
from pipeline.mentions.titles import Known, shared_title

_REACH = 12
#: How many words after the comma behind a name tell what the person is.
_APPOSED = 4
#: Tokens before a person within which the subject is what is under discussion.
_DISCUSSED = 60
_STOP_POS = {"VERB", "AUX"}


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
        if found is None and person in known:
            found = known[person]
        elif found is None and (owner := possessor(ent, table, at)) is not None:
            found = known[person] = (owner, "of")
        elif found is not None:
            actor, office = found
            if office in offices().stateless and actor is not None and table.actors[actor].type == "country":
                continue
            public = office in offices().public and not _within_firm(ent)
            if actor is None:
                actor = side_of(ent, table, at)
            if actor is None and public:
                actor = _led(ent, table, beside=True)
            alone = office in offices().alone or _of_somebody(ent) or _of_party(ent, office)
            if actor is None and not alone:
                actor = home if public else _recent_org(ent, table)
            if actor is None:
                continue
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


def _office(token: Token) -> str | None:
    """The office that a word names, in the singular: "Presidents" is "president"; None for other words."""
    forms = (token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s"))
    return next((form for form in forms if form in offices()), None)


def _opposes(ent: Span) -> bool:
    """Whether a person is called "rebel leader X" or "X, the opposition leader"."""
    doc, called = ent.doc, offices().against
    if ent.start > 1 and doc[ent.start - 2].lower_ in called:
        return _office(doc[ent.start - 1]) is not None
    if doc[ent.end : ent.end + 1].text != ",":
        return False
    for i in range(ent.end + 1, min(ent.end + 1 + _APPOSED, len(doc) - 2)):
        if doc[i].lower_ in called and _office(doc[i + 1]) is not None:
            return doc[i + 2].ent_type_ != "PERSON"  # "X, rebel leader Y and ..." says nothing of X
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


def _of_somebody(ent: Span) -> bool:
    """Whether the title is that of somebody without a name, who is no country: "the rebels' negotiator X"."""
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - _REACH), -1):
        if ent.doc[i].tag_ == "POS":
            return "country" not in nouns().definite.get(ent.doc[i - 1].lemma_.lower(), ())
        if ent.doc[i].pos_ in _STOP_POS:
            break
    return False


def _actor_in(tokens: list[Token], table: ActorTable, at: dict[int, int]) -> int | None:
    """The organisation or country named among these tokens; an organisation wins over its country."""
    found = [at[t.i] for t in tokens if t.i in at and table.actors[at[t.i]].type != "person"]
    orgs = [i for i in found if table.actors[i].type != "country" and table.actors[i].kind != "city"]
    return orgs[0] if orgs else found[0] if found else None


def _before(ent: Span, table: ActorTable, at: dict[int, int]) -> tuple[int | None, str] | None:
    doc = ent.doc
    left: list[Token] = []
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - _REACH) - 1, -1):
        token = doc[i]
        if token.lower_ == "to" and any(t.lemma_.lower() in offices().sent for t in doc[max(0, i - 4) : i]):
            left = []  # "Ambassador of A to B": B is where the office is held
            continue
        if (
            token.pos_ in _STOP_POS
            or token.is_space
            or (token.pos_ == "ADP" and token.lower_ not in ("of", "for"))
            or token.text in ';:.()—–“”"'
            or token.lower_ in ("and", "with", "that", "by")
        ):
            if token.lower_ == "and" and left and not any(_office(t) for t in left):
                pass
            else:
                break
        if token.i in at and table.actors[at[token.i]].type == "person":
            break
        if token.text == "," and i < ent.start - 1 and not (left and _is_person_noun(doc[i - 1])):
            break  # "A of Finland, President B", but "her Emirati colleague, Undersecretary B"
        if token.lower_ in ("for", "of") and left and _office(left[-1]) and left[-1].i == ent.start - 1:
            break  # "an offer from the club for defender B"
        left.insert(0, token)
    marks = [t for t in left if _office(t)]
    if not marks:
        return None
    return _actor_in(left, table, at), _office(marks[-1]) or marks[-1].lower_


def _is_person_noun(token: Token) -> bool:
    """Whether a word says of what sort a person is: "colleague", "the minister", "officials"."""
    if token.pos_ != "NOUN" or token.ent_type_:
        return False
    lemma = token.lemma_.lower()
    return lemma in offices() or lemma in nouns().person_plurals or lemma in offices().fellow


def _after(ent: Span, table: ActorTable, at: dict[int, int]) -> tuple[int | None, str] | None:
    doc, end = ent.doc, min(ent.sent.end, ent.end + _REACH + 2)
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
    right = []
    for i in range(ent.end + 1, end):
        token = doc[i]
        if token.text in (",", ")", ";", ".") or token.pos_ in _STOP_POS or token.is_space:
            break
        right.append(token)
    marks = [t for t in right if _office(t)]
    return (_actor_in(right, table, at), _office(marks[0]) or marks[0].lower_) if marks else None


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


def home_country(doc: Doc, table: ActorTable) -> int | None:
    """The article's home country: that of the dateline, else the one it names most often."""
    line = doc._.source.dateline
    if line is not None and line.country:
        return table.country(line.country)
    counts: dict[int, int] = {}
    for mention in table.mentions:
        for index in mention.actors:
            if table.actors[index].type == "country":
                counts[index] = counts.get(index, 0) + 1
    return max(counts, key=lambda i: (counts[i], -i)) if counts else None


def _recent_org(ent: Span, table: ActorTable) -> int | None:
    """The organisation under discussion: the last one that is a subject, else the last one named.

    A word for its sort before the title goes first: "union president X".
    """
    doc, title = ent.doc, ent.start - 1
    sorts = nouns().definite.get(doc[title - 1].lemma_.lower(), ()) if title > 0 else ()
    last = None
    for mention in table.before(ent.start):
        actor = table.actors[mention.actors[0]]
        if mention.kind != "name" or actor.type != "organization":
            continue
        if sorts and actor.kind == sorts[0]:
            return mention.actors[0]
        near = ent.start - mention.start < _DISCUSSED
        if not sorts and near and phrase_root(doc[mention.head]).dep_ in ("nsubj", "nsubjpass"):
            return mention.actors[0]
        last = mention.actors[0] if last is None else last
    return last
