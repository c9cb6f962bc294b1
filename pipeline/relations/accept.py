"""Which candidates are acts: a first model on each candidate, a second on how it stands among the others."""

from collections import defaultdict
from dataclasses import dataclass

from pipeline.linear import Features, log_odds
from pipeline.relations.act_features import act_features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.linear import model
from pipeline.relations.opinions import Kinds, Opinions, shipped

#: Probabilities nearer to 0 or 1 than this count as this.
_LEAST = 1e-4


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


def second_pass(candidates: list[Candidate], first: list[float]) -> list[Features]:
    """How each candidate stands among the others: rank in its sentence, rivals around it, repetition."""
    by_sent: dict[int, list[int]] = defaultdict(list)
    for k, candidate in enumerate(candidates):
        by_sent[candidate.sent_index].append(k)
    strongest, expected = max(first, default=0.0), min(6.0, sum(first)) / 6.0
    earlier_max, previous = 0.0, 0.0
    last = -9
    said: dict[str, float] = {}  # noun lemma -> best first probability in earlier sentences
    out: list[Features] = [{} for _ in candidates]
    for sent, members in sorted(by_sent.items()):
        before = previous if sent == last + 1 else 0.0
        for k in members:
            features = _among(k, members, candidates, first)
            nouns = {t.lemma_.lower() for t in candidates[k].nouns}
            repeated = max((said.get(n, 0.0) for n in nouns), default=0.0)
            definite = any(
                c.lower_ in ("the", "this", "that", "these")
                for t in candidates[k].nouns
                for c in t.children
                if c.dep_ == "det"
            )
            features.update(
                {
                    "repeated": repeated,
                    "repeated_definite": repeated if definite else 0.0,
                    f"definite={definite}": 1.0,
                    "strongest": strongest,
                    "ratio": first[k] / max(strongest, 1e-6),
                    "expected": expected,
                    "previous": before,
                    "earlier_max": earlier_max,
                    f"first_in_doc={earlier_max == 0.0}": 1.0,
                }
            )
            out[k] = features
        previous, last = max(first[k] for k in members), sent
        earlier_max = max(earlier_max, previous)
        for k in members:
            for token in candidates[k].nouns:
                lemma = token.lemma_.lower()
                said[lemma] = max(said.get(lemma, 0.0), first[k])
    return out


def _among(index: int, members: list[int], candidates: list[Candidate], first: list[float]) -> Features:
    candidate, p = candidates[index], first[index]
    rivals = [k for k in members if k != index]
    best = max((first[k] for k in rivals), default=0.0)
    above_ids = {t.i for t in candidate.anchor.ancestors}
    above = max((first[k] for k in rivals if candidates[k].anchor.i in above_ids), default=0.0)
    below = max((first[k] for k in rivals if candidate.anchor.is_ancestor(candidates[k].anchor)), default=0.0)
    return {
        "logit": log_odds(p, least=_LEAST),
        "best_rival": best,
        "p_minus_best": p - best,
        f"rank={min(sum(first[k] > p for k in rivals), 3)}": 1.0,
        "above": above,
        "below": below,
        "conj": float(candidate.conj_of is not None),
    }


#: A sentence is worth the encoder's time when its best candidate has at least this first probability. On 212
#: pack articles, 93 written ones and 47 of trade journals that nothing had seen, 0.25 gives RECORD SCOREs of
#: 0.653, 0.773 and 0.747, 0.35 (a twentieth less to read on the bundled corpus) 0.624, 0.770 and 0.749, 0.5
#: 0.609, 0.765 and 0.741 (six layers of MPNet); less than 0.25 brought nothing with the encoder before it.
WORTH = 0.25


def encoder_features(index: int, candidates: list[Candidate], said: list[Kinds | None]) -> Features:
    """What the encoder adds to the second pass: its log odds, alone and against the sentence's rivals."""
    own = said[index]
    if own is None:
        return {"enc_none": 1.0}
    rivals = [x.act for k in _same_sentence(index, candidates) if (x := said[k]) is not None]
    best = max(rivals, default=-6.0)
    rank = min(sum(x > own.act for x in rivals), 2)
    logit = max(-6.0, min(6.0, own.act))
    return {
        "enc": logit,
        f"enc|rank={rank}": logit,
        f"enc_high|rank={rank}": float(logit > 0.0),
        "enc_rival": max(-6.0, min(6.0, best)),
        f"enc_alone={not rivals}": logit,
    }


def _same_sentence(index: int, candidates: list[Candidate]) -> list[int]:
    """The other candidates of the sentence; candidates stand in text order, so they are neighbours."""
    here, out = candidates[index].sent_index, []
    for step in (-1, 1):
        k = index + step
        while 0 <= k < len(candidates) and candidates[k].sent_index == here:
            out.append(k)
            k += step
    return out


def kind_features(said: Kinds | None) -> Features:
    """The encoder's opinion of status and instrument, as log probabilities."""
    if said is None:
        return {}
    f = {f"enc_s={k}": max(-5.0, p) + 5.0 for k, p in said.status.items()}
    f.update({f"enc_i={k}": max(-5.0, p) + 5.0 for k, p in said.instrument.items()})
    return f


def worth_encoding(candidates: list[Candidate], first: list[float]) -> list[int]:
    """Sentences that the encoder shall read."""
    return sorted({c.sent_index for c, p in zip(candidates, first, strict=True) if p >= WORTH})


def score_candidates(
    candidates: list[Candidate], view: View, *, profile: str
) -> tuple[list[Scored], Opinions | None]:
    """Score all candidates of an article; the accurate profile asks the encoder and returns what it said."""
    accurate = profile == "accurate"
    one, two = model("act"), model("act2" if accurate else "act2_fast")
    features = candidate_features(candidates, view)
    first = [one.probability(f) for f in features]
    opinions = read(view, candidates, worth_encoding(candidates, first)) if accurate else None
    if opinions:
        opinions.judge(candidates)
    said = [opinions.of(c) if opinions else None for c in candidates]
    out = []
    for index, (candidate, second) in enumerate(zip(candidates, second_pass(candidates, first), strict=True)):
        if accurate:
            second.update(encoder_features(index, candidates, said))
            features[index].update(kind_features(said[index]))
        p = two.probability(second)
        out.append(Scored(candidate, features[index], first[index], p, p >= two.threshold))
    return out, opinions


def read(view: View, candidates: list[Candidate], wanted: list[int]) -> Opinions:
    """Have the shipped encoder read the wanted sentences."""
    encoder, heads = shipped()
    return Opinions(encoder.read(view, candidates, wanted), heads)
