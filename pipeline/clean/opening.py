"""Reading the parts at the beginning of a line that may be a dateline: place, region, date, agency."""

import re
from dataclasses import dataclass, field

from pipeline.clean.days import Day, day_at
from pipeline.clean.places import country_code
from pipeline.clean.rules import dateline_words

#: Datelines are short; what stands behind this many characters is the report.
_REACH = 160
_PARTS = 8

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W\d_]))*")
_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]\.){2,4}|[^\W\d_]{2,5}\.(?=,|\s*[-–—/(])|(?:S[Tt]|Ste|M[Tt]|F[Tt])\.(?=\s)"
)
_BRACKET = re.compile(r"\(([^()]{2,48})\)|\[([^\[\]]{2,48})\]")
_SLASHED = re.compile(r"[/|]\s?([^/|]{2,40}?)\s?[/|](?=[\s.:–—-]|$)")
_SEPARATOR = re.compile(r"\s{0,2}[,/|]\s{0,2}|\.\s{1,2}|\s{1,2}|(?<=[^\W\d_])/")
_TERMINATOR = re.compile(r"\s{0,2}\.?\s{0,2}(?:[-–—―]{1,3}(?=\s|$)|[–—―]|--|:(?=\s|$))|\.(?=\s|$)|$")
_NAMED_AGENCY = re.compile(
    r"[^\W\d_a-z][\w.&’'-]{1,20}(?:\s[^\W\d_a-z][\w.&’'-]{1,20}){0,2}(?=:\s|\s[-–—]{1,2}\s)"
)


_BRANCH = re.compile(r"-[^\W\d_][\w]{2,20}")
_JOINT = re.compile(r"[ ](?=\S)|/(?=[^\W\d_])")


@dataclass(slots=True)
class Opening:
    """The parts of a line's beginning, as far as they read like a dateline."""

    end: int = 0
    places: list[str] = field(default_factory=list)
    country: str | None = None
    agency: str | None = None
    day: Day | None = None
    terminator: str | None = None
    bare_after: bool = False
    day_first: bool = False


def scan(text: str) -> Opening:
    """Read a line's parts as long as they fit; ``terminator`` stays None when the line goes on."""
    head = text[:_REACH]
    found = Opening()
    pos = 0
    joined = False
    for _ in range(_PARTS):
        after = _part(head, pos, found, joined=joined)
        if after is None:
            break
        found.end = pos = after
        stop = _TERMINATOR.match(head, pos)
        if stop and not (stop.group() == "" and len(text) > len(head)):
            again = _continues(head, stop, found)
            if again is None:
                found.terminator = stop.group().strip()
                found.end = stop.end()
                return found
            pos = again
            continue
        if _SLASHED.match(head, pos + 1) and head[pos] == " ":
            pos += 1
            continue
        gap = _SEPARATOR.match(head, pos)
        if not gap or not gap.group():
            break
        joined = gap.group().isspace()
        pos = gap.end()
    found.bare_after = (
        head[found.end : found.end + 1] == " " and head[found.end + 1 : found.end + 2].isupper()
    )
    return found


def _continues(head: str, stop: re.Match[str], found: Opening) -> int | None:
    """Where a dateline goes on behind a full stop or dash ("KYIV. Dec 16", "TASHKENT. KAZINFORM –")."""
    mark = stop.group().strip()
    if mark not in (".", "-", "–", "—", "--"):
        return None
    at = stop.end()
    while at < len(head) and head[at] == " ":
        at += 1
    if at >= len(head) or (at == stop.end() and mark != "--"):
        return None
    if not found.day and (day := day_at(head, at)) and _ends_part(head, day.end):
        return at
    if found.agency:
        return None
    if mark in (".", "--") and (_SLASHED.match(head, at) or _BRACKET.match(head, at)):
        return at
    listed = _listed_agency(head, at)
    return at if listed and (mark == "." or _TERMINATOR.match(head, listed)) else None


def _ends_part(head: str, pos: int) -> bool:
    """Whether a date is followed by what ends a dateline's part, not by the words of a sentence."""
    if head[pos : pos + 2] == ", " and _listed_agency(head, pos + 2):
        return True
    return bool(
        _TERMINATOR.match(head, pos) or _BRACKET.match(head, pos + 1) or _SLASHED.match(head, pos + 1)
    )


