"""When and where the acts of an article took place, chosen among all acts (``setting``)."""

from collections.abc import Sequence
from functools import cache

from pipeline.layers import Act, DatelineMention, Filler
from pipeline.relations.asked import Asked
from pipeline.relations.candidates import Candidate
from pipeline.relations.circumstance import PLACE_TYPES, nearby_dates, nearby_places
from pipeline.relations.context import View
from pipeline.relations.place_names import place_name
from pipeline.relations.remote import held_remotely
from pipeline.relations.setting import (
    LEAD,
    Choices,
    Option,
    Setting,
    lead,
    options,
    setting,
    setting_features,
)
from pipeline.relations.slots import own_date
from pipeline.relations.times import Times, lent

#: A place in the content of an act is not where it came about, unless the scorer is this sure.
_CONTENT_PLACE = 0.65
#: So sure the scorer must be of a place behind one of these words, to prefer it to the dateline's.
_STATED_PLACE, _WITHIN = 0.6, frozenset({"in", "at", "near"})
#: The dateline tells where the report was filed; only a sure scorer may take it for the place of the act.
_DATELINE_PLACE = 0.6
#: The article's own date is that of the news, which stands in its first sentences: so sure the scorer must be
#: to take it for the date of an act told there, and of one told later. Who is quoted later ("the Cabinet
#: approved the plan") tells what went before.
_OWN_DATE, _OWN_DATE_LATER, _OWN_DATE_QUOTED = 0.45, 0.59, 0.85
#: An option with its probability.
Judged = list[tuple[Option, float]]


def assign_settings(found: Sequence[tuple[Act, Asked]], view: View, *, far: bool = True) -> None:
    """Choose date and place of acts that stand in text order and are looked at together.

    Without ``far`` an act takes nothing over from the others or the lead.
    """
    if not found:
        return
    dates, places = date_choices(view), place_choices(view)
    if not far:
        dates.lead, places.lead = [], []
    whens = [date_setting(ask, act.status, view) for act, ask in found]
    wheres = [place_setting(ask, act.status, view) for act, ask in found]
    for k, (act, ask) in enumerate(found):
        judged = _judged(k, "when2", ask, whens, dates)
        _when(act, ask, [(x, p) for x, p in judged if not lent(x, ask.candidate, view)], view)
    times = Times([(act, ask.candidate) for act, ask in found], view)
    for k, (act, ask) in enumerate(found):
        judged = _judged(k, "where2", ask, wheres, places)
        _where(act, ask, [(x, p) for x, p in judged if not times.elsewhen(act, ask.candidate, x)], view)
        if act.status == "proposed" and act.place is None and act.event is None:
            _speech_setting(act, ask.candidate, view)


def date_setting(ask: Asked, status: str, view: View) -> Setting:
    """The dates around an act, judged for it alone."""
    found: list[Option] = list(nearby_dates(ask.candidate, view))
    if own_date(view) is not None:
        found.append(None)
    alone = dict(zip(found, ask.dates(found, ask.status), strict=True))
    return setting(ask.candidate, alone, status, view)


def place_setting(ask: Asked, status: str, view: View) -> Setting:
    """The places and events around an act, judged for it alone."""
    found: list[Option] = list(nearby_places(ask.candidate, view))
    line = view.dateline
    if line is not None and line.place:
        found.append(None)
    alone = dict(zip(found, ask.places(found, status), strict=True))
    return setting(ask.candidate, alone, status, view)


def date_choices(view: View) -> Choices:
    """The dates of an article; the article's own is one with a date of the same day."""
    own = own_date(view)
    return Choices(
        view,
        token=lambda k: view.date_tokens[k][0],
        value=cache(lambda k: view.dates[k].edtf if k is not None else own[0] if own else None),
        kind=lambda k: str(view.dates[k].precision),
        lead=[k for k in lead(view, view.dates_by_sent) if not view.in_dateline(view.dates[k].start)],
    )


def place_choices(view: View) -> Choices:
    """The places and events of an article."""
    ents, line = view.ents, view.dateline

    @cache
    def value(k: Option) -> str | None:
        if k is None:
            return line.place.casefold() if line is not None and line.place else None
        return (ents[k]._.canonical or ents[k].text).casefold()

    return Choices(
        view,
        token=lambda k: ents[k].start,
        value=value,
        kind=lambda k: ents[k].label_,
        lead=[
            k
            for k in lead(view, view.ents_by_sent)
            if ents[k].label_ in PLACE_TYPES and not view.in_dateline(ents[k].start_char)
        ],
    )


