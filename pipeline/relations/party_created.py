"""What an act sets up is no party to it; whose body it is may be."""

import re

from spacy.tokens import Token

from pipeline.relations.asked import Asked
from pipeline.relations.context import View
from pipeline.relations.party_joint import Ranked

#: Before a place these tell where a body stands that an act sets up.
_SEATED = frozenset({"in", "at", "near"})


def without_created(chosen: Ranked, ranked: Ranked, ask: Asked, view: View) -> Ranked:
    """The body that an act sets up is no party to it; whose body it is may be ("the Centre of X").

    Where nobody else was chosen the likeliest of the others is.
    """
    return _not_created(chosen, ask, view) or _not_created(ranked, ask, view)[:1] or chosen


def _not_created(chosen: Ranked, ask: Asked, view: View) -> Ranked:
    """The actors without those that the act sets up, for each of which its owner comes in."""
    created = {t.i: t for t in _created(ask)}
    words = [t for t in created.values() if t.text[:1].isupper()]
    made = {
        a
        for m in view.mentions
        if m.head in created and (created[m.head] in words or m.kind == "body")
        for a in m.actors
    }
    named = {_spelt(t.text) for t in words}
    seats = {t.i for word in words for p in word.rights if p.lower_ in _SEATED for t in p.children}
    hosts = {a for m in view.mentions if m.head in seats for a in m.actors}
    out: Ranked = []
    for p, actor in chosen:
        name = view.actors[actor].name
        if actor in hosts:
            continue  # "the Center in Chile": where it stands
        if actor not in made and not named & {_spelt(word) for word in name.split()}:
            out.append((p, actor))
            continue
        _, *whole = re.split(r" (?:of|for) (?:the )?", name, maxsplit=1)
        if not whole and actor not in made:
            out.append((p, actor))  # another body, with a word in common
            continue
        owner = next(
            (k for k in view.of_actor if {*whole} & {view.actors[k].name, *view.actors[k].aliases}), None
        )
        if owner is not None and owner not in {a for _, a in out}:
            out.append((p, owner))
    return out


def _spelt(word: str) -> str:
    """One spelling for a word that has two: "Centre" and "Center"."""
    return word.casefold().replace("centre", "center").replace("organisation", "organization")


def _created(ask: Asked) -> list[Token]:
    """What the act sets up: the object of "establish", "create", "inaugurate" and their like."""
    return [
        child
        for token in ask.candidate.verbs
        if ask.candidate.triggers[token.i].cls == "establish"
        for child in token.children
        if child.dep_ in ("dobj", "nsubjpass")
    ]
