"""Scores of the possible fillers of one act: features of the parse, and the encoder's opinion if any."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pipeline.linear import LinearModel
from pipeline.relations.candidates import Candidate
from pipeline.relations.circumstance import date_features, place_features
from pipeline.relations.context import View
from pipeline.relations.fillers import (
    Span,
    date_span,
    mention_span,
    phrase_span,
    phrases_of,
    place_span,
    rivals,
)
from pipeline.relations.linear import model
from pipeline.relations.opinions import Opinions, role_features
from pipeline.relations.party_features import party_features
from pipeline.relations.paths import frame_of
from pipeline.relations.slots import verb_form
from pipeline.relations.subject import Phrase, subject_features

#: Fillers that are asked for at one time, of as many acts as they belong to: some 8 KB each.
_TOGETHER = 4000


class Asked:
    """One candidate act, whose slots are being asked for."""

    def __init__(
        self, candidate: Candidate, view: View, counts: Counter[int], opinions: Opinions | None
    ) -> None:
        self.candidate, self.view, self.counts = candidate, view, counts
        self.frame = frame_of(candidate)
        self._opinions = opinions
        self._said: dict[Span | None, dict | None] = {}
        #: Probability of each status, once the act's own slots are filled.
        self.status: dict[str, float] = {}
        #: The phrases that may be the subject, with the probability of each.
        self.phrases_judged: list[tuple[float, Phrase]] = []

    def scorer(self, name: str) -> LinearModel:
        """The model of a slot; the fast profile has its own, trained without the encoder."""
        return model(name if self._opinions is not None else f"{name}_fast")

    def mentions(self, role: str, mentions: Sequence[int]) -> list[float]:
        """Probability of each mention as party, signatory or proposer."""
        found = [party_features(self.candidate, self.frame, self.view, k, self.counts) for k in mentions]
        return self._score(role, found, [mention_span(self.view, k) for k in mentions])

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases that may be the subject."""
        return phrases_of(self.candidate, self.view)

    def subjects(self) -> list[float]:
        """Probability of each of the phrases as the subject."""
        features = [subject_features(self.candidate, phrase, self.view) for phrase in self.phrases]
        return self._score("subject", features, [phrase_span(self.view, p) for p in self.phrases])

    def dates(self, dates: Sequence[int | None], status: dict[str, float]) -> list[float]:
        """Probability of each date as the act's; None is the article's own date."""
        form = verb_form(self.candidate)
        features = [date_features(self.candidate, self.frame, self.view, k, status, form) for k in dates]
        return self._score("when", features, [None if k is None else date_span(self.view, k) for k in dates])

    def places(self, places: Sequence[int | None], status: str) -> list[float]:
        """Probability of each place or event as the act's; None is the dateline's place."""
        features = [place_features(self.candidate, self.frame, self.view, k, status) for k in places]
        return self._score(
            "where", features, [None if k is None else place_span(self.view, k) for k in places]
        )

    def _score(
        self, role: str, features: list[dict[str, float]], spans: Sequence[Span | None]
    ) -> list[float]:
        scorer = self.scorer(role)
        if self._opinions is not None:
            for f, more in zip(features, self.opinion_features(role, spans), strict=True):
                f.update(more)
        return [scorer.probability(f) for f in features]

    def opinion_features(self, role: str, spans: Sequence[Span | None]) -> list[dict[str, float]]:
        """The encoder's opinion on each filler in a role, as features; see ``fillers.Span`` for None."""
        if self._opinions is None:
            return [{} for _ in spans]
        if not self._said:
            self._said = self._ask(self._opinions)
        here, view = self.candidate.sent_index, self.view
        shifts = [None if s is None else view.shift(s[2], here) for s in spans]
        return [
            role_features(self._said.get(span), role, shift)
            for span, shift in zip(spans, shifts, strict=True)
        ]

    def _ask(self, opinions: Opinions) -> dict[Span | None, dict | None]:
        spans, shifts = self._fillers()
        return dict(zip(spans, opinions.roles(self.candidate, spans, shifts), strict=True))

    def _fillers(self) -> tuple[list[Span | None], list[int]]:
        """All that may fill a slot, which is asked for together since the encoder compares."""
        spans = rivals(self.candidate, self.view, self.phrases)
        return spans, [0 if s is None else self.view.shift(s[2], self.candidate.sent_index) for s in spans]

    @staticmethod
    def together(asks: Sequence["Asked"], opinions: Opinions | None) -> None:
        """Ask for the fillers of many candidates of an article at once, which is faster than one by one."""
        if opinions is None or not asks:
            return
        waiting: list[tuple[Asked, list[Span | None], list[int]]] = []
        rows = 0
        for ask in asks:
            waiting.append((ask, *ask._fillers()))
            rows += len(waiting[-1][1])
            if rows >= _TOGETHER or ask is asks[-1]:
                said = opinions.roles_of([(a.candidate, spans, shifts) for a, spans, shifts in waiting])
                for (a, spans, _), told in zip(waiting, said, strict=True):
                    a._said = dict(zip(spans, told, strict=True))
                waiting, rows = [], 0