def _judged(index: int, name: str, ask: Asked, settings: list[Setting], choices: Choices) -> Judged:
    scorer = ask.scorer(name)
    return [
        (option, scorer.probability(setting_features(index, option, settings, choices)))
        for option in options(index, settings, choices)
    ]


def _when(act: Act, ask: Asked, judged: Judged, view: View) -> None:
    if not judged:
        return
    k, p = max(judged, key=lambda x: (x[1], x[0] is not None, -(x[0] or 0)))
    own = own_date(view)
    sure = _own_date_threshold(ask, view)
    if p < (sure if k is None else ask.scorer("when2").threshold):
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
        why = "date near the trigger" if k in nearby_dates(ask.candidate, view) else "date of the occasion"
        act.when = Filler(a, b, k, p, why, view.dates[k].edtf)
        act.when_basis = "dateline" if view.in_dateline(view.dates[k].start) else "stated"


def _own_date_threshold(ask: Asked, view: View) -> float:
    """How sure the scorer must be that an act is of the article's own date."""
    if ask.candidate.sent_index < LEAD:
        return _OWN_DATE
    return _OWN_DATE_QUOTED if view.quoted[ask.candidate.anchor.i] else _OWN_DATE_LATER


def _where(act: Act, ask: Asked, judged: Judged, view: View) -> None:
    scorer = ask.scorer("where2")
    near = set(nearby_places(ask.candidate, view))
    place: tuple[float, Option] | None = None
    event: tuple[float, int] | None = None
    for k, p in judged:
        if k is not None and _inside(view.ents[k].start, act.title):
            continue  # a place in the name of the instrument is not where it came about
        if k is not None and _inside(view.ents[k].start, act.subject) and p < _CONTENT_PLACE:
            continue
        if k is not None and view.ents[k].label_ == "EVENT":
            if event is None or p > event[0]:
                event = (p, k)
        elif place is None or _surer(p, k, place, ask.candidate, view):
            place = (p, k)
    if event is not None and event[0] >= scorer.threshold:
        ent = view.ents[event[1]]
        why = "event near the trigger" if event[1] in near else "event of the occasion"
        act.event = Filler(ent.start, ent.end, event[1], event[0], why, ent._.canonical or ent.text)
    if place is None:
        return
    p, k = place
    from_line = k is None or view.in_dateline(view.ents[k].start_char)
    if p < (max(_DATELINE_PLACE, scorer.threshold) if from_line else scorer.threshold):
        return
    line = view.dateline
    if from_line and (held_remotely(ask.candidate.sent_index, view) or _of_two_towns(line)):
        return
    if k is None:
        name = place_name(line.place) if line and line.place else ""
        act.place = Filler(0, 0, None, p, "the dateline's place", name)
        act.place_basis = "dateline"
    else:
        ent = view.ents[k]
        why = "place near the trigger" if k in near else "place of the occasion"
        name = ent._.canonical if k in view.towns else ent.text
        act.place = Filler(ent.start, ent.end, k, p, why, place_name(name))
        act.place_basis = "dateline" if from_line else "stated"


def _surer(p: float, option: Option, than: tuple[float, Option], candidate: Candidate, view: View) -> bool:
    """Whether a place is likelier than another; a likely one "in" which an act was beats the dateline."""

    def rank(chance: float, k: Option) -> tuple[bool, float]:
        if k is None or chance < _STATED_PLACE or view.in_dateline(view.ents[k].start_char):
            return False, chance
        at = view.ents[k].start
        said = view.sent_of[at] == candidate.sent_index and at > candidate.sent.start
        return said and view.doc[at - 1 - (view.doc[at - 1].lower_ == "the")].lower_ in _WITHIN, chance

    return rank(p, option) > rank(*than)


def _of_two_towns(line: DatelineMention | None) -> bool:
    """Whether a report was filed from two towns ("LIMA/QUITO"), so that neither is the place of its acts."""
    return line is not None and "/" in (line.place or "")


def _inside(token: int, filler: Filler | None) -> bool:
    return filler is not None and filler.start <= token < filler.end


def _speech_setting(act: Act, candidate: Candidate, view: View) -> None:
    """A proposal is made where its speaker speaks: "Speaking at the summit in X, the president ..."."""
    here = candidate.sent_index
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
