"""When and where the act took place: candidates and their features."""

from pipeline.layers import DateMention
from pipeline.linear import Features
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.paths import Frame, path_to

#: Sentences around the trigger whose dates and places are considered.
REACH = 2
PLACE_TYPES = {"GPE", "LOC", "FAC", "EVENT"}


def nearby_dates(candidate: Candidate, view: View) -> list[int]:
    """Indices of the dates in the sentences around a candidate."""
    return _nearby(candidate, view, view.dates_by_sent)


def nearby_places(candidate: Candidate, view: View) -> list[int]:
    """Indices of the place and event entities around a candidate."""
    ents = view.ents
    return [k for k in _nearby(candidate, view, view.ents_by_sent) if ents[k].label_ in PLACE_TYPES]


def _nearby(candidate: Candidate, view: View, table: list[list[int]]) -> list[int]:
    return [k for s in view.around(candidate.sent_index, reach=REACH) for k in table[s]]


def date_features(
    candidate: Candidate,
    frame: Frame,
    view: View,
    index: int | None,
    status: dict[str, float],
    verb_form: str,
) -> Features:
    """Features of one date as the date of the act; ``index`` None stands for the article's own date."""
    cls = candidate.triggers[candidate.anchor.i].cls
    best = max(status, key=lambda s: status[s])
    published = view.doc._.source.published
    here = candidate.sent_index
    n_here = len(view.dates_by_sent[here])
    common = {
        f"n_here={min(n_here, 3)}": 1.0,
        f"published={published is not None}": 1.0,
        f"status={best}": 1.0,
        f"form={verb_form}": 1.0,
    }
    if index is None:
        f: Features = {f"own|{name}": 1.0 for name in common}
        f.update(
            {
                "own": 1.0,
                f"own|cls={cls}": 1.0,
                f"own|pos={min(here, 8)}": 1.0,
                f"own|status|form={best}|{verb_form}": 1.0,
                f"own|n|pos={min(n_here, 2)}|{min(here, 3)}": 1.0,
                f"own|published|n={published is not None}|{min(n_here, 2)}": 1.0,
            }
        )
        return f
    date: DateMention = view.dates[index]
    a, b = view.date_tokens[index]
    doc = view.doc
    token = doc[a:b].root if b > a else doc[a]
    shift = view.shift(a, here)
    kind = f"{date.precision}"
    previous = doc[a - 1].lower_ if a > 0 else ""
    if previous in ("the", "late", "early", "this", "last", "next"):
        previous = doc[a - 2].lower_ if a > 1 else previous
    tense = _when_side(date, published)
    f = {f"s{1 if shift else 0}|{name}": 1.0 for name in common}
    f.update(
        {
            f"precision={kind}": 1.0,
            f"shift={shift}": 1.0,
            f"anchor={date.anchor}": 1.0,
            f"prev={previous}": 1.0,
            f"prev|status={previous}|{best}": 1.0,
            f"side={tense}|{best}": 1.0,
            f"side|form={tense}|{verb_form}": 1.0,
            f"dateline={view.in_dateline(date.start)}": 1.0,
            f"lead={a < 14}": 1.0,
        }
    )
    if view.in_dateline(date.start):
        f[f"dl|pos={min(here, 5)}"] = 1.0
        f[f"dl|status={best}"] = 1.0
    if shift:
        f[f"shift|n={shift}|{min(n_here, 2)}"] = 1.0
        f[f"shift|prev={shift}|{previous}"] = 1.0
        f[f"shift|kind={shift}|{kind}"] = 1.0
        return f
    path = path_to(token, frame)
    distance = a - candidate.anchor.i
    closest = _closest(candidate, view, index)
    f.update(
        {
            f"path={path}": 1.0,
            f"path|status={path}|{best}": 1.0,
            f"near={'<'.join(path.split('<')[:2])}": 1.0,
            f"last={path.rsplit('<', 1)[-1]}": 1.0,
            f"dist={min(abs(distance) // 3, 7)}|{'b' if distance < 0 else 'a'}": 1.0,
            f"path|prev={path}|{previous}": 1.0,
            f"closest={closest}": 1.0,
            f"closest|n={closest}|{min(n_here, 3)}": 1.0,
            f"verb_between={_verbs_between(view, a, candidate.anchor.i)}": 1.0,
        }
    )
    return f


def _closest(candidate: Candidate, view: View, index: int) -> bool:
    anchor = candidate.anchor.i
    distances = {k: abs(view.date_tokens[k][0] - anchor) for k in view.dates_by_sent[candidate.sent_index]}
    return distances.get(index) == min(distances.values()) if distances else False


def _verbs_between(view: View, a: int, b: int) -> int:
    low, high = sorted((a, b))
    return min(2, sum(1 for i in range(low + 1, high) if view.doc[i].pos_ == "VERB"))


def _when_side(date: DateMention, published: str | None) -> str:
    if published is None or date.last is None or date.first is None:
        return "unknown"
    if date.last < published:
        return "past"
    return "future" if date.first > published else "now"


def place_features(
    candidate: Candidate, frame: Frame, view: View, index: int | None, status: str
) -> Features:
    """Features of one place or event; ``index`` None stands for the dateline's place."""
    cls = candidate.triggers[candidate.anchor.i].cls
    here = candidate.sent_index
    if index is None:
        return {
            "own": 1.0,
            f"own|cls={cls}": 1.0,
            f"own|pos={min(here, 8)}": 1.0,
            f"own|status={status}": 1.0,
            f"own|n={min(len(nearby_places(candidate, view)), 3)}": 1.0,
        }
    ent = view.ents[index]
    token = ent.root
    shift = view.shift(ent.start, here)
    first = ent.start
    previous = view.doc[first - 1].lower_ if first else ""
    if previous == "the" and first > 1:
        previous = view.doc[first - 2].lower_
    f: Features = {
        f"type={ent.label_}": 1.0,
        f"shift={shift}": 1.0,
        f"prev={previous}": 1.0,
        f"prev|type={previous}|{ent.label_}": 1.0,
        f"prev|shift={previous}|{shift}": 1.0,
        f"dep={token.dep_}": 1.0,
        f"cls|type={cls}|{ent.label_}": 1.0,
        f"status|prev={status}|{previous}": 1.0,
        f"country={ent._.country is not None and ent._.canonical != ent.text}": 1.0,
    }
    verb, hops = token, 0
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i and hops < 6:
        verb, hops = verb.head, hops + 1
    f[f"verb={verb.lemma_.lower()}|{previous}"] = 1.0
    f[f"verb|shift={verb.lemma_.lower()}|{shift}|{ent.label_}"] = 1.0
    if view.in_dateline(ent.start_char):
        f["dateline"] = 1.0
        f[f"dateline|status={status}"] = 1.0
        f[f"dateline|pos={min(here, 4)}"] = 1.0
        f[f"dateline|cls={cls}"] = 1.0
    if shift:
        return f
    path = path_to(token, frame)
    distance = ent.start - candidate.anchor.i
    f.update(
        {
            f"path={path}": 1.0,
            f"path|type={path}|{ent.label_}": 1.0,
            f"last={path.rsplit('<', 1)[-1]}|{previous}": 1.0,
            f"side={'b' if distance < 0 else 'a'}|{previous}|{ent.label_}": 1.0,
            f"dist={min(abs(distance) // 4, 6)}": 1.0,
            f"verb_between={_verbs_between(view, ent.start, candidate.anchor.i)}": 1.0,
        }
    )
    return f
