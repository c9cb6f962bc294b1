"""What pronouns and plurals refer back to."""

from collections import Counter

from spacy.tokens import Doc, Token

from pipeline.layers import Mention
from pipeline.mentions.actors import ActorTable
from pipeline.mentions.antecedents import Antecedents
from pipeline.mentions.candidates import Asked
from pipeline.mentions.groups import Group, grouped, phrase_root
from pipeline.mentions.knowledge import nouns

_THEY = {"they", "them", "their", "both", "each"}
_PAIR = {"both", "each"}
_WE = {"we", "our"}
_IT = {"it", "its"}
_SHE = {"he", "she", "his", "him", "her"}
#: What "they" may be, where no plural subject tells.
_ACTING = {"country", "company", "organization", "bank", "club", "ministry", "person"}
#: Tokens before its sentence in which a pronoun's actor is looked for.
_SENTENCES = 60
_SUBJECT = {"nsubj", "nsubjpass"}
#: Tokens between a pronoun and a subject that it takes up.
_NEAR, _VERY_NEAR = 45, 25
#: Tokens before a sentence with "we" in which its speaker is looked for.
_SPOKE = 80
#: How much more salient a mention is as a subject, and by how it names its actor. Of the pronouns that are
#: subjects of acts labelled for training, "it" is an actor of the act in 728 of 845 cases with these weights,
#: in 709 with the nearest subject alone; "they" in 163 of 221 with ``_several``, in 121 with the nearest
#: plural.
_ROLES = {"nsubj": 1.6, "nsubjpass": 1.3, "poss": 0.6, "compound": -0.3}
_KINDS = {"name": 0.5, "definite": 0.3, "metonym": 0.2, "body": -0.3, "group": -0.8}


def set_before(doc: Doc, table: ActorTable, before: int, kinds: set[str], number: int | None) -> list[int]:
    """The actors that a plural sums up.

    A coordination of that many actors ("A, B and C") that stands nearest before wins, then an earlier plural,
    then the most frequent actors so far; without a number, the nearest group of two or more.
    """
    left_out = ("group", "body", "person")
    near = [m for m in table.before(before) if m.kind not in left_out and m.start not in table.apart]
    for group in _coordinations(doc, near):
        members = [i for i in group if table.actors[i].kind in kinds]
        alike = len({table.actors[i].type for i in members}) == 1  # no state and its president
        if alike and len(members) >= 2 and (number is None or len(members) == number):
            return members
    for mention in near:
        members = [i for i in mention.actors if table.actors[i].kind in kinds]
        if len(members) >= 2 and (number is None or len(members) == number):
            return members
    counts: dict[int, int] = {}
    for mention in reversed(near):
        if mention.kind in ("demonym", "city"):
            continue
        for index in mention.actors:
            if table.actors[index].kind in kinds:
                counts[index] = counts.get(index, 0) + 1
    wanted = number or 2
    if len(counts) < wanted:
        return []
    best = sorted(counts, key=lambda i: -counts[i])[:wanted]
    return [i for i in counts if i in best]


def named_together(doc: Doc, table: ActorTable, before: int, number: int | None) -> list[int]:
    """The parties of whatever sort that are coordinated shortly before: "the unions and the management"."""
    near = [
        m for m in table.before(before) if m.kind not in ("person", "pronoun") and before - m.head < _NEAR
    ]
    several = [g for g in _coordinations(doc, near) if number is None or len(g) == number]
    return several[0] if several else []


def people_before(table: ActorTable, before: int, number: int) -> list[int]:
    """Whom so many persons, those named last, speak for, or themselves; in text order ("the two men")."""
    found: dict[int, int] = {}
    for mention in table.before(before):
        person = _person(mention, table)
        if person is not None and mention.kind not in ("person", "pronoun"):
            found.setdefault(person, mention.actors[0])
        if len(found) == number:
            return list(dict.fromkeys(reversed(found.values())))
    return []


def others_between(doc: Doc, table: ActorTable, start: int, end: int, *, known: tuple[int, ...]) -> bool:
    """Whether several actors that are not all ``known`` are together a subject in a token range."""
    left_out = ("pronoun", "plural", "group", "person")
    named = [m for m in reversed(table.between(start, end)) if m.kind not in left_out]
    groups = (g for g in grouped(doc, named) if doc[g.root].dep_ in _SUBJECT)
    return any(len(g.actors) > 1 and not {*g.actors} <= {*known} for g in groups)


def _coordinations(doc: Doc, near: list[Mention]) -> list[list[int]]:
    """Groups of coordinated actors, nearest first, members in text order."""
    return [group.actors for group in grouped(doc, near, links=("conj",)) if len(group.actors) >= 2]


