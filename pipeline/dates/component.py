"""The dates stage: finds every expression that names a calendar point or interval and gives it an EDTF value."""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from pipeline.dates import absolute
from pipeline.dates.anchor import FUTURE, INFINITIVE, NO_ANCHOR, PAST, PRESENT, PROXY_YEAR, Anchor, Memory
from pipeline.dates.candidates import Candidate, find
from pipeline.dates.checks import Checker
from pipeline.dates.knowledge import load_knowledge
from pipeline.dates.lexer import Lexer
from pipeline.dates.reader import TokenReader
from pipeline.dates.resolve import resolve
from pipeline.dates.setting import Resolved, Setting
from pipeline.dates.tense import TenseReader
from pipeline.layers import DateMention, DatelineMention

#: Kinds whose direction in time depends on the words around them.
_DIRECTED = frozenset({"day", "day_range", "month", "month_range", "season", "quarter", "half", "weekday", "rel"})

#: How many characters the opening of an article has, where a bare weekday is the day of the report.
_LEAD = 300

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]?\s+[\"“(]?[A-Z]|\n\n")


class DatesComponent:
    """Writes ``doc._.dates``: DateMention in text order, without overlap, offsets in ``doc.text``."""

    def __init__(self) -> None:
        self._knowledge = load_knowledge()
        self._lexer = Lexer(self._knowledge)
        self._tense = TenseReader(self._knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Find and resolve; reads the publication date and the dateline from ``doc._.source``."""
        reader = TokenReader(doc)
        memory = Memory()
        anchor = self._anchor(doc)
        mentions: list[DateMention] = []
        resolved: dict[int, Resolved] = {}
        checker = Checker(self._knowledge, reader)

        lexed = self._lexer(doc.text)
        # Who writes "today" for the day of the report means another day by a weekday.
        lead = 0 if self._knowledge.codes["TODAY"] in lexed.codes else self._lead_end(doc)

        def accept(candidate: Candidate) -> bool:
            nonlocal anchor
            if not checker.accept(candidate):
                return False
            if memory.stated and _SENTENCE_BREAK.search(doc.text, memory.stated_end, candidate.start):
                memory.stated = None
            found = resolve(
                candidate.kind, self._setting(candidate, reader, anchor, memory, lead=candidate.start < lead)
            )
            if found is None:
                return False
            resolved[candidate.start] = found
            memory.note(
                found.value, end=candidate.end, explicit_year=found.explicit, not_after=anchor.full
            )
            if candidate.kind == "weekday" and found.anchor == "dateline" and anchor.weekday is None:
                anchor = replace(anchor, told_weekday=absolute.weekday_number(candidate.slots["weekday"]))
            return True

        for candidate in find(lexed, self._knowledge, accept):
            mentions.append(_mention(candidate, resolved[candidate.start]))
        doc._.dates = mentions
        return doc

    def _setting(
        self, candidate: Candidate, reader: TokenReader, anchor: Anchor, memory: Memory, *, lead: bool
    ) -> Setting:
        direction = None
        if candidate.kind in _DIRECTED and anchor.day is not None:
            direction = self._direction(candidate, reader)
        return Setting(
            slots=candidate.slots,
            text=candidate.text,
            start=candidate.start,
            direction=direction,
            anchor=anchor,
            memory=memory,
            knowledge=self._knowledge,
            lead=lead,
        )

    def _lead_end(self, doc: Doc) -> int:
        line: DatelineMention | None = doc._.source.dateline
        return (line.end if line else 0) + _LEAD

    def _direction(self, candidate: Candidate, reader: TokenReader) -> str | None:
        checks, before = self._knowledge.checks, candidate.before()
        before = candidate.before(2) if before == "the" else before
        if before in checks["past_before"]:
            return PAST
        tense = self._tense.direction(reader.doc, reader.index_at(candidate.main))
        if tense in (PRESENT, INFINITIVE):
            # "gets the trophy on Saturday", "to meet on Friday" are to come; a month may lie on either side.
            tense = FUTURE if candidate.kind == "weekday" else None
        if before in checks["neutral_before"]:
            return FUTURE if tense == FUTURE else None
        if before in checks["future_before"]:
            return tense or FUTURE
        return tense

    def _anchor(self, doc: Doc) -> Anchor:
        """The day of the report: as published, else as the dateline says."""
        source = doc._.source
        if source.published:
            try:
                return Anchor(date.fromisoformat(source.published[:10]), True, "published")
            except ValueError:
                pass
        line: DatelineMention | None = source.dateline
        if line is not None:
            return self._dateline_day(doc.text[line.start : line.end])
        return NO_ANCHOR

    def _dateline_day(self, text: str) -> Anchor:
        for candidate in find(self._lexer(text), self._knowledge, lambda c: c.kind in ("day", "numeric")):
            found = resolve(
                candidate.kind,
                Setting(candidate.slots, candidate.text, 0, None, NO_ANCHOR, Memory(), self._knowledge),
            )
            if found is not None:
                point = found.value.start
                day = absolute.real_day(point.year or PROXY_YEAR, point.month or 1, point.day or 1)
                if day is not None:
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
