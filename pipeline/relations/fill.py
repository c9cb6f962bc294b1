"""Fill the slots of an act: who, what, when, where, status, instrument, signatories, amounts, title."""

from pipeline.layers import Act, Filler
from pipeline.relations.accept import Scored
from pipeline.relations.amounts import find_amounts
from pipeline.relations.asked import Asked
from pipeline.relations.circumstance import nearby_dates, nearby_places
from pipeline.relations.context import View
from pipeline.relations.linear import LinearModel, model
from pipeline.relations.slots import attribution, evidence, in_force, own_date
from pipeline.relations.subject import phrases
from pipeline.relations.titles import find_title

_CONTENT_PLACE = 0.65
#: The dateline tells where the report was filed; only a sure scorer may take it for the place of the act.
_DATELINE_PLACE = 0.5


def fill(scored: Scored, ask: Asked, view: View, *, detail: bool = False) -> Act:
    """The act of a scored candidate with all slots but the parties; rejected candidates get slots only as a
    detail of an earlier act."""
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
        status="in_force" if in_force(candidate) else _best(status),
        instrument=_best(instrument),
        accepted=scored.accepted,
        detail=detail,
    )
    if not wanted:
        return act
    act.why["act"] = _reasons(model("act"), scored)
    act.subject = _subject(ask, view)
    act.title = find_title(candidate, view)
    _when(act, ask, view, status)
    _where(act, ask, view)
    if act.status == "proposed" and act.place is None and act.event is None:
        _speech_setting(act, scored, view)
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
    found = phrases(ask.candidate, view)
    if not found:
        return None
    p, (start, end, kind) = max(
        zip(ask.phrases(found), found, strict=True), key=lambda x: (x[0], -x[1][0], x[1][1])
    )
    return Filler(start, end, None, p, kind, view.doc[start:end].text)


def _when(act: Act, ask: Asked, view: View, status: dict[str, float]) -> None:
    scorer = ask.scorer("when")
    options: list[int | None] = list(nearby_dates(ask.candidate, view))
    own = own_date(view)
    if own is not None:
        options.append(None)
    if not options:
        return
    ranked = list(zip(ask.dates(options, status), options, strict=True))
    p, k = max(ranked, key=lambda x: (x[0], x[1] is not None, -(x[1] or 0)))
    if p < scorer.threshold:
        return
    if k is None and own is not None:
        edtf, at = own
        if at is None:
            act.when = Filler(0, 0, None, p, "the article's own date", edtf)
        else:
            a, b = view.date_tokens[at]
            act.when = Filler(a, b, at, p, "the dateline's date", edtf)
        act.when_basis = "dateline"
    elif k is not None:
        a, b = view.date_tokens[k]
        act.when = Filler(a, b, k, p, "date near the trigger", view.dates[k].edtf)
        line = view.doc._.source.dateline
        in_dateline = line is not None and line.start <= view.dates[k].start < line.end
        act.when_basis = "dateline" if in_dateline else "stated"


def _where(act: Act, ask: Asked, view: View) -> None:
    scorer = ask.scorer("where")
    place: tuple[float, int | None] | None = None
    event: tuple[float, int] | None = None
    near = nearby_places(ask.candidate, view)
    for k, p in zip(near, ask.places(list(near), act.status), strict=True):
        if _inside(view.ents[k].start, act.title):
            continue  # a place in the name of the instrument is not where it came about
        if _inside(view.ents[k].start, act.subject) and p < _CONTENT_PLACE:
            continue  # neither is a place in the content, unless the scorer is sure
        if view.ents[k].label_ == "EVENT":
            if event is None or p > event[0]:
                event = (p, k)
        elif place is None or p > place[0]:
            place = (p, k)
    line = view.doc._.source.dateline
    if line is not None and line.place:
        p = ask.places([None], act.status)[0]
        if place is None or p > place[0]:
            place = (p, None)
    if event is not None and event[0] >= scorer.extra.get("event", scorer.threshold):
        ent = view.ents[event[1]]
        act.event = Filler(
            ent.start, ent.end, event[1], event[0], "event near the trigger", ent._.canonical or ent.text
        )
    if place is not None and place[0] >= (
        _DATELINE_PLACE if _from_dateline(place[1], view) else scorer.threshold
    ):
        if place[1] is None:
            act.place = Filler(0, 0, None, place[0], "the dateline's place", line.place if line else "")
            act.place_basis = "dateline"
        else:
            ent = view.ents[place[1]]
            act.place = Filler(ent.start, ent.end, place[1], place[0], "place near the trigger", ent.text)


def _speech_setting(act: Act, scored: Scored, view: View) -> None:
    """A proposal is made where its speaker speaks: "Speaking at the summit in X, the president ..."."""
    here = scored.candidate.sent_index
    for index in (here, here + 1, here - 1):
        if not 0 <= index < len(view.sents):
            continue
        for token in view.sents[index]:
            if token.tag_ != "VBG" or token.lemma_.lower() not in ("speak", "address"):
                continue
            inside = {t.i for t in token.subtree}
            for k in view.ents_by_sent[index]:
                ent = view.ents[k]
                if ent.root.i not in inside:
                    continue
                if ent.label_ == "EVENT" and act.event is None:
                    act.event = Filler(
                        ent.start,
                        ent.end,
                        k,
                        0.5,
                        "rule: the speaker spoke there",
                        ent._.canonical or ent.text,
                    )
                elif (
                    ent.label_ in ("GPE", "LOC", "FAC")
                    and act.place is None
                    and view.doc[ent.start - 1].lower_ in ("in", "at")
                ):
                    act.place = Filler(ent.start, ent.end, k, 0.5, "rule: the speaker spoke there", ent.text)
            return


def _from_dateline(index: int | None, view: View) -> bool:
    line = view.doc._.source.dateline
    return index is None or bool(line and line.start <= view.ents[index].start_char < line.end)


def _inside(token: int, filler: Filler | None) -> bool:
    return filler is not None and filler.start <= token < filler.end
