"""The spaCy component of the stage: candidates -> scored acts with filled slots."""

from collections import Counter

from spacy.tokens import Doc

from pipeline.layers import Act
from pipeline.relations.accept import Scored, score_candidates
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.documents import accept_listed, settle_listed
from pipeline.relations.fill import fill
from pipeline.relations.linear import model
from pipeline.relations.occasion import assign_settings
from pipeline.relations.parties import assign_parties
from pipeline.relations.repeats import mark_repeats
from pipeline.relations.said import no_act
from pipeline.relations.slots import points_back
from pipeline.relations.tidy import tidy_subject
from pipeline.relations.topic import assign_topics


class RelationsComponent:
    """Finds the acts of an article and fills their slots; writes ``doc._.acts``."""

    def __init__(self, *, profile: str = "accurate") -> None:
        if profile not in ("accurate", "fast"):
            raise ValueError(f"unknown profile {profile!r}: choose accurate or fast")
        self.profile = profile

    def __call__(self, doc: Doc) -> Doc:
        """Score every candidate; accepted ones get their slots, the others stay as considered."""
        candidates = find_candidates(doc)
        if not candidates:
            doc._.acts = []
            return doc
        seen = view(doc)
        counts = Counter(a for m in seen.mentions for a in m.actors)
        acts: list[Act] = []
        found, opinions = score_candidates(candidates, seen, profile=self.profile)
        for scored in found:
            scored.accepted = scored.accepted and not no_act(scored.candidate, seen)
        accept_listed(found)
        accepted: list[tuple[Act, Asked]] = []
        asks = [Asked(scored.candidate, seen, counts, opinions) for scored in found]
        Asked.together([a for a, s in zip(asks, found, strict=True) if s.accepted], opinions)
        for scored, ask in zip(found, asks, strict=True):
            act = fill(scored, ask, seen, detail=_is_detail(scored, accepted))
            acts.append(act)
            if act.accepted:
                accepted.append((act, ask))
            elif act.detail:
                assign_parties([(act, ask)], seen)
                assign_settings([(act, ask)], seen, far=False)
        assign_parties(accepted, seen)
        assign_settings(accepted, seen)
        assign_topics(accepted, seen)
        mark_repeats([act for act, _ in accepted], seen, model("repeats"))
        settle_listed(accepted, seen)
        for act, _ in accepted:
            tidy_subject(act, seen)
        doc._.acts = acts
        return doc


#: A refused act this likely, this many sentences after an accepted one, may hold details of it.
_DETAIL, _REACH = 0.08, 5


def _is_detail(scored: Scored, accepted: list[tuple[Act, Asked]]) -> bool:
    """Whether a refused candidate may add circumstances to the act before it: "The text was signed ..."."""
    if scored.accepted or scored.probability < _DETAIL or not accepted:
        return False
    near = scored.candidate.sent_index - accepted[-1][1].candidate.sent_index <= _REACH
    return near and points_back(scored.candidate)