def _part(head: str, pos: int, found: Opening, *, joined: bool) -> int | None:
    """Read one part at an offset into ``found``; the offset behind it, or None.

    ``joined`` says that only a blank parts it from the one before: then it is no second place.
    """
    if head[pos : pos + 1] == "/" and day_at(head, pos + 1):
        pos += 1
    if not found.day and (day := day_at(head, pos)):
        found.day = day
        found.day_first = not found.places
        return day.end
    bracket = _BRACKET.match(head, pos)
    if bracket:
        return _bracketed(head, bracket, found)
    slashed = _SLASHED.match(head, pos)
    if slashed and not found.agency and (found.day or found.places):
        found.agency = slashed.group(1).strip()
        return slashed.end()
    agency = _listed_agency(head, pos)
    if agency and not found.agency and (found.day or found.places):
        found.agency = head[pos:agency]
        return agency
    if found.day:
        named = _NAMED_AGENCY.match(head, pos) if head[:pos].rstrip()[-1:] in ("/", ",") else None
        if named and not found.agency and found.places:
            found.agency = named.group().strip()
            return named.end()
        return None if found.places else _place(head, pos, found)
    if found.agency or joined:
        return None
    return _place(head, pos, found)


def _bracketed(head: str, bracket: re.Match[str], found: Opening) -> int | None:
    name = (bracket.group(1) or bracket.group(2)).strip()
    if bracket.group(2):
        found.country = found.country or country_code(name)
        return bracket.end() if found.places else None
    # "Betul (Goa) [India], February 6": brackets between the place and what follows it name its region.
    if found.places and not found.day and not _TERMINATOR.match(head, bracket.end()):
        following = head[bracket.end() : bracket.end() + 3].lstrip()
        if following[:1] in ("[", ",") or day_at(head, bracket.end() + 1):
            return bracket.end()
    if found.places and not found.country and (code := country_code(name)):
        found.country = code
        return bracket.end()
    day = day_at(name, 0)
    if day and day.end >= len(name) - 1:
        if found.day or not found.places:
            return None
        found.day = day
        return bracket.end()
    if found.agency:
        return None
    found.agency = name
    return bracket.end()


def _listed_agency(head: str, pos: int) -> int | None:
    """The end of a bare agency name at an offset: it is on our list and written as a name."""
    for name in dateline_words().agencies:
        end = pos + len(name)
        word = head[pos:end]
        if word.casefold() == name and word[:1].isupper() and not head[end : end + 1].isalnum():
            branch = _BRANCH.match(head, end)
            return branch.end() if branch else end
    return None


def _place(head: str, pos: int, found: Opening) -> int | None:
    """Read a run of capitalised words as the name of a place."""
    words = dateline_words()
    start = end = pos
    count = 0
    shouted = False
    while count < 6:
        short = _ABBREVIATION.match(head, pos)
        word = _WORD.match(head, pos)
        if short and short.group()[:-1].casefold() in words.abbreviations:
            pos, name = short.end(), short.group()
        elif word:
            pos, name = word.end(), word.group()
        else:
            break
        lower = not name[0].isupper() and not (name[1:2] in ("'", "’") and name[2:3].isupper())
        if lower and name.casefold() not in words.particles:
            break
        if shouted and not lower and (name.upper() != name or len(name) < 2):
            break  # "WASHINGTON Attorney General": the place is written in capitals, the report is not
        shouted = shouted or (not count and len(name) > 3 and name.upper() == name)
        article = not count and found.places and name == "the"
        if (
            not count
            and not article
            and (lower or (name.casefold() in words.not_places and name.casefold() != "the"))
        ):
            return None
        if not lower:
            end = pos
        count += 1
        if short and name[:-1].casefold() not in ("st", "ste", "mt", "ft"):
            break  # "WASHINGTON, D.C. U.S. Sen. ..."
        joint = _JOINT.match(head, pos)
        if not joint or day_at(head, joint.end()) or _listed_agency(head, joint.end()):
            break
        pos = joint.end()
    if end == start or head[start:end].casefold() == "the":
        return None
    found.places.append(head[start:end])
    return end
