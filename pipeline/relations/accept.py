"""Which candidates are acts: a first model on each candidate, a second on how it stands among the others."""

import math
from collections import defaultdict
from dataclasses import dataclass

from pipeline.relations.act_features import act_features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.linear import Features, model


@dataclass(slots=True)
class Scored:
    """A candidate with its features, its probability of being an act, and whether that is enough."""

    candidate: Candidate
    features: Features
    first: float
    probability: float
    accepted: bool


def candidate_features(candidates: list[Candidate], view: View) -> list[Features]:
    """First-pass features of all candidates of an article, in order."""
    by_sent: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_sent[candidate.sent_index].append(candidate)
    seen: set[str] = set()
    out = []
    for candidate in candidates:
        out.append(act_features(candidate, view, by_sent[candidate.sent_index], seen))
        seen |= {t.lemma_.lower() for t in candidate.nouns}
    return out


def second_features(index: int, candidates: list[Candidate], first: list[float]) -> Features:
    """How a candidate stands among the others: rank in its sentence, rivals above and below, repetition."""
    candidate, p = candidates[index], first[index]
    rivals = [k for k, c in enumerate(candidates) if c.sent_index == candidate.sent_index and k != index]
    best = max((first[k] for k in rivals), default=0.0)
    above_ids = {t.i for t in candidate.anchor.ancestors}
    above = max((first[k] for k in rivals if candidates[k].anchor.i in above_ids), default=0.0)
    below = max((first[k] for k in rivals if candidate.anchor.i in {t.i for t in candidates[k].anchor.ancestors}), default=0.0)
    nouns = {t.lemma_.lower() for t in candidate.nouns}
    earlier = [k for k in range(index) if candidates[k].sent_index < candidate.sent_index]
    repeated = max((first[k] for k in earlier if nouns & {t.lemma_.lower() for t in candidates[k].nouns}), default=0.0)
    strongest = max(first)
    logit = math.log(max(1e-6, p) / max(1e-6, 1 - p))
    definite = any(c.lower_ in ("the", "this", "that", "these") for t in candidate.nouns for c in t.children if c.dep_ == "det")
    rank = sum(first[k] > p for k in rivals)
    return {
        "logit": logit,
        "best_rival": best,
        "p_minus_best": p - best,
        f"rank={min(rank, 3)}": 1.0,
        "above": above,
        "below": below,
        "repeated": repeated,
        "repeated_definite": repeated if definite else 0.0,
        f"definite={definite}": 1.0,
        "strongest": strongest,
        "ratio": p / max(strongest, 1e-6),
        "expected": min(6.0, sum(first)) / 6.0,
        "previous": max((first[k] for k in range(index) if candidates[k].sent_index == candidate.sent_index - 1), default=0.0),
        "earlier_max": max((first[k] for k in earlier), default=0.0),
        f"first_in_doc={not earlier}": 1.0,
        "conj": float(candidate.conj_of is not None),
    }


def score_candidates(candidates: list[Candidate], view: View) -> list[Scored]:
    """Score all candidates of an article."""
    one, two = model("act"), model("act2")
    features = candidate_features(candidates, view)
    first = [one.probability(f) for f in features]
    out = []
    for index, candidate in enumerate(candidates):
        p = two.probability(second_features(index, candidates, first))
        out.append(Scored(candidate, features[index], first[index], p, p >= two.threshold))
    return out
