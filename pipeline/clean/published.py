"""The publication date: from outside, the stamp, the dateline, the page's own lines or the report's words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.clean.days import Day, find_days
from pipeline.clean.detect import is_stamp
from pipeline.clean.lines import split_lines
from pipeline.clean.model import RemovedSpan
from pipeline.clean.rules import Rules
from pipeline.clean.years import year_of
from pipeline.layers import DatelineMention

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s")
#: The report's beginning is all that can date it; the rest of a long text is not searched.
_REACH = 20_000
_LEAD_PARAGRAPHS = 2
_PARAGRAPH = 80
#: Removed kinds that may carry the article's own date; a list of other headlines does not.
_DATED = frozenset({"stamp", "byline", "trailer", "navigation", "breadcrumb"})
_AMENDED = ("amended", "corrected", "correction", "earlier version", "clarification", "misspelled", "updated to")
#: "by Monday, 30 October" and its like name another day than the report's.
_NOT_OWN = ("by", "until", "till", "before", "since", "from", "after", "to", "and", "between", "through", "for", "next")
#: Words of an announcement of what is still to come, and of captions.
_NOT_REPORT = (" will ", "scheduled", "upcoming", " photo", "pictured", "speaks ", " is to ", " are to ")
_LATE = ("late on", "evening", "night", "overnight")


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
    dateline: DatelineMention | None,
    *,
    given: str | None,
    given_basis: str | None,
    rules: Rules,
) -> tuple[str | None, str | None]:
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
            if any(word in words for word in _AMENDED):
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
    return [int(t) for t in words.replace(".", " ").replace(",", " ").split() if len(t) == 4 and t[:2] in ("19", "20") and t.isdigit()]


def _lead(text: str) -> str | None:
    """A weekday with its full date in the opening paragraphs: the report's own day.

    What happened late in the day is reported the next day. A weekday that the calendar contradicts tells
    nothing.
    """
    paragraphs = [x for x in split_lines(text[:4_000]) if x.sentence and len(x.text) >= _PARAGRAPH]
    for line in paragraphs[:_LEAD_PARAGRAPHS]:
        for day in find_days(line.text):
            if day.iso is None or day.weekday is None:
                continue
            sentence = _SENTENCE.split(line.text[: day.start])[-1] + _SENTENCE.split(line.text[day.start :])[0]
            if any(word in sentence.casefold() for word in _NOT_REPORT):
                continue
            own = date.fromisoformat(day.iso)
            if own.weekday() != day.weekday:
                continue
            before = line.text[max(0, day.start - 24) : day.start].casefold()
            if line.quoted or any(before.rstrip(" ,").endswith(word) for word in _NOT_OWN):
                continue
            late = any(word in before for word in _LATE)
            return (own + timedelta(days=late)).isoformat()
    return None
