"""The publication date: from outside, the stamp, the dateline, the page's own lines or the report's words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.clean.days import Day, find_days
from pipeline.clean.detect import is_stamp
from pipeline.clean.lines import split_lines
from pipeline.clean.model import Basis, RemovedSpan
from pipeline.clean.rules import Rules, dateline_words
from pipeline.clean.years import load_knowledge, year_of

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s")
#: The report's beginning is all that can date it; the rest of a long text is not searched.
_REACH = 20_000
_PARAGRAPH = 80
_OPENING = 80
_OPENING_LINES = 6
_OPENING_NAMES = 6
#: Removed kinds that may carry the article's own date; a list of other headlines does not.
_DATED = frozenset({"stamp", "byline", "trailer", "navigation", "breadcrumb"})


@dataclass(slots=True)
class _Found:
    """Written days around the article."""

    stamp: str | None
    head: str | None
    trailer: str | None
    loose: list[Day]
    copyright: list[int]


def publication_date(
    raw: str,
    text: str,
    removed: list[RemovedSpan],
    day: Day | None,
    *,
    given: str | None,
    given_basis: Basis | None,
    rules: Rules,
) -> tuple[str | None, Basis | None]:
    """The publication date as an ISO date with its basis, or (None, None) when nothing tells it.

    ``day`` is what the dateline names. A date from outside that is no date is ignored.
    """
    outside = _outside(given)
    if outside:
        return outside, given_basis or "argument"
    found = _around(raw, text, removed, rules)
    if found.stamp:
        return found.stamp, "stamp"
    if day and day.iso:
        return day.iso, "dateline"
    if found.head:
        return found.head, "stamp"
    body = text[:_REACH]
    if not day and (opening := _opening(body)):
        return opening, "dateline"
    if day:
        year = year_of(day, body, found.loose, found.copyright)
        if year and (iso := day.in_year(year)):
            return iso, "dateline"
    if found.trailer:
        return found.trailer, "trailer"
    if not day and (lead := _lead(body)):
        return lead, "body"
    return None, None


def _outside(given: str | None) -> str | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given.strip()[:10]).isoformat()
    except ValueError:
        return next((found.iso for found in find_days(given[:80]) if found.iso), None)


def _around(raw: str, text: str, removed: list[RemovedSpan], rules: Rules) -> _Found:
    """Read the days in what cleaning removed, and in headers that stayed."""
    found = _Found(None, None, None, [], [])
    start = _report_start(raw, removed)
    named = None
    for span in removed:
        if span.kind == "disclaimer" and span.end - span.start < 400:
            found.copyright.extend(_copyright_years(raw[span.start : span.end]))
        if span.kind not in _DATED:
            continue
        for line in split_lines(raw[span.start : span.end][:2_000]):
            days = [d for d in find_days(line.text[:400]) if d.iso]
            if not days:
                continue
            found.loose.extend(days)
            words = line.text.casefold()
            if any(word in words for word in load_knowledge().amended):
                continue
            if span.start >= start:
                found.trailer = days[0].iso
            elif span.kind == "stamp" and (words.startswith("date") or words[:4].isdigit()):
                found.stamp = found.stamp or days[0].iso
            elif named is None or any(word in words for word in ("publish", "posted")):
                found.head = days[0].iso
                named = True if any(word in words for word in ("publish", "posted")) else None
    if not found.head:
        found.head = _kept_header(text, rules)
    return found


def _report_start(raw: str, removed: list[RemovedSpan]) -> int:
    """The raw offset of the first kept paragraph."""
    gone = [(span.start, span.end) for span in removed]
    at = 0
    for line in split_lines(raw[:_REACH]):
        while at < len(gone) and gone[at][1] <= line.start:
            at += 1
        inside = at < len(gone) and gone[at][0] <= line.start and gone[at][1] >= line.end
        if not inside and line.sentence and len(line.text) >= _PARAGRAPH:
            return line.start + 1 if not (at < len(gone) and gone[at][0] <= line.start) else gone[at][1]
    return len(raw)


def _kept_header(text: str, rules: Rules) -> str | None:
    """The day of a header that stayed in the text, as a live blog's does."""
    for line in split_lines(text[:2_000]):
        if line.sentence and len(line.text) >= _PARAGRAPH:
            return None
        if line.text and is_stamp(line.text, rules):
            return next((d.iso for d in find_days(line.text) if d.iso), None)
    return None


def _copyright_years(text: str) -> list[int]:
    words = text.casefold()
    if "©" not in words and "copyright" not in words and "(c)" not in words:
        return []
    return [
        int(t)
        for t in words.replace(".", " ").replace(",", " ").split()
        if len(t) == 4 and t[:2] in ("19", "20") and t.isdigit()
    ]


def _opening(text: str) -> str | None:
    """A full date that only names precede at the beginning of a line above or at the first paragraph.

    This is the dateline of a house style that ``dateline`` cannot read whole.
    """
    seen = 0
    for line in split_lines(text[:4_000]):
        if line.blank:
            continue
        seen += 1
        for day in find_days(line.text[:_OPENING]):
            before = _WORD.findall(line.text[: day.start])
            named = 0 < len(before) <= _OPENING_NAMES and all(word[0].isupper() for word in before)
            plain = dateline_words().not_places.isdisjoint(word.casefold() for word in before)
            if day.iso and named and plain and ":" not in line.text[: day.start]:
                return day.iso
        if seen >= _OPENING_LINES or (line.sentence and len(line.text) >= _PARAGRAPH):
            return None
    return None


def _lead(text: str) -> str | None:
    """A weekday with its full date in the first paragraph, in a sentence that reports an act.

    What happened late in the day is reported the next day. A weekday that the calendar contradicts tells
    nothing.
    """
    words = load_knowledge()
    lead = next((x for x in split_lines(text[:4_000]) if x.sentence and len(x.text) >= _PARAGRAPH), None)
    if lead is None or lead.quoted:
        return None
    for day in find_days(lead.text):
        if day.iso is None or day.weekday is None:
            continue
        own = date.fromisoformat(day.iso)
        before = lead.text[: day.start]
        sentence = _SENTENCE.split(before)[-1] + _SENTENCE.split(lead.text[day.start :])[0]
        said = set(_WORD.findall(sentence.casefold()))
        last = _WORD.findall(before.casefold())[-1:]
        if own.weekday() != day.weekday or said & words.others or not said & words.reports:
            continue
        if not words.terms.isdisjoint(last):
            continue
        late = any(word in before[-24:].casefold() for word in words.late)
        return (own + timedelta(days=late)).isoformat()
    return None
