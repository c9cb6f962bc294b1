"""Fill the slots of an act: who, what, when, where, status, instrument, signatories, amounts, title."""

from collections import Counter

from pipeline.layers import Act, Filler
from pipeline.relations.accept import Scored
from pipeline.relations.amounts import find_amounts
from pipeline.relations.asked import Asked
from pipeline.relations.circumstance import nearby_dates, nearby_places
from pipeline.relations.context import View
from pipeline.relations.linear import LinearModel, model
from pipeline.relations.opinions import Opinions
from pipeline.relations.party_choice import choice_features, pooled
from pipeline.relations.party_features import nearby_mentions
from pipeline.relations.paths import Frame, path_to
from pipeline.relations.slots import attribution, evidence, own_date
from pipeline.relations.subject import phrases
from pipeline.relations.titles import find_title

_CONTENT_PLACE = 0.65
#: The dateline tells where the report was filed; only a sure scorer may take it for the place of the act.
_DATELINE_PLACE = 0.5


def fill(scored: Scored, view: View, counts: Counter[int], opinions: Opinions | None) -> Act:
    """The act of a scored candidate; rejected candidates get no slots. Without opinions: the fast profile."""
    candidate = scored.candidate
    ask = Asked(candidate, view, counts, opinions)
    status = ask.scorer("status").probabilities(scored.features)
    instrument = ask.scorer("instrument").probabilities(scored.features)
    act = Act(
        anchor=candidate.anchor.i,
        trigger=[t.i for t in candidate.tokens],
        pattern=candidate.pattern,
        sentences=[[candidate.sent.start, candidate.sent.end]],
        score=scored.probability,
        status=_best(status),
        instrument=_best(instrument),
        accepted=scored.accepted,
    )
    act.why["act"] = _reasons(model("act"), scored)
    if not scored.accepted:
        return act
    _parties(act, scored, ask, view)
    act.subject = _subject(ask, view)
    act.title = find_title(candidate, view)
    _when(act, ask, view, status)
    _where(act, ask, view)
    if act.status == "proposed" and act.place is None and act.event is None:
        _speech_setting(act, scored, view)
    act.amounts = find_amounts(candidate, view)
    act.attribution = attribution(candidate, view)
    act.sentences = evidence(candidate, view)
    act.why["status"] = f"{act.status} {status[act.status]:.2f}"
    act.why["instrument"] = f"{act.instrument} {instrument[act.instrument]:.2f}"
    return act


def _best(probabilities: dict[str, float]) -> str:
    return max(probabilities, key=lambda k: (probabilities[k], k))


def _reasons(scorer: LinearModel, scored: Scored) -> str:
    return ", ".join(f"{name} {weight:+.2f}" for name, weight in scorer.reasons(scored.features))


def _parties(act: Act, scored: Scored, ask: Asked, view: View) -> None:
    candidate = scored.candidate
    chooser, proposer = ask.scorer("party2"), ask.scorer("proposer")
    mentions = nearby_mentions(candidate, view)
    scores = pooled(
        candidate, ask.frame, view, dict(zip(mentions, ask.mentions("party", mentions), strict=True))
    )
    ranked = sorted(
        ((chooser.probability(choice_features(s, scores, candidate, view, ask.counts)), s) for s in scores),
        key=lambda x: (-x[0], view.mentions[x[1].mention].start),
    )
    chosen = [x for x in ranked if x[0] >= chooser.threshold] or ranked[:1]
    fillers = []
    for p, score in chosen:
        mention = view.mentions[score.mention]
        link = score.path if score.mention_here is not None else f"{score.shift:+d} sentence"
        why = f"{mention.kind}, {link}"
        fillers.append(Filler(mention.start, mention.end, score.actor, p, why))
        proposed = act.status == "proposed"
        if proposed and ask.mentions("proposer", [score.mention])[0] >= proposer.threshold:
            act.proposers.append(score.actor)
    fillers = _one_decider(act, _one_reading(fillers, view))
    fillers += (
        _addressees(act, scored, ask.frame, view, {f.ref for f in fillers})
        if act.status == "proposed"
        else []
    )
    act.parties = sorted(_without_repeats(fillers, view), key=lambda x: x.start)
    act.considered = [
        f"{view.actors[s.actor].name} {p:.2f}" for p, s in ranked[len(chosen) : len(chosen) + 6]
    ]
    _signatories(act, ask, view, mentions)