def add_pronoun(token: Token, table: ActorTable, before: Antecedents) -> None:
    """Add a mention for a pronoun that refers back to an actor: "she", "it", "they", "both"."""
    word = token.lower_
    if word in _WE:
        if (speaker := _speaker(token, table)) is not None:
            _stands_for(token, speaker, table)
        return
    if word == "it" and _is_document(token):
        return
    earlier = [m for m in table.before(token.i) if m.kind != "pronoun"]
    since = max(0, token.sent.start - _SENTENCES)
    near = [m for m in earlier if m.start >= since]
    if word in _SHE:
        subjects = [m for m in near if phrase_root(token.doc[m.head]).dep_ in _SUBJECT]
        person = _one_person(subjects, earlier, table) or _one_person(near, earlier, table)
        if person is not None:
            _stands_for(token, person, table)
        return
    found = _single(token, near, earlier, table) if word in _IT else []
    if word in _THEY:
        found = [] if word in _PAIR else _several(token, near, table)
        found = found or set_before(token.doc, table, token.i, _ACTING, 2 if word == "both" else None)
    if word in _IT or word in _THEY:
        number = 2 if word == "both" else None
        found = before.resolve(Asked(token, word, word in _THEY, number), found)
    if found:
        table.mention(token.i, token.i + 1, token.i, "pronoun", found)


def _is_document(token: Token) -> bool:
    """Whether "it" is what somebody signs or ratifies: "parliament ratified it", "it was signed"."""
    return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in nouns().documentary


def _one_person(near: list[Mention], earlier: list[Mention], table: ActorTable) -> Mention | None:
    """Whom "she" stands for: the last person, with the office that the article gave her."""
    for mention in near:
        person = mention.person if mention.person is not None else mention.actors[0]
        if table.actors[person].type == "person":
            return next((m for m in earlier if m.person == person), mention)
    return None


def _single(token: Token, near: list[Mention], earlier: list[Mention], table: ActorTable) -> list[int]:
    """Whom "it" stands for: the most salient thing."""
    pool = [m for m in near if _thing(m, table)]
    if not pool:
        return []
    said = Counter(i for m in earlier for i in m.actors)
    return list(max(pool, key=lambda m: (_salience(token, m, table, said), m.start)).actors)


def _stands_for(token: Token, mention: Mention, table: ActorTable) -> None:
    """A pronoun for a person with her office."""
    table.mention(
        token.i,
        token.i + 1,
        token.i,
        "pronoun",
        list(mention.actors),
        person=mention.person,
        office=mention.office,
    )


def _speaker(token: Token, table: ActorTable) -> Mention | None:
    """For whom "we" speaks: the subject of its sentence or of one shortly before, if that is somebody whose
    office the article has told; who speaks for nobody is no help.

    Of 150 acts with "we" for subject, it names an actor of the act in 49, another one in 17.
    """
    doc, sent = token.doc, token.sent
    around = [m for m in table.between(sent.start - _SPOKE, sent.end) if m.kind != "pronoun"]
    people = [m for m in around if _person(m, table) is not None and doc[m.head].dep_ in _SUBJECT]
    after = [m for m in people if m.start > token.i]
    spoke = after[0] if after else next((m for m in reversed(people) if m.start < token.i), None)
    if spoke is None:
        return None
    person = _person(spoke, table)
    return next((m for m in (spoke, *table.before(sent.end, most=400)) if m.person == person), None)


def _person(mention: Mention, table: ActorTable) -> int | None:
    if mention.person is not None:
        return mention.person
    first = mention.actors[0]
    return first if table.actors[first].type == "person" else None


def _several(token: Token, near: list[Mention], table: ActorTable) -> list[int]:
    """Whom "they" stands for: a plural subject not far back, else the body that is the subject just before
    ("Sunderland have ... they have"), else any plural."""
    groups = grouped(token.doc, [m for m in near if m.kind != "demonym"])
    subjects = [g for g in groups if token.doc[g.root].dep_ in _SUBJECT]
    several = [g for g in subjects if _plural(g, table)]
    bodies = [g for g in subjects if table.actors[g.actors[0]].type == "organization"]
    for pool, reach in ((several, _NEAR), (bodies, _VERY_NEAR)):
        found = next((g for g in pool if token.i - g.root <= reach), None)
        if found is not None:
            return list(found.actors)
    return next((list(g.actors) for g in (*several, *groups) if _plural(g, table)), [])


def _plural(group: Group, table: ActorTable) -> bool:
    return len(group.actors) > 1 or table.actors[group.actors[0]].type == "group"


def _salience(token: Token, mention: Mention, table: ActorTable, said: Counter[int]) -> float:
    """How readily "it" is heard as this mention: near, a subject, named, often named, and no country."""
    index = mention.actors[0]
    return (
        _ROLES.get(token.doc[mention.head].dep_, 0.0)
        + _KINDS.get(mention.kind, 0.0)
        + 0.15 * min(said[index], 4)
        - (0.4 if table.actors[index].type == "country" else 0.0)
        - (token.i - mention.start) / 25
    )


def _thing(mention: Mention, table: ActorTable) -> bool:
    return (
        len(mention.actors) == 1
        and mention.person is None
        and table.actors[mention.actors[0]].type in ("organization", "country")
        and mention.kind not in ("demonym", "city")
    )
