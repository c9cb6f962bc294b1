"""Reading the dateline of an agency report: place, date and agency in the order of many house styles.

A line is read from its beginning part by part (place, region, date, agency) up to a terminator; whether the
parts make a dateline is decided once, in ``_acceptable``: the less the parts say, the surer the place must be.
"""

import re
from dataclasses import dataclass, field

from pipeline.clean.days import Day, day_at
from pipeline.clean.lines import Line
from pipeline.clean.places import country_code, is_capital, is_place
from pipeline.clean.rules import dateline_words
from pipeline.layers import DatelineMention

#: Datelines are short; what stands behind this many characters is the report.
_REACH = 160
#: A dateline stands in one of the first lines, at the latest on the first paragraph.
_FIRST_LINES = 8
_PARAGRAPH = 80

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W\d_]))*")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W\d_]{2,5}\.(?=,|\s*[-–—/(])|(?:S[Tt]|Ste|M[Tt]|F[Tt])\.(?=\s)")
_BRACKET = re.compile(r"\(([^()]{2,48})\)|\[([^\[\]]{2,48})\]")
_SLASHED = re.compile(r"[/|]\s?([^/|]{2,40}?)\s?[/|](?=[\s.:–—-]|$)")
_SEPARATOR = re.compile(r"\s{0,2}[,/|]\s{0,2}|\.\s{1,2}|\s{1,2}|(?<=[^\W\d_])/")
_TERMINATOR = re.compile(r"\s{0,2}\.?\s{0,2}(?:[-–—―]{1,3}(?=\s|$)|[–—―]|--|:(?=\s|$))|\.(?=\s|$)|$")
_NAMED_AGENCY = re.compile(r"[^\W\d_][\w.&’' -]{1,38}(?=:\s|\s[-–—]{1,2}\s)")


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


def find_dateline(lines: list[Line]) -> tuple[DatelineMention, Day | None] | None:
    """The first dateline of an article's opening lines, with the day that it names."""
    seen = 0
    for line in lines:
        if line.blank:
            continue
        found = read_dateline(line.text)
        if found:
            end = line.start + found.end
            place, agency = _place_and_agency(found)
            country = found.country or next((c for p in found.places[1:] if (c := country_code(p))), None)
            mention = DatelineMention(line.start, end, line.text[: found.end], place, country, agency)
            return mention, found.day
        seen += 1
        if seen >= _FIRST_LINES or (line.sentence and len(line.text) >= _PARAGRAPH):
            return None
    return None


def read_dateline(text: str) -> Opening | None:
    """Read a line's beginning as a dateline; offsets are in the line. None when it is none."""
    stars = len(text) - len(text.lstrip("*"))  # some wires mark the line for their own use
    found = _scan(text[stars:])
    if _acceptable(found, text[stars:]):
        found.end += stars
        return found
    # "Our News Agency, Tashkent, May 3, 2024" alone on its line: the paper comes first.
    comma = text.find(",", 0, 48)
    if 0 < comma and len(text) <= 100 and "," in text[comma + 1 :]:
        skip = comma + 1 + (len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip()))
        rest = _scan(text[skip:])
        if rest.terminator == "" and rest.day and rest.places and _acceptable(rest, text[skip:]):
            rest.end += skip
            rest.agency = rest.agency or text[:comma]
            return rest
    return None


def _scan(text: str) -> Opening:
    head = text[:_REACH]
    found = Opening()
    pos = 0
    joined = False
    for _ in range(8):
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
    found.bare_after = head[found.end : found.end + 1] == " " and head[found.end + 1 : found.end + 2].isupper()
    return found


def _continues(head: str, stop: re.Match[str], found: Opening) -> int | None:
    """Where a dateline goes on behind a full stop or dash ("KYIV. Dec 16", "TASHKENT. KAZINFORM –")."""
    mark = stop.group().strip()
    if mark not in (".", "-", "–", "—"):
        return None
    at = stop.end()
    while at < len(head) and head[at] == " ":
        at += 1
    if at == stop.end() or at >= len(head):
        return None
    if not found.day and (day := day_at(head, at)) and _ends_part(head, day.end):
        return at
    agency = _SLASHED.match(head, at) or _BRACKET.match(head, at) or _listed_agency(head, at)
    if not found.agency and mark == "." and agency:
        return at
    return None


