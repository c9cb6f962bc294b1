"""What the words of a clause say outright of an act, whatever the scorers make of it: its status, or that it
is none.

The scorers have seen few of these turns, and each leaves no doubt: "came into force", "entered into talks",
"called on Kenya to end the deal", "without reforms Serbia cannot sign the treaty".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.verbs import main_verb

_FORCE = {("come", "force"), ("come", "effect"), ("enter", "force"), ("enter", "effect"), ("take", "effect")}
_NOT_YET = frozenset(
    {"will", "would", "shall", "may", "might", "could", "can", "should", "must", "to", "'ll", "’ll"}
)
_BEGIN = frozenset({"enter", "begin", "start", "open", "resume", "restart", "relaunch"})
_URGING = frozenset({"call", "call_on", "call_for", "call_upon", "urge", "ask", "ask_for", "demand", "press"})
_STOPPING = frozenset({"end", "reject", "dismiss"})
_FAILED = frozenset({"ended", "rejected"})
_OVER = frozenset({"end", "finish", "conclude", "close", "wrap_up", "complete", "wind_up"})
_MEETINGS = frozenset({"meeting", "summit", "session", "visit", "tour", "trip", "conference", "conversation"})
_CONDITIONS = frozenset({"if", "unless", "until"})


def plain_status(candidate: Candidate, status: str) -> str:
    """The status that the words of the clause say, else the given one of the scorer."""
    if _in_force(candidate):
        return "in_force"
    if _talks_begin(candidate) and status not in _FAILED:
        return "planned"
    if status in _FAILED and _urges_an_end(candidate):
        return "proposed"
    return status


def no_act(candidate: Candidate, view: View) -> bool:
    """Whether the words say that it is no act: one only supposed, a step of a career, a strike, the end of a
    meeting."""
    told = _only_supposed(candidate) or _career(candidate, view) or _strike(candidate)
    return told or _meeting_over(candidate)


def _only_supposed(candidate: Candidate) -> bool:
    """Whether the act is one that cannot be under some condition: "without reforms Serbia cannot sign it"."""
    verb = main_verb(candidate)
    if verb is None:
        return False
    words = [(c.dep_, c.lower_) for c in verb.children]
    if ("aux", "can") not in words or not any(dep == "neg" for dep, _ in words):
        return False
    return any(
        (c.dep_ == "prep" and c.lower_ == "without")
        or (c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in c.lefts))
        for c in verb.children
    )


def _meeting_over(candidate: Candidate) -> bool:
    """Whether what ended is no more than a meeting: "the ministers have finished their meeting"."""
    if any(t.lemma not in _OVER | _MEETINGS for t in candidate.triggers.values()):
        return False
    verb = main_verb(candidate)
    return verb is not None and any(c.dep_ == "dobj" and c.lemma_.lower() in _MEETINGS for c in verb.rights)


def _career(candidate: Candidate, view: View) -> bool:
    """Whether a person "joined the bank in 1992", told as part of a life."""
    published = view.doc._.source.published
    if published is None or [t.lemma for t in candidate.triggers.values()] != ["join"]:
        return False
    verb = candidate.anchor
    person = any(c.dep_ == "nsubj" and c.ent_type_ == "PERSON" for c in verb.lefts)
    years = [y.text for c in verb.rights if c.lower_ == "in" for y in c.rights if y.dep_ == "pobj"]
    return person and any(y.isdigit() and len(y) == 4 and int(y) < int(published[:4]) - 1 for y in years)


def _strike(candidate: Candidate) -> bool:
    """Whether people "walked out" with nothing that they walked out of."""
    if [t.lemma for t in candidate.triggers.values()] != ["walk_out"]:
        return False
    subtree = candidate.anchor.subtree
    return not any(t.lower_ in ("of", "from") and t.head.lower_ in ("out", "walked", "walk") for t in subtree)


def _talks_begin(candidate: Candidate) -> bool:
    """Whether somebody "entered into talks" or "opened negotiations", and does no more."""
    if any(candidate.triggers[t.i].cls in ("sign", "agree", "approve") for t in candidate.verbs):
        return False
    verb = main_verb(candidate)
    return (
        verb is not None
        and verb.lemma_.lower() in _BEGIN
        and any(
            candidate.triggers[t.i].cls == "talks" and t.lower_ not in ("meeting", "session", "summit")
            for t in candidate.nouns
        )
    )


def _urges_an_end(candidate: Candidate) -> bool:
    """Whether the end or refusal is what somebody asks for: "called on Kenya to end the deal"."""
    anchor = candidate.anchor
    return (
        anchor.pos_ == "VERB"
        and candidate.triggers[anchor.i].lemma in _URGING
        and not any(c.dep_ in ("neg", "auxpass") for c in anchor.children)
        and any(t.i > anchor.i and candidate.triggers[t.i].cls in _STOPPING for t in candidate.tokens)
    )


def _in_force(candidate: Candidate) -> bool:
    """Whether the act says in so many words that something "came into force" or "took effect"."""
    return any(_takes_force(verb) for verb in _verbs(candidate))


def _verbs(candidate: Candidate) -> Iterator[Token]:
    verbs = {t.i: t for t in (*candidate.verbs, candidate.gov, candidate.anchor) if t is not None}
    yield from verbs.values()


def _takes_force(verb: Token) -> bool:
    objects = {
        w.lemma_.lower()
        for c in verb.children
        for w in ((c,) if c.dep_ == "dobj" else c.children if c.lower_ in ("into", "in") else ())
    }
    open_ = any(c.dep_ in ("aux", "neg") and (c.dep_ == "neg" or c.lower_ in _NOT_YET) for c in verb.children)
    return not open_ and any((verb.lemma_.lower(), noun) in _FORCE for noun in objects)
