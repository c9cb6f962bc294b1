"""The view of one agreement that its reports together give."""

from collections import Counter
from collections.abc import Sequence

from pipeline.linking.agreement import Agreement, Source
from pipeline.linking.conflicts import disagreements
from pipeline.linking.life import act_date, stages
from pipeline.linking.parties import ALIKE, SAME, Names, PartyKey, PartyReader, likeness, plain_names
from pipeline.linking.profile import Report
from pipeline.linking.rules import rules
from pipeline.linking.words import stems, telling
from schemas.record import Amount, Party, Record, Signatory, Where

#: A party that a smaller share of the sources name is left out of the view, and stands under disagreements.
_LEAST_SHARE = 0.25


def merged(
    id: str,
    reports: Sequence[Report],
    *,
    scores: Sequence[float | None] = (),
    absorbed: Sequence[str] = (),
    names: Names = plain_names,
) -> Agreement:
    """The agreement that some reports, earliest first, tell of. Raises ValueError without a report."""
    if not reports:
        raise ValueError(f"agreement {id} has no report; nothing can be merged")
    records = [report.record for report in reports]
    life = stages(records)
    shown = act_date(life)
    title = _title(records)
    parties, doubtful = _parties(records, PartyReader(names, remembered=1024))
    where = _where(records)
    instrument = _most([r.instrument for r in records], records)
    given = list(scores) or [None] * len(reports)
    return Agreement(
        id=id,
        parties=tuple(parties),
        signatories=tuple(_signatories(records)),
        instrument=instrument,
        title=title,
        status=max((stage.status for stage in life), key=rules().stages.__getitem__),
        subject=_subject(records),
        when=shown,
        where=where,
        amounts=tuple(_amounts(records)),
        stages=tuple(life),
        disagreements=tuple(
            disagreements(records, life, when=shown, where=where, instrument=instrument, doubtful=doubtful)
        ),
        sources=tuple(_source(r, s) for r, s in zip(reports, given, strict=True)),
        confidence=_confidence(records),
        absorbed=tuple(sorted(absorbed)),
    )


def _source(report: Report, score: float | None) -> Source:
    record = report.record
    return Source(
        article_id=record.article_id,
        record_id=record.record_id,
        published=report.published,
        source=report.source,
        url=report.url,
        attribution=record.attribution,
        status=record.status,
        confidence=record.confidence,
        score=score,
        evidence=tuple(e.text for e in record.evidence),
    )


def _most(values: Sequence[str], records: Sequence[Record]) -> str:
    """The commonest value; of equals the one that the surest records have, then the first in the alphabet."""
    count = Counter(values)
    sure: dict[str, float] = {}
    for value, record in zip(values, records, strict=True):
        sure[value] = max(sure.get(value, 0.0), record.confidence)
    return min(count, key=lambda v: (-count[v], -sure[v], v))


def _parties(
    records: Sequence[Record], reader: PartyReader
) -> tuple[list[Party], list[tuple[str, list[int]]]]:
    """The parties that the sources give together, and those that too few of them give."""
    # The fullest record first: its parties and their order are the frame for the others'.
    order = sorted(range(len(records)), key=lambda i: (-len(records[i].parties), -records[i].confidence, i))
    found: list[tuple[PartyKey, list[Party], list[int]]] = []
    exact: dict[str, int] = {}
    for i in order:
        for party in records[i].parties:
            key = reader.read(party.name, party.type, party.country)
            at = next((exact[k] for k in sorted(key.keys) if k in exact), None)
            if at is None and len(found) <= 256:
                alike = [(likeness(key, other), -n) for n, (other, _, _) in enumerate(found)]
                nearest = max(alike, default=(0.0, 0))
                # A country is not its ministry here: both stand in the view where both are named.
                other = found[-nearest[1]][0] if found else key
                organ = key.country != other.country or (key.state is not None and key.state == other.state)
                if nearest[0] >= SAME or (nearest[0] >= ALIKE and not organ):
                    at = -nearest[1]
            if at is None:
                at = len(found)
                found.append((key, [], []))
            for k in key.keys:
                exact.setdefault(k, at)
            found[at][1].append(party)
            found[at][2].append(i)
    kept, doubtful = [], []
    # A state stands for its organs: it is left out when an organ of it is named and no record has both.
    for key, parties, sources in found:
        name = _best_name(parties)
        best = next(p for p in parties if p.name == name)
        where = sorted(set(sources))
        stand_in = key.country and any(
            other.state == key.state and not other.country and key.state and not set(where) & set(also)
            for other, _, also in found
        )
        if len(records) >= 4 and len(where) < _LEAST_SHARE * len(records):
            doubtful.append((name, where))
        elif not (stand_in and len(where) <= len(records) / 2):
            role = _most([p.role for p in parties], [records[i] for i in sources])
            kept.append(best.model_copy(update={"mentions": [], "role": role}))
    return kept, doubtful


