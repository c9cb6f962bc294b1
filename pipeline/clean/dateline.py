"""Reading the dateline of an agency report: place, date and agency in the order of many house styles.

``opening.scan`` reads a line from its beginning part by part up to a terminator; whether the parts make a
dateline is decided once, in ``_acceptable``: the less the parts say, the surer the place must be.
"""

import re

from pipeline.clean.days import Day
from pipeline.clean.lines import Line
from pipeline.clean.opening import Opening, scan
from pipeline.clean.places import country_code, is_capital, is_place
from pipeline.clean.rules import dateline_words
from pipeline.layers import DatelineMention

#: A dateline stands in one of the first lines, at the latest on the first paragraph.
_FIRST_LINES = 8
_PARAGRAPH = 80
#: What must stand behind the dateline on its line, so that a headline is none.
_REPORT = 40
#: What may head a dateline on its own line: "PRESS RELEASE. ".
_HEADED = re.compile(r"([^\W\d_]+(?: [^\W\d_]+){0,2})\s?(?:[.,:–—-]|--)\s{1,2}(?=[^\W\d_a-z])")


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
    headed = _HEADED.match(text, stars)
    if headed and headed[1].casefold() in dateline_words().headings:
        stars = headed.end()
    found = scan(text[stars:])
    if _acceptable(found, text[stars:]):
        found.end += stars
        return found
    # "Our News Agency, Tashkent, May 3, 2024" alone on its line: the paper comes first.
    comma = text.find(",", 0, 48)
    if comma > 0 and len(text) <= 100 and "," in text[comma + 1 :]:
        skip = comma + 1 + (len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip()))
        rest = scan(text[skip:])
        if rest.terminator == "" and rest.day and rest.places and _acceptable(rest, text[skip:]):
            rest.end += skip
            rest.agency = rest.agency or text[:comma]
            return rest
    return None


def _place_and_agency(found: Opening) -> tuple[str | None, str | None]:
    """The town, and the agency: a paper's name in front of the town is an agency."""
    places = found.places
    if len(places) >= 2 and not is_place(places[0]) and is_place(places[1]) and not country_code(places[1]):
        return places[1], found.agency or places[0]
    return (places[0] if places else None), found.agency


def _acceptable(found: Opening, text: str) -> bool:
    """Whether the parts make a dateline."""
    mark = found.terminator
    rest = text[found.end :].lstrip()
    report = len(rest) >= _REPORT
    if len(found.places) > 3:
        return False
    dash = bool(mark) and mark is not None and mark[-1] in "-–—―"
    if found.day and found.places:
        if found.day_first and not is_place(found.places[0]):
            return False
        return mark is not None or (found.agency is not None and found.bare_after)
    if found.day:
        return dash and report and (found.agency is not None or rest[:1].isupper())
    if found.agency:
        listed = found.agency.casefold() in dateline_words().agencies
        if not found.places:
            return dash and report and listed
        return report and bool(mark) and (listed or _shouted(found.places[0]) or is_place(found.places[0]))
    return bool(found.places) and _bare_place(found, text, rest)


def _bare_place(found: Opening, text: str, rest: str) -> bool:
    """Whether a place without date or agency opens a report ("HELSINKI — The", "Dar es Salaam. A")."""
    place, mark = found.places[0], found.terminator
    sure = is_place(place) or any(is_place(part) for part in place.split("/") if "/" in place)
    if mark == "":
        return _shouted(place) and sure and len(found.places) == 1
    if len(rest) < _REPORT:
        return False
    if mark == ":":
        return sure and (_shouted(place) or len(text) >= 120)
    if mark:
        region = len(found.places) > 1 and (found.country or country_code(found.places[1])) is not None
        opens = rest[:1].isupper() or rest[:1] in "\"“‘'"
        return opens and (sure or (_shouted(place) and region))
    # "WASHINGTON A group of senators": the dash was lost; the report must read on in small letters.
    return (
        _shouted(place)
        and is_capital(place)
        and found.bare_after
        and len(text) >= 100
        and not rest[:12].isupper()
    )


def _shouted(place: str) -> bool:
    return len(place) > 3 and place.upper() == place
