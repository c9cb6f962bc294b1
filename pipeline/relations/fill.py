"""Fill the slots that an act has to itself: what, status, instrument, amounts, title, evidence."""

from pipeline.layers import Act, Filler
from pipeline.linear import LinearModel
from pipeline.relations.accept import Scored
from pipeline.relations.amounts import find_amounts
from pipeline.relations.asked import Asked
from pipeline.relations.context import View
from pipeline.relations.linear import model
from pipeline.relations.said import plain_status
from pipeline.relations.slots import attribution, evidence
from pipeline.relations.titles import find_title


def fill(scored: Scored, ask: Asked, view: View, *, detail: bool = False) -> Act:
    """The act of a scored candidate without parties and setting, which are chosen among all acts; rejected
    candidates get slots only as a detail of an earlier act."""
    candidate = scored.candidate
    wanted = scored.accepted or detail
    status = ask.scorer("status").probabilities(scored.features) if wanted else {}
    instrument = ask.scorer("instrument").probabilities(scored.features) if wanted else {}
    act = Act(
        anchor=candidate.anchor.i,
        trigger=[t.i for t in candidate.tokens],
        pattern=candidate.pattern,
        sentences=[[candidate.sent.start, candidate.sent.end]],
        score=scored.probability,
        status=plain_status(candidate, _best(status)),
        instrument=_best(instrument),
        accepted=scored.accepted,
        detail=detail,
    )
    if not wanted:
        return act
    act.why["act"] = _reasons(model("act"), scored)
    ask.status = status
    act.subject = _subject(ask, view)
    act.title = find_title(candidate, view)
    act.amounts = find_amounts(candidate, view)
    act.attribution = attribution(candidate, view)
    act.sentences = evidence(candidate, view)
    act.why["status"] = f"{act.status} {status.get(act.status, 0.0):.2f}"
    act.why["instrument"] = f"{act.instrument} {instrument[act.instrument]:.2f}"
    return act


def _best(probabilities: dict[str, float]) -> str:
    """The likeliest class; nothing for a refused act, which nobody asks about."""
    return max(probabilities, key=lambda k: (probabilities[k], k), default="")


def _reasons(scorer: LinearModel, scored: Scored) -> str:
    return ", ".join(f"{name} {weight:+.2f}" for name, weight in scorer.reasons(scored.features))


def _subject(ask: Asked, view: View) -> Filler | None:
    if not ask.phrases:
        return None
    ask.phrases_judged = list(zip(ask.subjects(), ask.phrases, strict=True))
    p, (start, end, kind) = max(ask.phrases_judged, key=lambda x: (x[0], -x[1][0], x[1][1]))
    return Filler(start, end, None, p, kind, view.doc[start:end].text)