def _best_name(parties: Sequence[Party]) -> str:
    """The commonest name; of equals the longest: fuller, but not what a single source makes of it."""
    count = Counter(p.name for p in parties)
    return min(count, key=lambda n: (-count[n], -len(n), n))


def _signatories(records: Sequence[Record]) -> list[Signatory]:
    found: dict[str, Signatory] = {}
    for record in records:
        for person in record.signatories:
            last = (person.name.split() or [person.name])[-1].casefold()
            known = found.get(last)
            if known is None or (len(person.name), bool(person.for_)) > (len(known.name), bool(known.for_)):
                acts_for = person.for_ or (known.for_ if known else None)
                found[last] = person.model_copy(update={"mentions": [], "for_": acts_for})
    return list(found.values())


def _title(records: Sequence[Record]) -> str | None:
    titles = [r.title for r in records if r.title]
    return min(titles, key=lambda t: (-len(t), t)) if titles else None


def _subject(records: Sequence[Record]) -> str:
    """The subject that has most telling words in common with the others; of equals the surest record's."""
    words = [set(telling(stems(r.subject))) for r in records]
    count = Counter(w for found in words for w in found)

    def merit(i: int) -> tuple[float, float, int, str]:
        size = len(words[i]) or 1
        shared = sum(count[w] - 1 for w in words[i]) / size**0.5
        return (-shared, -records[i].confidence, -len(words[i]), records[i].subject)

    return records[min(range(len(records)), key=merit)].subject


def _where(records: Sequence[Record]) -> Where | None:
    """The place that most sources give, of the conclusion where one of them tells it."""
    # The place of the conclusion is the place of the agreement, not that of its ratification.
    placed = [r for r in records if r.where]
    concluded = [r for r in placed if r.status in ("agreed", "signed")] or placed
    if not concluded:
        return None
    places = [r.where for r in concluded if r.where]
    stated = [p for p in places if p.basis == "stated"] or places
    name = Counter(p.name for p in stated if p.name)
    country = Counter(p.country for p in stated if p.country)
    event = Counter(p.event for p in stated if p.event)
    best_name = min(name, key=lambda n: (-name[n], -len(n), n)) if name else None
    own = Counter(p.country for p in stated if p.country and p.name == best_name) or country
    return Where(
        name=best_name,
        country=min(own, key=lambda c: (-own[c], c)) if own else None,
        event=min(event, key=lambda e: (-event[e], -len(e), e)) if event else None,
        basis=stated[0].basis,
    )


def _amounts(records: Sequence[Record]) -> list[Amount]:
    found: dict[tuple[str, float], Amount] = {}
    for record in records:
        for amount in record.amounts:
            found.setdefault((amount.unit, amount.value), amount.model_copy(update={"span": None}))
    return list(found.values())


def _confidence(records: Sequence[Record]) -> float:
    """How sure it is that there is such an agreement: what the surest source says.

    Sources are not independent (they copy one another), so their doubts are not multiplied.
    """
    return max(record.confidence for record in records)
