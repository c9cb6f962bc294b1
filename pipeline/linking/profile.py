"""A record reduced to what is compared: small, so that a million fit into memory."""

from dataclasses import dataclass
from itertools import pairwise
from sys import intern

from pipeline.linking.days import Days, act_days, ordinal
from pipeline.linking.parties import Names, PartyKey, PartyReader, initials, plain_names
from pipeline.linking.rules import Rules, rules
from pipeline.linking.things import pointed, things
from pipeline.linking.words import folded, raw_words, stem, stems
from schemas.record import Record

#: Parties and words beyond these are not compared; what is kept does not hang on the order in the record.
MOST_PARTIES, MOST_CONTEXT = 64, 40


@dataclass(frozen=True, slots=True)
class Report:
    """One record with what is known of its article: when it was published (ISO), where it comes from."""

    record: Record
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What linking compares of one record. Words are sorted distinct stems; ``published`` is an ordinal.

    ``position`` is where in the raw text the act is told. ``things`` are the instruments that its sentence
    and subject speak of, ``pointed`` those that the sentence takes for known ("the treaty", "its offer"),
    both under the first word of their row in rules.toml.
    """

    id: str
    article: str
    published: int | None
    parties: tuple[PartyKey, ...]
    kind: str
    status: str
    subject: tuple[str, ...]
    title: tuple[str, ...]
    context: tuple[str, ...]
    days: Days | None
    place: tuple[str, ...]
    country: str | None
    people: tuple[str, ...]
    amounts: tuple[str, ...]
    marks: tuple[str, ...]
    renewal: bool
    position: int
    things: tuple[str, ...]
    pointed: tuple[str, ...]

    @property
    def order(self) -> tuple[int, str, str]:
        """Earliest report first; reports of unknown date last."""
        return (self.published if self.published is not None else 1 << 30, self.article, self.id)


class Profiler:
    """Makes profiles; ``names`` looks up canonical names and countries."""

    def __init__(self, names: Names = plain_names) -> None:
        self._parties = PartyReader(names)
        self._rules = rules()

    def profile(self, report: Report) -> Profile:
        """The profile of one record."""
        record, known = report.record, self._rules
        published = ordinal(report.published)
        parties = {self._parties.read(p.name, p.type, p.country) for p in record.parties}
        parties = self._parties.apart_from_blocs(parties)
        kept = tuple(sorted(parties, key=lambda p: (p.block, sorted(p.keys)))[:MOST_PARTIES])
        named = {word for party in kept for word in party.words}
        named |= {initials(p.name).lower() for p in record.parties}
        # Where an article was written is not where the act was: outlets differ in it.
        where = record.where if record.where and record.where.basis == "stated" else None
        people = [s.name for s in record.signatories]
        said = stems(record.subject, without=named) or stems(record.subject)
        title = stems(record.title or "", without=named)
        context = stems(" ".join(e.text for e in record.evidence[:2])[:1000], without=named)
        first = min(record.evidence, key=lambda e: e.start, default=None)
        told = first.text[:1000] if first else ""
        return Profile(
            id=record.record_id,
            article=intern(record.article_id),
            published=published,
            parties=kept,
            kind=intern(record.instrument),
            status=intern(record.status),
            subject=said,
            title=title,
            context=context[:MOST_CONTEXT],
            days=act_days(record.when, record.status, published),
            place=stems(" ".join(filter(None, (where.name, where.event)))) if where else (),
            country=where.country if where else None,
            people=tuple(sorted({intern(raw_words(name)[-1]) for name in people if raw_words(name)})),
            amounts=tuple(sorted({intern(f"{a.unit} {a.value:.6g}") for a in record.amounts})),
            marks=_marks(f"{record.title or ''} {record.subject}", known),
            renewal=not known.renewal.isdisjoint(raw_words(f"{record.title or ''} {record.subject}")),
            position=first.start if first else 0,
            things=things(f"{told} {record.title or ''} {record.subject}"),
            pointed=pointed(told),
        )


def _marks(text: str, known: Rules) -> tuple[str, ...]:
    """What numbers an instrument within a series: "second phase", "2022-2026", "Phase II"."""
    words = raw_words(folded(text))
    found = {w for w in words if w[0].isdigit() and len(w) == 4}
    for left, right in pairwise(words):
        if left in known.series and (right in known.ordinals or right[0].isdigit()):
            found.add(f"{stem(left)} {_number(right)}")
        elif right in known.series and left in known.ordinals:
            found.add(f"{stem(right)} {_number(left)}")
    return tuple(sorted(found))


_NUMBERS = {
    "first": "1", "one": "1", "i": "1", "second": "2", "two": "2", "ii": "2", "third": "3", "three": "3",
    "iii": "3", "fourth": "4", "four": "4", "iv": "4", "fifth": "5", "five": "5", "v": "5", "sixth": "6",
    "seventh": "7",
}  # fmt: skip


def _number(word: str) -> str:
    return _NUMBERS.get(word, word)
