"""Line detectors that need more than a pattern: stamps, bylines, section trails."""

import re

from pipeline.clean.days import find_days
from pipeline.clean.rules import Rules

_CLOCK = re.compile(
    r"(?:\b|(?<=\sT))\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:Z\b)?\s{0,2}(?:[ap]\.?m\b\.?|h\b|hrs\b)?|\((?:utc|gmt)\s?[+−-]\s?\d\d?(?::?\d\d)?\)|"
    r"\b(?:utc|gmt)\s?[+−-]\s?\d\d?(?::?\d\d)?|\b[\d,]+\s(?:views|comments|shares|min)\b|\bviews\s?:?\s?[\d,]+",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
_CLOCK_LINE = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}))?\b")
_WORDS = re.compile(r"[^\W\d_]+")
_TRAIL = re.compile(r"\s{1,3}(?:/|>|»|›|→|\||::|·)\s{1,3}")
_COLUMNS = re.compile(r"\s{2,}|\s[|•·]\s|\t")
_BY = re.compile(
    r"(?:(?:words |text |story |reported |written |compiled |analysis |report )?by|from|with)\s(?=\S)",
    re.IGNORECASE,
)
_BYLINE_END = re.compile(r"\s?[|•·–—]\s|,\s|\s[-(]|\d|/")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")

#: A header that names the paper, place and date has this many words; more are a headline's.
_HEADER_WORDS = 12
_HEADLINE_WORDS = 4
_LABEL = re.compile(r"\b(?:updated|published|posted)\b", re.IGNORECASE)
#: A live blog tells its own time before each entry; then the clock is the article's.
_LIVE_ENTRIES = 3


def is_live(texts: list[str]) -> bool:
    """Whether an article's lines are dated by the clock, as a live blog's are."""
    return sum(bool(_CLOCK_LINE.match(text)) and len(text) < 80 for text in texts) >= _LIVE_ENTRIES


def is_stamp(text: str, rules: Rules) -> bool:
    """Whether a line holds a full day and nothing else than what is printed around one."""
    if len(text) > 120:
        return False
    days = [day for day in find_days(text) if day.year]
    if not days:
        return False
    rest = text
    for day in reversed(days):
        rest = rest[: day.start] + " " + rest[day.end :]
    rest = _CLOCK.sub(" ", rest)
    words = [word.casefold() for word in _WORDS.findall(rest)]
    return all(word in rules.stamp_words for word in words) and sum(c.isdigit() for c in rest) <= 6


def is_dated_header(text: str) -> bool:
    """Whether a line names a day with the hour, as a page's header does and a dateline does not."""
    label = _LABEL.search(text)
    if label and len(_WORDS.findall(text[: label.start()])) >= _HEADLINE_WORDS:
        return False
    if len(text) > 110 or not _HOUR.search(text) or len(_WORDS.findall(text)) > _HEADER_WORDS:
        return False
    return any(day.year for day in find_days(text))


def byline_end(text: str, rules: Rules) -> int | None:
    """The end of "By Jane Doe" or "Our Correspondent" at a line's beginning, None when it is no byline."""
    by = _BY.match(text)
    start = by.end() if by else 0
    stop = _BYLINE_END.search(text, start)
    end = stop.start() if stop else len(text)
    names = _NAME.findall(text[start:end])
    if not names or len(names) > 12 or len(text) > 160 or len("".join(names)) < (end - start) * 0.6:
        return None
    role = any(name.casefold().strip(".") in rules.roles for name in names)
    fits = all(
        name[0].isupper() or name.casefold() in rules.byline_words or name.casefold() in rules.roles
        for name in names
    )
    if not fits:
        return None
    if by and by.group().split()[0].casefold() in ("from", "with") and not role:
        return None
    if by:
        odd = {"the", "a"} & {name.casefold() for name in names}
        return end if role or (not odd and 2 <= len(names) <= 8) else None
    return end if role and not stop and len(names) <= 6 and _role_last(names, rules) else None


def _role_last(names: list[str], rules: Rules) -> bool:
    """Whether the line is "Science desk" or "Correspondents in Kyiv" and not a headline about a team."""
    words = [name.casefold() for name in names]
    at = max(i for i, word in enumerate(words) if word in rules.roles)
    before = words[:at]
    known = sum(word in rules.byline_words or word in rules.roles for word in before)
    return (at == len(words) - 1 and (known > 0 or at <= 1)) or (
        known > 0 and words[at + 1] in ("in", "at", "for")
    )


def is_trail(text: str, rules: Rules) -> bool:
    """Whether a line is a trail of sections, a row of a menu, or a section's name alone."""
    if len(text) > 140:
        return False
    parts = [part.strip().casefold() for part in _TRAIL.split(text) if part.strip(" /|>»›·")]
    if len(parts) == 1 and not _COLUMNS.search(text):
        return parts[0].strip(" :/|>»›") in rules.sections
    if len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts):
        named = sum(part in rules.sections for part in parts)
        if named >= max(1, len(parts) // 2 - 1) and (parts[0] in rules.sections or named > 1):
            return True
    columns = [part.strip().casefold() for part in _COLUMNS.split(text) if part.strip()]
    named = sum(part in rules.sections for part in columns)
    return len(columns) >= 3 and all(len(c.split()) <= 3 for c in columns) and named * 2 >= len(columns)


def trail_prefix(text: str, rules: Rules) -> int:
    """The length of "Home / Politics / " in front of a headline; 0 when there is none."""
    end = 0
    for count, mark in enumerate(_TRAIL.finditer(text[:120])):
        part = text[end : mark.start()].strip().casefold()
        if part not in rules.sections or (count == 0 and mark.group().strip() == "|"):
            break
        end = mark.end()
    first = _TRAIL.split(text[:120])[0].strip().casefold()
    if first not in ("home", "main", "main page", "news") and end and len(_TRAIL.split(text[:end])) < 3:
        return 0
    return end if end < len(text) else 0
