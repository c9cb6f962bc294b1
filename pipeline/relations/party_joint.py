"""Parties of all acts of an article together.

Each act first judges its actors alone (``party_choice``). Here every judgement is seen beside those of the
act's other actors and of the article's other acts: members of one plural or coordination stand or fall
together, a body and its owner are one party, and an act that names nobody ("It expired last year") takes up
the parties of its neighbours.
"""

from dataclasses import dataclass, field

from pipeline.linear import Features, log_odds
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.party_choice import ActorScore, coordinated, nested

#: (probability, actor), the likeliest first.
Ranked = list[tuple[float, int]]

#: Probabilities nearer to 0 or 1 than this count as this.
BOUND = 1e-3

#: An actor this likely in another act is thought of where it is not named.
_STRONG = 0.5
#: An actor less likely than this when the act is judged alone is not thought of again.
_SLIGHT = 0.01
_ANAPHORS = frozenset(
    {"it", "they", "both", "this", "that", "these", "those", "two", "three", "its", "their"}
)


@dataclass(slots=True)
class Slate:
    """The actors of one act with the probability that each is a party: ``alone`` judged for this act alone,
    ``together`` what the other acts go by, which the first round of the joint choice improves."""

    candidate: Candidate
    scores: list[ActorScore]
    alone: dict[int, float] = field(default_factory=dict)
    together: dict[int, float] = field(default_factory=dict)
    by_actor: dict[int, ActorScore] = field(default_factory=dict)
    anaphoric: bool = False
    in_sentence: dict[int, list[ActorScore]] = field(default_factory=dict)

    def put(self, probabilities: list[float]) -> None:
        """Set the probabilities of the scores, in their order."""
        self.alone = {s.actor: p for s, p in zip(self.scores, probabilities, strict=True)}
        self.together = self.alone
        self.by_actor = {s.actor: s for s in self.scores}
        self.anaphoric = _anaphoric(self.candidate)

    def place(self, actor: int) -> str:
        """Where an actor is named: "here" in the act's sentence, "near" around it, "far" in other acts."""
        own = self.by_actor.get(actor)
        return "far" if own is None else "here" if own.mention_here is not None else "near"


def actors_of(index: int, slates: list[Slate]) -> list[int]:
    """Whom an act may have as parties: those named around it, and the likely parties of the other acts."""
    out = [s.actor for s in slates[index].scores if slates[index].alone[s.actor] >= _SLIGHT]
    for k in sorted(range(len(slates)), key=lambda k: (abs(k - index), k)):
        for actor, p in slates[k].together.items():
            if p >= _STRONG and actor not in out:
                out.append(actor)
    return out


def joint_features(index: int, actor: int, slates: list[Slate], view: View) -> Features:
    """Features of an actor as a party of an act among all acts of the article."""
    slate = slates[index]
    own = slate.by_actor.get(actor)
    p = slate.alone.get(actor, 0.02)
    place = slate.place(actor)
    ranked = sorted(slate.alone.values(), reverse=True)
    top = ranked[0] if ranked else 0.0
    sure = min(sum(x >= _STRONG for a, x in slate.alone.items() if a != actor), 3)
    named = min(sum(s.mention_here is not None for s in slate.scores), 3)
    z = log_odds(p, least=BOUND)
    f: Features = {
        f"z|{place}": z,
        f"place={place}|sure={sure}": 1.0,
        f"place={place}|named={named}": 1.0,
        f"rank={min(sum(x > p for x in ranked), 4)}|{place}": 1.0,
        f"gap|{place}": top - p,
        f"type={view.actors[actor].type}|{place}|{sure}": 1.0,
        f"sure={sure}|cls={slate.candidate.triggers[slate.candidate.anchor.i].cls}": 1.0,
    }
    _neighbours(f, index, actor, slates, f"{place}|{sure}")
    if slate.anaphoric:
        f[f"anaphor|{place}|{sure}"] = 1.0
        f[f"anaphor|{place}|before"] = _before(index, actor, slates)
    if own is not None:
        _mates(f, own, slate, view, place)
    return f


def _neighbours(f: Features, index: int, actor: int, slates: list[Slate], where: str) -> None:
    others = [s.together.get(actor, 0.0) for k, s in enumerate(slates) if k != index]
    if not others:
        f[f"lone|{where}"] = 1.0
        return
    before, after = slates[:index], slates[index + 1 :]
    here = slates[index].candidate.sent_index
    f[f"before|{where}"] = before[-1].together.get(actor, 0.0) if before else 0.0
    f[f"after|{where}"] = after[0].together.get(actor, 0.0) if after else 0.0
    f[f"most|{where}"] = max(others)
    f[f"mean|{where}"] = sum(others) / len(others)
    f[f"first|{where}"] = slates[0].together.get(actor, 0.0) if index else 0.0
    if before and before[-1].candidate.sent_index >= here - 1:
        f[f"close_before|{where}"] = before[-1].together.get(actor, 0.0)
    if any(s.candidate.sent_index == here for k, s in enumerate(slates) if k != index):
        same = [
            s.together.get(actor, 0.0)
            for k, s in enumerate(slates)
            if k != index and s.candidate.sent_index == here
        ]
        f[f"same_sentence|{where}"] = max(same)


def _before(index: int, actor: int, slates: list[Slate]) -> float:
    return slates[index - 1].together.get(actor, 0.0) if index else 0.0


def _mates(f: Features, own: ActorScore, slate: Slate, view: View, place: str) -> None:
    """How likely those are that share the actor's mention, are coordinated with it, hold it or lie in it."""
    mention = view.mentions[own.mention]
    plural, row, inside, around = [], [], [], []
    if not slate.in_sentence:
        for one in slate.scores:
            slate.in_sentence.setdefault(view.sent_of[view.mentions[one.mention].head], []).append(one)
    for other in slate.in_sentence[view.sent_of[mention.head]]:
        if other.actor == own.actor:
            continue
        there = view.mentions[other.mention]
        p = slate.alone[other.actor]
        if other.mention == own.mention or (there.start, there.end) == (mention.start, mention.end):
            if len(mention.actors) > 1 and other.actor in mention.actors:
                plural.append(p)
        elif coordinated(view, mention.head, there.head):
            row.append(p)
        elif nested(view, mention.head, there.head):
            inside.append((p, there.kind, view.actors[other.actor].type))
        elif nested(view, there.head, mention.head):
            around.append((p, mention.kind, view.actors[own.actor].type))
    for name, found in (("plural", plural), ("row", row)):
        if found:
            f[f"{name}_most|{place}"] = max(found)
            f[f"{name}_mean|{place}"] = sum(found) / len(found)
            f[f"{name}|{place}"] = 1.0
    for name, pairs in (("inside", inside), ("around", around)):
        if pairs:
            p, kind, type_ = max(pairs)
            f[f"{name}|{kind}|{type_}"] = p
            f[f"{name}_sure|{place}"] = float(p >= _STRONG)
            f[f"{name}_beats"] = float(p > slate.alone[own.actor])


def _anaphoric(candidate: Candidate) -> bool:
    """Whether the act points back: a pronoun or "the two" among the dependents of its words."""
    words = [*candidate.tokens, *([candidate.gov] if candidate.gov is not None else [])]
    for token in words:
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "poss") and child.lower_ in _ANAPHORS:
                return True
            if (
                child.dep_ == "det"
                and child.lower_ in ("the", "this", "that", "these")
                and token.pos_ == "NOUN"
            ):
                return True
    return False