def _ends_part(head: str, pos: int) -> bool:
    """Whether a date is followed by what ends a dateline's part, not by the words of a sentence."""
    if head[pos : pos + 2] == ", " and _listed_agency(head, pos + 2):
        return True
    return bool(_TERMINATOR.match(head, pos) or _BRACKET.match(head, pos + 1) or _SLASHED.match(head, pos + 1))


def _part(head: str, pos: int, found: Opening, *, joined: bool) -> int | None:
    """Read one part at an offset into ``found``; the offset behind it, or None.

    ``joined`` says that only a blank parts it from the one before: then it is no second place.
    """
    if head[pos : pos + 1] == "/" and day_at(head, pos + 1):
        pos += 1
    if not found.day and (day := day_at(head, pos)):
        found.day = day
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
        named = _NAMED_AGENCY.match(head, pos) if head[pos - 1 : pos] in "/," and not found.agency else None
        if named:
            found.agency = named.group().strip()
            return named.end()
        return None
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
            return end
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
        if not count and (lower or (name.casefold() in words.not_places and name.casefold() != "the")):
            return None
        if not lower:
            end = pos
        count += 1
        if short and name[:-1].casefold() not in ("st", "ste", "mt", "ft"):
            break  # "WASHINGTON, D.C. U.S. Sen. ..."
        joint = re.compile(r"[ ](?=\S)|/(?=[^\W\d_])").match(head, pos)
        if not joint or day_at(head, joint.end()) or _listed_agency(head, joint.end()):
            break
        pos = joint.end()
    if end == start or head[start:end].casefold() == "the":
        return None
    found.places.append(head[start:end])
    return end


def _place_and_agency(found: Opening) -> tuple[str | None, str | None]:
    """The town, and the agency: a paper's name in front of the town is an agency."""
    places = found.places
    if len(places) >= 2 and not is_place(places[0]) and is_place(places[1]) and not country_code(places[1]):
        return places[1], found.agency or places[0]
    return (places[0] if places else None), found.agency


def _acceptable(found: Opening, text: str) -> bool:
    """Whether the parts make a dateline."""
    mark = found.terminator
    dash = bool(mark) and mark[-1] in "-–—―"
    colon = bool(mark) and mark[-1] == ":"
    alone = mark == ""
    place = found.places[0] if found.places else ""
    caps = len(place) > 3 and place.upper() == place
    rest = text[found.end :].lstrip()
    report = len(rest) >= 40
    words = dateline_words()
    if len(found.places) > 3:
        return False
    if found.day and found.places:
        return mark is not None or (found.agency is not None and found.bare_after)
    if found.day:
        return dash and report and (found.agency is not None or rest[:1].isupper())
    if found.agency and found.places:
        known = found.agency.casefold() in words.agencies or caps or is_place(place)
        return known and (dash or colon or mark == ".") and report
    if found.agency:
        return dash and report and (found.agency.casefold() in words.agencies)
    if not place:
        return False
    sure = is_place(place) or any(is_place(part) for part in place.split("/") if "/" in place)
    named_region = len(found.places) > 1 and (found.country or country_code(found.places[1])) is not None
    if alone:
        return caps and sure and len(found.places) == 1
    opens = rest[:1].isupper() or rest[:1] in "\"“‘'"
    if dash:
        return report and opens and (sure or (caps and named_region))
    if colon:
        return report and sure and (caps or len(text) >= 120)
    if mark == ".":
        return report and opens and (sure or (caps and named_region))
    # "WASHINGTON A former executive": the dash was lost; the report must read on in small letters.
    return caps and is_capital(place) and found.bare_after and len(text) >= 100 and not rest[:12].isupper()
