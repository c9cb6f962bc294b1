"""How surely two records can be one at the most, for millions of pairs at once.

Each feature of ``pairs.FEATURES`` is known to lie in an interval that arrays give: days, kinds and statuses
exactly, shared words, figures and parties from bit masks, the rest between 0 and 1. The upper bound of the
log-odds follows from any weights. A pair whose bound is below the threshold is never judged, and nothing is
lost.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from pipeline.linking.days import ROUND
from pipeline.linking.masks import Masks
from pipeline.linking.pairs import FEATURES, RIVALS, SAME_TITLE, Weights
from pipeline.linking.party_bounds import PartyBounds
from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules
from pipeline.linking.words import generic_stems

_YEAR = np.log1p(365)

Interval = tuple[np.ndarray | float, np.ndarray | float]
#: Of these features at most one is not 0.
_ALTERNATIVES = ("one_body", "two_bodies", "one_state")


class Bounds:
    """The records as arrays, and what pairs of them can reach."""

    def __init__(self, profiles: Sequence[Profile], weights: Weights) -> None:
        self._weights, self._rules = weights, rules()
        self._columns(profiles)
        generic = generic_stems()
        words = [{*p.subject, *p.title} for p in profiles]
        count = len(profiles)
        self._telling = Masks((w - generic for w in words), count)
        self._generic = np.fromiter((len(w & generic) for w in words), np.int16, count)
        self._subject, self._title = (_weights_of(profiles, name) for name in ("subject", "title"))
        self._told = np.fromiter((len(w - generic) for w in words), np.int16, count)
        self._context = Masks((p.context for p in profiles), count)
        self._amounts = Masks((p.amounts for p in profiles), count)
        self._marks = Masks((p.marks for p in profiles), count)
        self._parties = PartyBounds(profiles, Masks(words, count))

    def _columns(self, profiles: Sequence[Profile]) -> None:
        known = self._rules
        statuses = {name: n for n, name in enumerate(known.events)}
        events = {name: n for n, name in enumerate(dict.fromkeys(known.events.values()))}
        kinds = {name: n for n, name in enumerate(dict.fromkeys(a for a, _ in known.kinds))}
        self._kinds = np.array([[known.kinds.get((a, b), 0.0) for b in kinds] for a in kinds])
        articles: dict[str, int] = {}

        def column(of: Callable[[Profile], int], kind: type[np.integer] = np.int32) -> np.ndarray:
            return np.fromiter(map(of, profiles), kind, len(profiles))

        self._dated = column(lambda p: p.days is not None).astype(bool)
        self._stated = column(lambda p: p.days is not None and p.days.stated).astype(bool)
        self._first = column(lambda p: p.days.first if p.days else 0)
        self._last = column(lambda p: p.days.last if p.days else 0)
        self._yearless = column(lambda p: p.days is not None and p.days.yearless).astype(bool)
        self._published = column(lambda p: p.published or 0)
        self._status = column(lambda p: statuses[p.status], np.int8)
        self._event = column(lambda p: events[known.events[p.status]], np.int8)
        self._kind = column(lambda p: kinds[p.kind], np.int8)
        self._article = column(lambda p: articles.setdefault(p.article, len(articles)))
        self._renewal = column(lambda p: p.renewal).astype(bool)
        countries: dict[str, int] = {"": 0}
        self._country = column(lambda p: countries.setdefault(p.country or "", len(countries)), np.int16)
        self._marked = column(lambda p: bool(p.marks)).astype(bool)
        self._priced = column(lambda p: bool(p.amounts)).astype(bool)

    def highest(self, pairs: np.ndarray) -> np.ndarray:
        """The log-odds that each pair, a row (i, j), has at most; minus infinity where it cannot be one.

        Infinity for two records of one article, which other weights judge.
        """
        i, j = pairs[:, 0], pairs[:, 1]
        found = self._exact(i, j)
        found |= self._words(i, j)
        title = np.asarray(found["title"][1])
        shared, never = self._shared(i, j, title)
        found |= shared
        total = _highest(self._weights, found, len(pairs))
        if self._weights.undated is not None:
            undated = np.asarray(found["no_date"][0], bool)
            total[undated] = _highest(self._weights.undated, found, len(pairs))[undated]
        total[never | self._apart(i, j)] = -np.inf
        total[self._article[i] == self._article[j]] = np.inf
        return total

    def _apart(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Pairs of the same status stated for days too far apart."""
        stated = self._stated[i] & self._stated[j] & (self._yearless[i] == self._yearless[j])
        return stated & (self._status[i] == self._status[j]) & (self._gap(i, j) >= self._rules.apart_days)

    def _shared(
        self, i: np.ndarray, j: np.ndarray, title: np.ndarray
    ) -> tuple[dict[str, Interval], np.ndarray]:
        """What the parties in common tell, and the pairs that ``pairs.compared`` excludes for certain.

        Those have no party in common, or too few beside rival countries or persons, and no title that may be
        the same.
        """
        a, b = self._parties.count[i], self._parties.count[j]
        common = self._parties.common(i, j)
        least = np.maximum(np.minimum(a, b), 1)
        union = np.maximum(a + b - common.most, 1.0)
        never = (common.most == 0) | (common.excluded & (common.most / union < RIVALS))
        features: dict[str, Interval] = {
            "party_cover": (0.0, np.minimum(common.most / least, 1.0)),
            "party_jaccard": (0.0, np.minimum(common.most / union, 1.0)),
            "party_conflict": (common.left / least, 1.0),
            **self._parties.kinds(i, j, common.same),
        }
        return features, never & (title < SAME_TITLE)

    def _gap(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Days between two dated records at the least; see ``days.gap``."""
        first, last = self._first, self._last
        apart = np.maximum(np.maximum(first[i] - last[j], first[j] - last[i]), 0)
        around = ROUND - np.maximum(last[i], last[j]) + np.minimum(first[i], first[j])
        return np.where(self._yearless[i], np.maximum(np.minimum(apart, around), 0), apart)

    def _exact(self, i: np.ndarray, j: np.ndarray) -> dict[str, Interval]:
        """What arrays tell without error: days, kinds, statuses, countries, and whether amounts are told."""
        first, last = self._first, self._last
        dated = self._dated[i] & self._dated[j] & (self._yearless[i] == self._yearless[j])
        stated = self._stated[i] & self._stated[j] & dated
        gap = self._gap(i, j) * dated
        same_status = self._status[i] == self._status[j]
        one_event = (self._event[i] == self._event[j]) & (gap < self._rules.apart_days)
        same_event = same_status | one_event
        exact = stated & (first[i] == last[i]) & (first[j] == last[j])
        far = np.minimum(np.log1p(gap) / _YEAR, 1.5)
        published = self._published
        told = (published[i] > 0) & (published[j] > 0)
        between = np.minimum(np.log1p(np.abs(published[i] - published[j])) / _YEAR, 1.5)
        return {
            name: (value, value)
            for name, value in {
                "kind": self._kinds[self._kind[i], self._kind[j]],
                "same_day": exact & (first[i] == first[j]),
                "next_day": exact & (np.abs(first[i] - first[j]) == 1),
                "other_day": same_event & stated & (gap > 1),
                "dates_meet": dated & ~exact & (gap == 0),
                "same_event_gap": np.where(same_event, far, 0.0),
                "other_stage_gap": np.where(same_event, 0.0, far),
                "no_date": ~dated,
                "published_gap": np.where(told, between, 0.0),
                "renewal_conflict": self._renewal[i] != self._renewal[j],
                "other_stage": ~same_event,
                "same_status": same_status,
                "place_conflict": same_event & self._other_country(i, j),
                "amounts_told": self._priced[i] & self._priced[j],
            }.items()
        }

    def _other_country(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        here, there = self._country[i], self._country[j]
        return (here > 0) & (there > 0) & (here != there)

    def _retold(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """The share of one's telling words that the other's sentences have, at the most."""
        found = [
            self._telling.among(a, self._context, b) / np.maximum(self._told[a], 1)
            for a, b in ((i, j), (j, i))
        ]
        return np.minimum(np.maximum(*found), 1.0)

    def _words(self, i: np.ndarray, j: np.ndarray) -> dict[str, Interval]:
        low = self._rules.generic_weight
        both = self._telling.shared(i, j) + low * np.minimum(self._generic[i], self._generic[j])
        dice, cover = _shares(both, self._subject[i], self._subject[j])
        title, _ = _shares(both, self._title[i], self._title[j])
        named = (self._title[i] > 0) & (self._title[j] > 0)
        tell = (self._told[i] > 0) & (self._told[j] > 0)
        return {
            "subject": (0.0, dice),
            "subject_cover": (0.0, cover),
            "subject_conflict": (tell & ~self._telling.meet(i, self._telling, j), tell),
            "title": (0.0, title),
            "title_conflict": (0.0, named),
            "retold": (0.0, self._retold(i, j)),
            "amount": (0.0, self._amounts.shared(i, j) > 0),
            "marks_conflict": (
                self._marked[i] & self._marked[j] & ~self._marks.meet(i, self._marks, j),
                self._marked[i] & self._marked[j],
            ),
        }


def _highest(weights: Weights, found: Mapping[str, Interval], count: int) -> np.ndarray:
    """The most that the weights can make of features in these intervals."""
    total = np.full(count, weights.bias)
    most: dict[str, np.ndarray] = {}
    for name, weight in zip(FEATURES, weights.values, strict=True):
        low, high = found.get(name, (0.0, 1.0))
        most[name] = np.maximum(weight * np.asarray(low, float), weight * np.asarray(high, float))
    largest = np.zeros(count)
    for name in _ALTERNATIVES:
        largest = np.maximum(largest, most.pop(name))
    for value in (largest, *most.values()):
        total += value
    return total


def _shares(both: np.ndarray, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dice and the share of the smaller side; 0 where one side says nothing."""
    least = np.minimum(a, b)
    safe = np.where(least > 0, least, 1.0)
    cover = np.where(least > 0, np.minimum(both / safe, 1.0), 0.0)
    dice = np.where(least > 0, np.minimum(2 * both / np.maximum(a + b, safe), 1.0), 0.0)
    return dice, cover


def _weights_of(profiles: Sequence[Profile], name: str) -> np.ndarray:
    generic, low = generic_stems(), rules().generic_weight
    sizes = ((getattr(p, name), len(generic.intersection(getattr(p, name)))) for p in profiles)
    return np.fromiter((len(words) - n + low * n for words, n in sizes), np.float64, len(profiles))
