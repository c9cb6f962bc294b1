"""Places by the days of the acts: what came about in another week is not lent the place of this one."""

from collections.abc import Sequence
from datetime import date

from pipeline.layers import Act
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View
from pipeline.relations.slots import verb_form

#: Days between two acts of one occasion, or between an act and its report, at the most.
_WEEK = 7
#: Words at the beginning of a sentence that tell an act of an earlier day.
_BEFORE = frozenset({"earlier", "previously", "formerly"})
#: Forms of a verb that tell no act to come.
_NOT_TO_COME = frozenset({"present", "past", "perfect"})
#: First and last day.
Days = tuple[date, date]


class Times:
    """When the acts of an article came about, by the sentences that tell them."""

    def __init__(self, found: Sequence[tuple[Act, Candidate]], view: View) -> None:
        self._view = view
        self._report = _days(view.doc._.source.published, view.doc._.source.published)
        self._by_sent: dict[int, list[Days]] = {}
        for act, candidate in found:
            if (days := self._of(act)) is not None:
                self._by_sent.setdefault(candidate.sent_index, []).append(days)

    def elsewhen(self, act: Act, candidate: Candidate, option: int | None) -> bool:
        """Whether a place or event is told of another week than the act's; None is the dateline's place.

        "A and B signed on Tuesday in Rome. In March, A had signed with C": the second is not in Rome.
        """
        own = self._of(act)
        if own is None:
            return False
        if option is None or self._view.in_dateline(self._view.ents[option].start_char):
            others = [self._report] if self._report and act.when_basis == "stated" else []
        else:
            told = self._view.sent_of[self._view.ents[option].start]
            others = [] if told == candidate.sent_index else self._told(told)
        return bool(others) and all(_apart(own, other) for other in others)

    def _told(self, sentence: int) -> list[Days]:
        """The days of the acts of a sentence; where it has none, those that it names."""
        if sentence not in self._by_sent:
            dates = (self._view.dates[k] for k in self._view.dates_by_sent[sentence])
            named = [_days(d.first, d.last) for d in dates if not self._view.in_dateline(d.start)]
            self._by_sent[sentence] = [days for days in named if days is not None]
        return self._by_sent[sentence]

    def _of(self, act: Act) -> Days | None:
        if act.when is None:
            return None
        if act.when.ref is None:
            return _days(act.when.text, act.when.text)
        day = self._view.dates[act.when.ref]
        return _days(day.first, day.last)


def lent(option: int | None, candidate: Candidate, view: View) -> bool:
    """Whether a date of another sentence (None is the article's own) is none of the act's by its words.

    "Earlier, the house had ratified it" tells of no day; "They are negotiating a treaty" not of the day to
    come on which, as the sentence before says, another one enters into force.
    """
    here = candidate.sent_index
    shift = None if option is None else view.shift(view.date_tokens[option][0], here)
    if shift == 0:
        return False
    first = candidate.sent[0]
    if first.lower_ in _BEFORE and not view.dates_by_sent[here]:
        return True
    if option is None or shift is None or shift > 0 or verb_form(candidate) not in _NOT_TO_COME:
        return False
    day, published = view.dates[option].first, view.doc._.source.published
    return bool(day and published and day > published)


def _days(first: str | None, last: str | None) -> Days | None:
    try:
        return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
    except ValueError:
        return None


def _apart(one: Days, other: Days) -> bool:
    return (one[0] - other[1]).days > _WEEK or (other[0] - one[1]).days > _WEEK
