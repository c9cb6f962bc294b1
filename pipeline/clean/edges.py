"""The lines before the first paragraph and behind the last one, where most boilerplate stands."""

import re

from pipeline.clean.dateline import read_dateline
from pipeline.clean.detect import byline_end, is_dated_header, is_live, is_stamp, is_trail
from pipeline.clean.lines import Line
from pipeline.clean.names import is_author, is_paper, report_words
from pipeline.clean.rules import LineRule, Rules

_REPORTED = re.compile(r"\b(?:said|says|told|added|according to|announced|reported)\b", re.IGNORECASE)
#: What a paragraph of the report measures at least; headlines and labels are shorter or end without a stop.
PARAGRAPH = 80
_HEAD_LINES = 14
_TAIL_LINES = 40
_ENOUGH = 2.0
#: A line longer than this needs a cue of this weight: it may well be the report's last paragraph.
_SHORT = 160
_STRONG = 2.0


def fits(rule: LineRule, line: Line) -> bool:
    """Whether a line rule holds for a line, its zone apart."""
    if len(line.text) > rule.max or not rule.pattern.match(line.text):
        return False
    if rule.form == "caption":
        return not _REPORTED.search(line.text)
    if rule.form == "any" or not line.sentence:
        return True
    if rule.form == "short":
        return len(line.text) <= 120
    return rule.form == "label" and ":" in line.text[:60]


def head_end(lines: list[Line], verdicts: list[str | None]) -> int:
    """The index of the first paragraph: a sentence of some length that no rule has claimed."""
    seen = 0
    for index, line in enumerate(lines):
        if line.blank or verdicts[index]:
            continue
        if line.sentence and len(line.text) >= PARAGRAPH:
            return index
        seen += 1
        if seen >= _HEAD_LINES:
            return index + 1
    return len(lines)


def mark_head(
    lines: list[Line], end: int, rules: Rules, verdicts: list[str | None], title: str | None
) -> None:
    """Give stamps, bylines, trails and menus above the report their verdicts."""
    live = is_live([line.text for line in lines if len(line.text) < 80])
    own = (title or "").strip()
    head = [i for i in range(min(end, len(lines))) if not lines[i].blank]
    for index in head:
        line = lines[index]
        if verdicts[index] or line.text == own or len(line.text) > 300:
            continue
        verdicts[index] = _head_kind(line, rules, live)
    for at, index in enumerate(head):
        if verdicts[index] is None and lines[index].text != own:
            near = [verdicts[i] for i in (head[at - 1 : at] if at else []) + head[at + 1 : at + 2]]
            verdicts[index] = _between(lines[index], near, rules)
    _mark_names(lines, head, rules, verdicts, own)


def _mark_names(
    lines: list[Line], head: list[int], rules: Rules, verdicts: list[str | None], own: str
) -> None:
    """An author's or a paper's name below the headline."""
    known: frozenset[str] | None = None
    headline = False
    for index in head:
        line = lines[index]
        if verdicts[index] or line.sentence or line.text == own:
            continue
        if is_paper(line.text) and (headline or any(c.isdigit() for c in line.text)):
            verdicts[index] = "byline"
        elif headline and len(line.text) <= 60 and read_dateline(line.text) is None:
            known = report_words(lines) if known is None else known
            verdicts[index] = "byline" if is_author(line.text, known, rules) else None
        headline = headline or len(line.text.split()) >= 4


def _head_kind(line: Line, rules: Rules, live: bool) -> str | None:
    text = line.text
    for rule in rules.lines:
        if rule.zone in ("head", "edge") and fits(rule, line):
            return rule.kind
    if is_stamp(text, rules):
        return None if live else "stamp"
    if line.sentence and len(text) >= PARAGRAPH:
        return None
    if byline_before_dateline(text, rules):
        return None
    end = byline_end(text, rules)
    if end is not None and not (line.sentence and end == len(text)):
        return "byline"
    if is_dated_header(text) and read_dateline(text) is None:
        return None if live else "stamp"
    if is_dated_header(text) and not line.sentence:
        return "stamp"
    if is_trail(text, rules):
        return "breadcrumb"
    return None


def byline_before_dateline(text: str, rules: Rules) -> int:
    """The length of "By Jane Doe, " in front of a dateline on the same line; 0 when there is none."""
    end = byline_end(text, rules)
    if end is None or text[end : end + 2] not in (", ", " |"):
        return 0
    rest = text[end:].lstrip(" ,|")
    found = read_dateline(rest)
    return len(text) - len(rest) if found and found.day and found.places else 0


def _between(line: Line, near: list[str | None], rules: Rules) -> str | None:
    """A short label that stands beside boilerplate and sounds like it."""
    if line.sentence or len(line.text) > 60 or not any(near) or read_dateline(line.text):
        return None
    total, kind = score(line, rules)
    return kind if total >= _ENOUGH else None


def mark_tail(lines: list[Line], start: int, rules: Rules, verdicts: list[str | None]) -> None:
    """Give what stands behind the last paragraph its verdicts, from the bottom up."""
    seen = 0
    fragments: list[int] = []
    for index in range(len(lines) - 1, start - 1, -1):
        line = lines[index]
        if line.blank:
            continue
        if verdicts[index]:
            continue
        seen += 1
        if seen > _TAIL_LINES or line.quoted:
            return
        kind = _tail_kind(line, rules)
        if kind:
            verdicts[index] = kind
        elif line.sentence:
            break
        else:
            fragments.append(index)
    if len(fragments) == 1 and is_author(lines[fragments[0]].text, report_words(lines), rules):
        above = next((lines[i] for i in range(fragments[0] - 1, -1, -1) if not lines[i].blank), None)
        if above is None or above.text[-1] not in ":;":
            verdicts[fragments[0]] = "byline"


def _tail_kind(line: Line, rules: Rules) -> str | None:
    for rule in rules.lines:
        if rule.zone in ("tail", "edge") and fits(rule, line):
            return rule.kind
    if is_stamp(line.text, rules):
        return "stamp"
    if not line.sentence:
        end = byline_end(line.text, rules)
        if end is not None:
            return "byline"
        if is_trail(line.text, rules):
            return "breadcrumb"
    total, kind = score(line, rules)
    return kind if total >= _ENOUGH else None


def score(line: Line, rules: Rules) -> tuple[float, str]:
    """How much a line sounds like boilerplate, and like which kind."""
    if len(line.text) > 500:
        return 0.0, "trailer"
    total = 0.0 if line.sentence else 1.0
    kind, heaviest = "trailer", 0.0
    for cue in rules.cues:
        if len(line.text) > cue.max or (cue.form == "fragment" and line.sentence):
            continue
        if cue.pattern.search(line.text):
            total += cue.weight
            if cue.weight > heaviest:
                kind, heaviest = cue.kind, cue.weight
    if not heaviest or (heaviest < _STRONG and len(line.text) > _SHORT):
        return 0.0, kind
    return total, kind
