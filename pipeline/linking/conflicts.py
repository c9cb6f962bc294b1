"""Where sources contradict one another: kept and shown with who says which, never averaged away."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from pipeline.linking.agreement import Claim, Disagreement, Stage
from pipeline.linking.days import act_days
from pipeline.linking.words import generic_stems, stems
from schemas.record import Record, When, Where


def disagreements(
    records: Sequence[Record],
    life: Sequence[Stage],
    *,
    when: When | None,
    where: Where | None,
    instrument: str,
    doubtful: Sequence[tuple[str, list[int]]],
) -> list[Disagreement]:
    """The fields in which sources exclude one another, in the order of the record.

    A value that is missing or only less precise is no disagreement. Dates are compared within a stage: the
    field is ``when``, or ``when:approved`` where the stage is not the one whose date the view shows.
    """
    found: list[Disagreement | None] = []
    if doubtful:
        found += [_of("party", [(f"+ {name}", who) for name, who in doubtful])]
    found += [_by_value("instrument", {i: r.instrument for i, r in enumerate(records)}, instrument)]
    found += [_titles(records)]
    found += [_dates(stage, records, shown=stage.when is when) for stage in life]
    found += [_places(records, where)]
    found += _figures(records)
    return [made for made in found if made is not None]


def _of(field: str, claims: Sequence[tuple[str | None, Sequence[int]]]) -> Disagreement:
    return Disagreement(field, tuple(Claim(value, tuple(sorted(who))) for value, who in claims))


def _by_value(field: str, values: dict[int, str], shown: str | None) -> Disagreement | None:
    who: dict[str, list[int]] = defaultdict(list)
    for number, value in values.items():
        who[value].append(number)
    if len(who) < 2:
        return None
    return _of(field, sorted(who.items(), key=lambda c: (c[0] != shown, -len(c[1]), c[0])))


def _titles(records: Sequence[Record]) -> Disagreement | None:
    """Titles of which neither holds the telling words of the other."""
    given = {i: r.title for i, r in enumerate(records) if r.title}
    words = {i: set(stems(title)) - generic_stems() or set(stems(title)) for i, title in given.items()}
    distinct = {frozenset(told) for told in words.values()}
    apart = any(not (a <= b or b <= a) for a, b in combinations(distinct, 2))
    if not apart:
        return None
    return _by_value("title", given, max(given.values(), key=lambda t: (len(t), t)))


def _dates(stage: Stage, records: Sequence[Record], *, shown: bool) -> Disagreement | None:
    dated = {i: when for i in stage.sources if (when := records[i].when) is not None}
    read = {i: act_days(w, stage.status, None) for i, w in dated.items()}
    days = {i: found for i, found in read.items() if found is not None and not found.yearless}
    # Ranges all meet when the last to begin begins before the first to end.
    if not days or max(d.first for d in days.values()) <= min(d.last for d in days.values()):
        return None
    field = "when" if shown else f"when:{stage.status}"
    return _by_value(field, {i: w.edtf for i, w in dated.items()}, stage.when.edtf if stage.when else None)


def _places(records: Sequence[Record], where: Where | None) -> Disagreement | None:
    """Stated places of one stage in different countries, or of different names in one country."""
    by_stage: dict[str, dict[int, Where]] = defaultdict(dict)
    for number, record in enumerate(records):
        if record.where is not None and record.where.basis == "stated" and record.where.name:
            by_stage["agreed" if record.status == "signed" else record.status][number] = record.where
    for places in by_stage.values():
        names = {i: stems(place.name or "") for i, place in places.items()}
        apart = any(
            set(a).isdisjoint(b) and not _inside(places[i], places[j])
            for i, a in names.items()
            for j, b in names.items()
            if i < j
        )
        if apart:
            values = {i: place.name or "" for i, place in places.items()}
            return _by_value("where", values, where.name if where else None)
    return None


def _inside(a: Where, b: Where) -> bool:
    """Whether two names may mean one place: of one event in one country, a hall and its town."""
    return bool(a.country and a.country == b.country and (a.event or b.event) and a.event == b.event)


def _figures(records: Sequence[Record]) -> list[Disagreement]:
    """Units in which two sources give figures, and not one figure in common."""
    by_unit: dict[str, dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for number, record in enumerate(records):
        for amount in record.amounts:
            by_unit[amount.unit][number].add(amount.value)
    found = []
    for unit, given in sorted(by_unit.items()):
        distinct = {frozenset(known) for known in given.values()}
        if any(a.isdisjoint(b) for a, b in combinations(distinct, 2)):
            values = {i: ", ".join(f"{v:g} {unit}" for v in sorted(known)) for i, known in given.items()}
            made = _by_value("amounts", values, None)
            if made is not None:
                found.append(Disagreement(f"amounts:{unit}", made.claims))
    return found
