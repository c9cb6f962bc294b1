"""For whom somebody holds an office where the title does not tell: the home country, who is discussed."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.candidates import SUBJECT
from pipeline.mentions.groups import phrase_root
from pipeline.mentions.knowledge import nouns, office_of
from pipeline.mentions.reference import set_before
from pipeline.mentions.titles import Known

#: How many words before a name its title is looked for.
REACH = 12
#: Tokens before a person within which the subject is what is under discussion.
_DISCUSSED = 60
#: Words of these sorts end a title.
STOP_POS = {"VERB", "AUX"}


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


def other_side(
    ent: Span, table: ActorTable, at: dict[int, int], known: Known, home: int | None
) -> int | None:
    """The home country; of two ministers without a country who sign together, the second one's is the other
    of the two countries that were named together last."""
    first = ent.root.head if ent.root.dep_ == "conj" else None
    said = known.get(at[first.i]) if first is not None and first.i in at else None
    if said is None or said[0] != home:
        return home
    two = set_before(ent.doc, table, ent.sent.start, {"country"}, 2)
    return next((i for i in two if i != home), home) if home in two else home


def sorts_named(ent: Span) -> Sequence[str] | None:
    """The kinds of organisations to which a common noun with "'s" before the title, or one directly before
    it, points: "the bank's director X", "union president X"; empty where it is nobody's name ("the rebels'
    negotiator X"), None where there is no such noun or it means a country."""
    doc, sorts = ent.doc, nouns().definite
    if ent.start > 1 and office_of(doc[ent.start - 1]) and (beside := doc[ent.start - 2]).pos_ == "NOUN":
        kinds = sorts.get(beside.lemma_.lower(), ())
        if kinds and "country" not in kinds:
            return kinds
    for i in range(ent.start - 1, max(ent.sent.start, ent.start - REACH), -1):
        if doc[i].tag_ == "POS":
            kinds = sorts.get(doc[i - 1].lemma_.lower(), ())
            return None if "country" in kinds else kinds
        if doc[i].pos_ in STOP_POS:
            break
    return None


def recent_org(ent: Span, table: ActorTable, sorts: Sequence[str]) -> int | None:
    """The organisation under discussion: the last one that is a subject, else the last one named; of the
    first of ``sorts`` that there is, where they are told."""
    named = [
        m
        for m in table.before(ent.start)
        if m.kind == "name" and table.actors[m.actors[0]].type == "organization"
    ]
    if sorts:
        kinds = {table.actors[m.actors[0]].kind for m in named}
        wanted = next((sort for sort in sorts if sort in kinds), None)
        named = [m for m in named if table.actors[m.actors[0]].kind == wanted]
    near = (m for m in named if ent.start - m.start < _DISCUSSED)
    subject = next((m for m in near if phrase_root(ent.doc[m.head]).dep_ in SUBJECT), None)
    found = subject or next(iter(named), None)
    return found.actors[0] if found else None


def of_union(ent: Span, office: str, table: ActorTable) -> int | None:
    """The body of the European Union that a title means in an article about the Union: "Commission
    Vice-President X", "Energy Commissioner X"."""
    words = (office, *(t.lower_ for t in ent.doc[max(0, ent.start - 3) : ent.start] if t.text[:1].isupper()))
    name = next((nouns().union_bodies[w] for w in words if w in nouns().union_bodies), None)
    bodies = ("European Union", *nouns().union_bodies.values())
    if name is None or all(table.find(body) is None for body in bodies):
        return None
    return table.add(name, "organization", "body")
