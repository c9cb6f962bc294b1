"""Features of a mention as a party (or signatory) of a candidate act."""

import json
from functools import cache, lru_cache
from importlib.resources import files

from spacy.tokens import Token

from pipeline.linear import Features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.paths import Frame, first_conjunct, path_to, reached

#: How a name may depend on a noun without a preposition: "Renault's stake", "the Renault board", "the maker
#: Renault".
_INSIDE = ("poss", "compound", "nmod", "amod", "appos")

#: How many sentences before and after the trigger may still name a party.
REACH = 2


@cache
def _reporters() -> frozenset[str]:
    text = files("pipeline.relations").joinpath("data", "agencies.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["words"])


@lru_cache(maxsize=4096)
def is_reporter(name: str) -> bool:
    """Whether a name looks like that of a news agency, paper or broadcaster."""
    return any(word in _reporters() for word in name.casefold().replace("-", " ").split())


def nearby_mentions(candidate: Candidate, view: View) -> list[int]:
    """Indices of the mentions in the sentences around a candidate, nearest sentence first."""
    return [m for s in view.around(candidate.sent_index, reach=REACH) for m in view.by_sent[s]]


def party_features(
    candidate: Candidate, frame: Frame, view: View, index: int, counts: dict[int, int]
) -> Features:
    """Features of one mention; ``counts`` says how often each actor is mentioned in the article."""
    mention = view.mentions[index]
    actor = view.actors[mention.actors[0]]
    token = view.doc[mention.head]
    top = candidate.triggers[candidate.anchor.i]
    cls = top.cls
    shift = view.shift(mention.head, candidate.sent_index)
    if index not in view.portraits:
        view.portraits[index] = _portrait(view, index, counts)
    portrait, folded, held, in_lead = view.portraits[index]
    f: Features = {f"shift={shift}": 1.0, f"cls={cls}|{actor.type}": 1.0, **portrait}
    if held:
        f[f"held|cls={held}|{cls}"] = 1.0
    if in_lead:
        f[f"in_lead|{'here' if shift == 0 else 'near'}"] = 1.0
    if view.intro.get(candidate.sent_index) == view.sent_of[mention.head]:
        f["intro"] = 1.0
        f[f"intro|dep={folded.dep_}"] = 1.0
        f[f"intro|type={actor.type}"] = 1.0
    elif shift != 0 and candidate.sent_index in view.intro:
        f["other_item"] = 1.0
    if shift != 0:
        f[f"shift|kind={shift}|{mention.kind}"] = 1.0
        f[f"shift|dep={shift}|{folded.dep_}"] = 1.0
        f[f"shift|cls={shift}|{cls}"] = 1.0
        f[f"shift|type={shift}|{actor.type}"] = 1.0
        if not view.by_sent[candidate.sent_index]:
            f[f"alone|shift={shift}"] = 1.0
        f[f"nhere={min(len(view.by_sent[candidate.sent_index]), 3)}|{shift}"] = 1.0
        return f
    path = path_to(token, frame)
    near = "<".join(path.split("<")[:2])
    f[f"path={path}"] = 1.0
    f[f"near={near}"] = 1.0
    f[f"last={path.rsplit('<', 1)[-1]}"] = 1.0
    f[f"path|cls={path}|{cls}"] = 1.0
    f[f"path|lemma={path}|{top.lemma}"] = 1.0
    f[f"path|type={path}|{actor.type}"] = 1.0
    f[f"path|kind={path}|{mention.kind}"] = 1.0
    f[f"dep={folded.dep_}|{mention.kind}"] = 1.0
    at = reached(token, frame)
    meets = candidate.triggers.get(at) if at is not None else None
    where = "top" if at == candidate.anchor.i else "gov" if meets is None else meets.cls
    f[f"at={where}|{near}"] = 1.0
    f[f"at|cls={where}|{cls}|{near}"] = 1.0
    if meets is not None and at != candidate.anchor.i:
        f[f"inner|lemma={meets.lemma}|{near}"] = 1.0
    f[f"len={path.count('<')}"] = 1.0
    distance = mention.head - candidate.anchor.i
    f[f"side={'before' if distance < 0 else 'after'}|{cls}"] = 1.0
    f[f"dist={min(abs(distance) // 4, 6)}|{'b' if distance < 0 else 'a'}"] = 1.0
    f[f"nhere={min(len(view.by_sent[candidate.sent_index]), 6)}"] = 1.0
    if mention.start > candidate.sent.start:
        f[f"before_word={view.doc[mention.start - 1].lower_}"] = 1.0
    if mention.end < candidate.sent.end:
        f[f"after_word={view.doc[mention.end].lower_}"] = 1.0
    for verb in candidate.verbs[:1]:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        f[f"path|voice={near}|{'pass' if passive else 'act'}|{cls}"] = 1.0
    if token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children):
        f["coordinated"] = 1.0
        f[f"coordinated|near={near}"] = 1.0
    first = min(view.by_sent[candidate.sent_index], key=lambda m: view.mentions[m].start)
    if index == first:
        f[f"first|cls={cls}"] = 1.0
    if any(c.dep_ == "appos" for c in token.children) or token.dep_ == "appos":
        f["appos"] = 1.0
    return f


def _portrait(view: View, index: int, counts: dict[int, int]) -> tuple[Features, Token, str, bool]:
    """What is the same for every act: features of a mention, its first conjunct, its holder, whether the lead
    names its actor."""
    mention = view.mentions[index]
    actor = view.actors[mention.actors[0]]
    token = view.doc[mention.head]
    f: Features = {
        f"kind={mention.kind}": 1.0,
        f"type={actor.type}": 1.0,
        f"akind={actor.kind}": 1.0,
        f"office={mention.office}" if mention.office else "no_office": 1.0,
        f"many={min(len(mention.actors), 3)}": 1.0,
        f"freq={min(counts.get(mention.actors[0], 1), 6)}": 1.0,
        f"rank={min(mention.actors[0], 5)}": 1.0,
    }
    if view.in_dateline(token.idx):
        f["in_dateline"] = 1.0
        f[f"in_dateline|{actor.type}"] = 1.0
    if mention.person is not None:
        f["via_person"] = 1.0
    folded = first_conjunct(token)
    if folded.dep_ in ("nsubj", "nsubjpass") or (folded.dep_ == "pobj" and folded.head.dep_ == "agent"):
        verb = folded.head.head if folded.head.dep_ == "agent" else folded.head
        f[f"subj_of={verb.lemma_.lower()}"] = 1.0
        f[f"subj_of|type={verb.lemma_.lower()}|{actor.type}"] = 1.0
    held = _held_by(folded)
    if held:
        f[f"held={held}"] = 1.0
        f[f"held|type={held}|{actor.type}"] = 1.0
    if is_reporter(actor.name):
        f["reporter"] = 1.0
        f[f"reporter|dep={folded.dep_}"] = 1.0
    places = view.of_actor.get(mention.actors[0], ())
    return f, folded, held, any(view.sent_of[view.mentions[k].head] < 2 for k in places)


def _held_by(token: Token) -> str:
    """The noun that a mention depends on, and by what: "in stake", "of member", "poss unit"; or nothing."""
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        link, noun = token.head.lower_, token.head.head
    elif token.dep_ in _INSIDE:
        link, noun = token.dep_, token.head
    else:
        return ""
    return f"{link} {noun.lemma_.lower()}" if noun.pos_ == "NOUN" else ""
