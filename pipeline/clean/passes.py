"""One pass over a text: which ranges of it are boilerplate."""

from pipeline.clean.blocks import mark_blocks
from pipeline.clean.dateline import read_dateline
from pipeline.clean.detect import trail_prefix
from pipeline.clean.edges import PARAGRAPH, byline_before_dateline, fits, head_end, mark_head, mark_tail
from pipeline.clean.lines import Line, split_lines
from pipeline.clean.model import RemovedSpan
from pipeline.clean.rules import InlineRule, Rules

#: Rules for pieces at the edge of a line look at this much of it.
_WINDOW = 700
#: With so few paragraphs, one that ends in a photographer's name may be the article.
_FEW = 2


def boilerplate(text: str, rules: Rules, title: str | None = None) -> list[RemovedSpan]:
    """The ranges to take out of a text, in order. A second pass may find more at the new edges."""
    lines = split_lines(text)
    verdicts: list[str | None] = [None] * len(lines)
    first = next((i for i, line in enumerate(lines) if not line.blank), len(lines))
    anywhere = [rule for rule in rules.lines if rule.zone in ("any", "after")]
    end = head_end(lines, verdicts)
    if sum(line.sentence and len(line.text) >= PARAGRAPH for line in lines) <= _FEW:
        anywhere = [rule for rule in anywhere if rule.form != "caption"]
    for index, line in enumerate(lines):
        if line.blank or line.quoted or len(line.text) > 1500 or line.text == (title or "").strip():
            continue
        for rule in anywhere:
            if (rule.zone == "any" or index > end) and fits(rule, line):
                verdicts[index] = rule.kind
                break
    mark_blocks(lines, rules, verdicts)
    _caption_above_dateline(lines, first, verdicts)
    end = head_end(lines, verdicts)
    mark_head(lines, end, rules, verdicts, title)
    mark_tail(lines, end + 1, rules, verdicts)
    spans = _inline(text, lines, verdicts, rules, end)
    return spans + _whole_lines(lines, verdicts)


def _whole_lines(lines: list[Line], verdicts: list[str | None]) -> list[RemovedSpan]:
    """Lines with a verdict, each with its break; blank lines that would pile up go along."""
    spans: list[RemovedSpan] = []
    gap = True  # whether the kept text so far ends in a blank line, or is empty
    at = 0
    while at < len(lines):
        line, kind = lines[at], verdicts[at]
        at += 1
        if kind is None:
            gap = line.blank
            continue
        stop = line.stop
        while gap and at < len(lines) and lines[at].blank:
            stop = lines[at].stop
            at += 1
        spans.append(RemovedSpan(line.begin, stop, kind))
    return spans


def _caption_above_dateline(lines: list[Line], first: int, verdicts: list[str | None]) -> None:
    """A paragraph above the dateline that says who stands left and right is a photograph's caption."""
    after = next((i for i in range(first + 1, len(lines)) if not lines[i].blank), None)
    if after is None or verdicts[first] or not 60 <= len(lines[first].text) <= 600:
        return
    text = lines[first].text.casefold()
    posed = any(
        mark in text for mark in ("(left)", "(right)", "(l)", "(r)", "(centre)", "(center)", "(from left)")
    )
    if posed and len(lines[after].text) >= 80 and read_dateline(lines[after].text):
        verdicts[first] = "credit"


def _inline(
    text: str, lines: list[Line], verdicts: list[str | None], rules: Rules, head: int
) -> list[RemovedSpan]:
    spans: list[RemovedSpan] = []
    left = [i for i, line in enumerate(lines) if not line.blank and verdicts[i] is None]
    if not left:
        return spans
    for index in left:
        line = lines[index]
        edge = {
            "start": index == left[0],
            "last_line": index == left[-1],
            "text_end": index == left[-1],
            "line_end": True,
            "dateline": index <= head,
            "headline_end": index <= head,
            "any": True,
        }
        for rule in rules.inlines:
            if edge[rule.at]:
                spans.extend(_pieces(text, line, rule))
        if index <= head:
            spans.extend(_head_prefix(line, rules))
    return spans


def _head_prefix(line: Line, rules: Rules) -> list[RemovedSpan]:
    """A trail of sections in front of the headline, or a byline in front of the dateline."""
    length = trail_prefix(line.text, rules)
    if length:
        return [RemovedSpan(line.start, line.start + length, "breadcrumb")]
    length = byline_before_dateline(line.text, rules)
    return [RemovedSpan(line.start, line.start + length, "byline")] if length else []


def _pieces(text: str, line: Line, rule: InlineRule) -> list[RemovedSpan]:
    """Where a rule for pieces holds in a line; the white space that would be left over goes along."""
    low = line.start
    if rule.at == "start":
        match = rule.pattern.match(text, line.start)
        found = [match] if match and match.end() <= line.end else []
    elif rule.at == "any" or rule.at == "dateline":
        high = line.end if rule.at == "any" else min(line.end, line.start + 200)
        found = list(rule.pattern.finditer(text, low, high))
    else:
        low = max(line.start + (rule.at == "headline_end"), line.end - _WINDOW)
        found = [m for m in rule.pattern.finditer(text, low, line.end) if m.end() == line.end]
    spans = []
    for match in found:
        start, end = match.span()
        if rule.at == "last_line" and start > line.start and text[:start].rstrip()[-1:] not in ".!?…\"”’')":
            continue
        if end >= line.end:
            while start > line.start and text[start - 1].isspace():
                start -= 1
        else:
            while end < line.end and text[end].isspace():
                end += 1
        if start <= line.start:
            start = line.begin
        spans.append(RemovedSpan(start, end, rule.kind))
    return spans
