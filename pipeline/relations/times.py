"""Places by the days of the acts: what came about in another week is not lent the place of this one."""

from collections.abc import Sequence
from datetime import date

from pipeline.layers import Act
from pipeline.relations.candidates import Candidate
from pipeline.relations.context import View

#: Days between two acts of one occasion, or between an act and its report, at the most.
_WEEK = 7
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
            others = [] if told == candidate.sent_index else self._by_sent.get(told, [])
        return bool(others) and all(_apart(own, other) for other in others)

    def _of(self, act: Act) -> Days | None:
        if act.when is None:
            return None
        if act.when.ref is None:
            return _days(act.when.text, act.when.text)
        day = self._view.dates[act.when.ref]
        return _days(day.first, day.last)


def _days(first: str | None, last: str | None) -> Days | None:
    try:
        return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
    except ValueError:
        return None


def _apart(one: Days, other: Days) -> bool:
    return (one[0] - other[1]).days > _WEEK or (other[0] - one[1]).days > _WEEK
