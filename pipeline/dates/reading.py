"""One article from its first to its last date: each value may rest on those before it."""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from pipeline.dates import absolute
from pipeline.dates.anchor import (
    DONE,
    FUTURE,
    INFINITIVE,
    NO_ANCHOR,
    PAST,
    PRESENT,
    PROXY_YEAR,
    SETTLED,
    Anchor,
    Memory,
    real_day,
)
from pipeline.dates.candidates import Candidate, find
from pipeline.dates.checks import Checker
from pipeline.dates.knowledge import Knowledge
from pipeline.dates.lexer import Lexer
from pipeline.dates.reader import TokenReader
from pipeline.dates.resolve import resolve
from pipeline.dates.setting import Resolved, Setting
from pipeline.dates.tense import TenseReader
from pipeline.layers import DatelineMention, DateMention, Source

#: Kinds whose direction in time depends on the words around them.
_DIRECTED = frozenset(
    {"day", "day_range", "month", "month_range", "season", "quarter", "half", "weekday", "rel", "feast"}
)

#: Of these, those that a past verb can date to the day or month, where no year is named.
_TOLD = frozenset({"day", "month"})

#: How many characters the opening of an article has, where a bare weekday is the day of the report.
_LEAD = 300

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]?\s+[\"“(]?[A-Z]|\n\n")


class Reading:
    """Reads the dates of one Doc; ``source`` gives the publication date and the dateline."""

    def __init__(self, doc: Doc, knowledge: Knowledge, lexer: Lexer) -> None:
        self._knowledge = knowledge
        self._lexer = lexer
        self._text = doc.text
        self._lexed = lexer(self._text)
        self._reader = TokenReader(doc)
        self._checker = Checker(knowledge, self._reader)
        self._tense = TenseReader(knowledge)
        self._memory = Memory()
        self._resolved: dict[int, Resolved] = {}
        source: Source = doc._.source
        self._anchor = self._report_day(source)
        # Who writes "today" for the day of the report means another day by a weekday.
        says_today = knowledge.codes["TODAY"] in self._lexed.codes
        self._lead_end = 0 if says_today else (source.dateline.end if source.dateline else 0) + _LEAD

    def mentions(self) -> list[DateMention]:
        """All mentions in text order; call once."""
        return [
            _mention(candidate, self._resolved[candidate.start])
            for candidate in find(self._lexed, self._knowledge, self._accept)
        ]

    def _accept(self, candidate: Candidate) -> bool:
        """Check and resolve a candidate, and remember what it said."""
        if not self._checker.accept(candidate):
            return False
        memory, start = self._memory, candidate.start
        if memory.stated_near(start) is None or _SENTENCE_BREAK.search(self._text, memory.stated_end, start):
            memory.stated = None
        found = resolve(candidate.kind, self._setting(candidate))
        if found is None:
            return False
        self._resolved[start] = found
        memory.note(found.value, end=candidate.end, explicit_year=found.explicit, not_after=self._anchor.full)
        if self._ends_fiscal_year(candidate):
            memory.fiscal_end = found.value.start
        if candidate.kind == "weekday" and found.anchor == "dateline" and self._anchor.weekday is None:
            number = absolute.weekday_number(candidate.slots["weekday"])
            self._anchor = replace(self._anchor, told_weekday=number)
        return True

    def _setting(self, candidate: Candidate) -> Setting:
        directed = candidate.kind in _DIRECTED and self._anchor.day is not None
        return Setting(
            slots=candidate.slots,
            text=candidate.text,
            start=candidate.start,
            direction=self._direction(candidate) if directed else None,
            anchor=self._anchor,
            memory=self._memory,
            knowledge=self._knowledge,
            lead=candidate.start < self._lead_end,
        )

    def _direction(self, candidate: Candidate) -> str | None:
        """PAST or FUTURE by the preposition and the verb, None when they leave it open."""
        checks, before = self._knowledge.checks, candidate.before()
        before = candidate.before(2) if before == "the" else before
        if before in checks["past_before"]:
            return PAST
        tense = self._tense.direction(self._reader, candidate.main)
        if tense == SETTLED:
            tense = (
                PAST if candidate.kind == "weekday" and before not in checks["start_before"] else INFINITIVE
            )
        if tense == DONE and not (candidate.kind in _TOLD and before in checks["told_before"]):
            tense = PAST
        if tense in (PRESENT, INFINITIVE):
            # "gets the trophy on Saturday", "to meet on Friday" are to come; a month may lie on either side.
            tense = FUTURE if candidate.kind == "weekday" else None
        if before in checks["neutral_before"]:
            return FUTURE if tense == FUTURE else None
        if before in checks["future_before"]:
            return tense or FUTURE
        return tense

    def _ends_fiscal_year(self, candidate: Candidate) -> bool:
        """ "the year ended June 1986" tells when years of accounts end here."""
        codes, at, names = self._lexed.codes, candidate.first, self._knowledge.codes
        if at < 2 or candidate.kind not in ("month", "day") or codes[at - 2] != names["YEARUNIT"]:
            return False
        return codes[at - 1] in (names["PERIODVERB"], names["TO"])

    def _report_day(self, source: Source) -> Anchor:
        """The day of the report: as published, else as the dateline says."""
        if source.published:
            try:
                return Anchor(date.fromisoformat(source.published[:10]), True, "published")
            except ValueError:
                pass  # a month or year alone is no day to count from
        line: DatelineMention | None = source.dateline
        return self._dateline_day(self._text[line.start : line.end]) if line else NO_ANCHOR

    def _dateline_day(self, text: str) -> Anchor:
        for candidate in find(self._lexer(text), self._knowledge, lambda c: c.kind in ("day", "numeric")):
            setting = Setting(candidate.slots, candidate.text, 0, None, NO_ANCHOR, Memory(), self._knowledge)
            found = resolve(candidate.kind, setting)
            point = found.value.start if found else None
            day = real_day(point.year or PROXY_YEAR, point.month or 1, point.day or 1) if point else None
            if point and day:
                return Anchor(day, point.year is not None, "dateline")
        return NO_ANCHOR


def _mention(candidate: Candidate, found: Resolved) -> DateMention:
    first, last = found.value.bounds()
    return DateMention(
        start=candidate.start,
        end=candidate.end,
        text=candidate.text,
        edtf=str(found.value),
        first=first,
        last=last,
        precision=found.value.precision(),
        anchor=found.anchor,
    )
