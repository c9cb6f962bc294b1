"""From mentions to parties: an actor's mentions are pooled, then judged against the other actors."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pipeline.linear import Features, log_odds
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.party_features import is_reporter
from pipeline.relations.paths import Frame, first_conjunct, path_to

#: Probabilities nearer to 0 or 1 than this count as this.
_LEAST = 1e-4


@dataclass(slots=True)
class ActorScore:
    """An actor as a possible party: its best mention in the trigger's sentence and its best one nearby."""

    actor: int
    here: float = 0.0
    near: float = 0.0
    mention_here: int | None = None
    mention_near: int | None = None
    path: str = ""
    shift: int = 9

    @property
    def mention(self) -> int:
        """The mention that speaks most for the actor; the trigger's sentence goes first."""
        return self.mention_here if self.mention_here is not None else (self.mention_near or 0)


def pooled(
    candidate: Candidate, frame: Frame, view: View, probabilities: dict[int, float]
) -> list[ActorScore]:
    """Pool mention probabilities by actor, in order of first mention."""
    table: dict[int, ActorScore] = {}
    for k, p in probabilities.items():
        mention = view.mentions[k]
        shift = view.shift(mention.head, candidate.sent_index)
        for actor in mention.actors:
            score = table.setdefault(actor, ActorScore(actor))
            if shift == 0:
                if score.mention_here is None or p > score.here:
                    score.here, score.mention_here = p, k
                    score.path = path_to(view.doc[mention.head], frame)
            elif score.mention_near is None or p > score.near:
                score.near, score.mention_near, score.shift = p, k, shift
    return sorted(table.values(), key=lambda s: view.mentions[s.mention].start)


def choice_features(
    score: ActorScore, scores: list[ActorScore], candidate: Candidate, view: View, counts: Counter[int]
) -> Features:
    """Features of one actor among the actors of the act."""
    actor = view.actors[score.actor]
    others = [s for s in scores if s is not score]
    strong = [s for s in others if s.here >= 0.5]
    best_here = max((s.here for s in others), default=0.0)
    best_near = max((s.near for s in others if s.mention_here is None), default=0.0)
    cls = candidate.triggers[candidate.anchor.i].cls
    has = score.mention_here is not None
    tag = "h" if has else "n"
    n = min(len(strong), 3)
    rank = sum((s.here if has else s.near) > (score.here if has else score.near) for s in others)
    words = _words(actor.name)
    f: Features = {
        "here": score.here,
        f"near|{tag}": score.near,
        f"logit|{tag}": log_odds(score.here if has else score.near, least=_LEAST),
        f"has={tag}": 1.0,
        f"strong|{tag}={n}": 1.0,
        f"strong|cls|{tag}={n}|{cls}": 1.0,
        f"strong|{tag}|logit={n}": log_odds(score.here if has else score.near, least=_LEAST),
        f"best_here|{tag}": best_here,
        f"best_near|{tag}": best_near,
        f"rank|{tag}={min(rank, 5)}": 1.0,
        f"rank|strong|{tag}={min(rank, 3)}|{n}": 1.0,
        f"freq|{tag}={min(counts.get(score.actor, 1), 6)}": 1.0,
        f"type|{tag}={actor.type}": 1.0,
        f"akind|{tag}={actor.kind}": 1.0,
        f"type|cls|{tag}={actor.type}|{cls}": 1.0,
    }
    if has:
        kind = view.mentions[score.mention_here or 0].kind
        f[f"kind={kind}|{n}"] = 1.0
        f[f"path={'<'.join(score.path.split('<')[:2])}|{n}"] = 1.0
    else:
        f[f"shift={score.shift}|{n}"] = 1.0
        if candidate.sent_index in view.intro:
            f[f"item|shift={score.shift}|{n}"] = 1.0
        kind = view.mentions[score.mention_near or 0].kind
        f[f"nkind={kind}|{n}"] = 1.0
    if view.in_dateline(view.doc[view.mentions[score.mention].head].idx):
        f[f"in_dateline|{tag}"] = 1.0
    if is_reporter(actor.name):
        f[f"reporter|{tag}"] = 1.0
    if score.actor in view.of_actor and view.sent_of[view.mentions[view.of_actor[score.actor][0]].head] < 2:
        f[f"in_lead|{tag}|{n}"] = 1.0
    same = [s for s in strong if view.actors[s.actor].type == actor.type]
    f[f"same_type|{tag}={min(len(same), 2)}"] = 1.0
    for s in others:
        other = view.actors[s.actor]
        if s.here > score.here and words and words < _words(other.name):
            f[f"inside_other|{tag}"] = 1.0
        if (
            actor.type == "country"
            and other.type != "country"
            and other.country == actor.country
            and s.here > 0.4
        ):
            f[f"country_of_other|{tag}"] = 1.0
        if has and s.mention_here is not None and s.here > 0.4:
            a, b = view.mentions[score.mention_here or 0], view.mentions[s.mention_here]
            if a.start == b.start and a.end == b.end:
                f["same_mention"] = 1.0
            elif coordinated(view, a.head, b.head):
                f["coordinated_with_strong"] = 1.0
            elif nested(view, a.head, b.head):
                f[f"nested_in_strong|{b.kind}"] = 1.0
                f[f"nested_in_strong|{actor.type}|{other.type}"] = 1.0
            elif nested(view, b.head, a.head):
                f[f"holds_strong|{a.kind}"] = 1.0
                f[f"holds_strong|{actor.type}|{other.type}"] = 1.0
    if view.dateline is not None and actor.name == view.dateline.agency:
        f["agency"] = 1.0
    return f


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())


def nested(view: View, inner: int, outer: int) -> bool:
    """Whether one noun phrase stands inside the other: "Hungary's parliament", "the board of the bank"."""
    key = ("nested", inner, outer)
    if key not in view.related:
        view.related[key] = _nested(view, inner, outer)
    return view.related[key]


def _nested(view: View, inner: int, outer: int) -> bool:
    token = view.doc[inner]
    for _ in range(4):
        if (
            token.dep_ not in ("poss", "pobj", "prep", "compound", "amod", "nmod", "conj")
            or token.head.i == token.i
        ):
            return False
        if token.dep_ == "prep" and token.lower_ not in ("of", "for", "in", "from"):
            return False
        token = token.head
        if token.i == outer:
            return True
    return False


def coordinated(view: View, a: int, b: int) -> bool:
    """Whether two tokens are conjuncts of one coordination."""
    key = ("coordinated", a, b)
    if key not in view.related:
        view.related[key] = first_conjunct(view.doc[a]).i == first_conjunct(view.doc[b]).i
    return view.related[key]