def _one_reading(fillers: list[Filler], view: View) -> list[Filler]:
    """An office holder counts once: as the country for a public office, else by the likelier reading."""
    by_span: dict[tuple[int, int], list[Filler]] = {}
    for filler in fillers:
        by_span.setdefault((filler.start, filler.end), []).append(filler)
    persons_of = {m.actors[0]: m.person for m in view.mentions if m.kind == "office" and m.person is not None}
    acting = {
        persons_of[f.ref] for f in fillers if f.ref in persons_of and view.actors[f.ref].type == "country"
    }
    out = []
    for group in by_span.values():
        persons = [f for f in group if f.ref is not None and view.actors[f.ref].type == "person"]
        others = [f for f in group if f not in persons]
        if persons and others:
            public = any(f.ref is not None and view.actors[f.ref].type == "country" for f in others)
            group = others if public else [max(group, key=lambda f: f.score)]
        out += [f for f in group if f.ref not in acting]
    return out or fillers


def _one_decider(act: Act, fillers: list[Filler]) -> list[Filler]:
    """A decision without a subject of its own ("it was decided") is that of one body, the likeliest."""
    if act.instrument != "decision" or act.status != "approved" or not fillers:
        return fillers
    if any("nsubj" in f.why.split("^")[0] or "agent" in f.why for f in fillers):
        return fillers
    return [max(fillers, key=lambda f: f.score)]


def _addressees(act: Act, scored: Scored, frame: Frame, view: View, taken: set[int | None]) -> list[Filler]:
    """Whom a proposal to set something up is put to: "creating a council within the Organization"."""
    if not any(t.cls == "establish" for t in scored.candidate.triggers.values()):
        return []
    out = []
    for k in view.by_sent[scored.candidate.sent_index]:
        mention = view.mentions[k]
        actor = mention.actors[0]
        if actor in taken or view.actors[actor].type != "organization":
            continue
        before = [view.doc[i].lower_ for i in range(max(0, mention.start - 2), mention.start)]
        if "within" in before and "none" not in path_to(view.doc[mention.head], frame):
            out.append(
                Filler(mention.start, mention.end, actor, 0.5, "rule: proposed within the organisation")
            )
    return out


def _signatories(act: Act, ask: Asked, view: View, mentions: list[int]) -> None:
    threshold = ask.scorer("signatory").threshold
    signed: dict[int, Filler] = {}
    persons = [k for k in mentions if view.actors[_person(view, k)].type == "person"]
    for k, p in zip(persons, ask.mentions("signatory", persons), strict=True):
        mention, person = view.mentions[k], _person(view, k)
        if p >= threshold and (person not in signed or p > signed[person].score):
            signed[person] = Filler(mention.start, mention.end, person, p, mention.office or mention.kind)
    act.signatories = sorted(signed.values(), key=lambda x: x.start)


def _person(view: View, mention: int) -> int:
    found = view.mentions[mention]
    return found.person if found.person is not None else found.actors[0]


def _without_repeats(chosen: list[Filler], view: View) -> list[Filler]:
    """Drop a party that another chosen one names ("Energy Ministry" within "Kazakh Energy Ministry")."""
    out: list[Filler] = []
    for filler in chosen:
        name = set(view.actors[filler.ref].name.casefold().split()) if filler.ref is not None else set()
        if not any(
            x.ref is not None and name <= set(view.actors[x.ref].name.casefold().split()) for x in out
        ):
            out.append(filler)
    return out


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
