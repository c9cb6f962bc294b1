"""Headings such as "Latest news", and the lines below that belong to them."""

from pipeline.clean.lines import Line
from pipeline.clean.rules import HeadingRule, Rules

_HEADING_MAX = 80
_ITEM_MAX = 220
_WORDS_MAX = 60
_NAME_MAX = 60


def mark_blocks(lines: list[Line], rules: Rules, verdicts: list[str | None]) -> None:
    """Give the headings and what they take their verdicts."""
    for index, line in enumerate(lines):
        if line.blank or len(line.text) > _HEADING_MAX:
            continue
        rule = next((r for r in rules.headings if r.pattern.match(line.text)), None)
        if rule is None or (verdicts[index] and rule.takes != "paragraph"):
            continue
        taken = _taken(lines, index, rule, rules, verdicts)
        if rule.takes in ("items", "words", "name") and not taken and not _edge(lines, index, verdicts):
            continue  # a lone "The latest" between paragraphs may be the article's own subheading
        verdicts[index] = verdicts[index] or rule.kind
        for at in taken:
            verdicts[at] = verdicts[at] or rule.kind


def _taken(
    lines: list[Line], index: int, rule: HeadingRule, rules: Rules, verdicts: list[str | None]
) -> list[int]:
    """The lines below a heading that belong to it; a blank line ends them unless all are spaced out."""
    taken: list[int] = []
    spaced = False
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.blank:
            if taken and not spaced:
                break
            spaced = spaced or not taken
            continue
        if rule.takes == "paragraph":
            return [] if verdicts[at] else [at]
        if verdicts[at] not in (None, rule.kind) or not _is_item(line, rule):
            break
        if any(other is not rule and other.pattern.match(line.text) for other in rules.headings):
            break
        taken.append(at)
        if rule.takes == "name":
            break
    # Spaced-out items may run into a subheading of the article that follows: only one is taken then.
    if spaced and taken and any(not x.blank and v is None for x, v in _below(lines, verdicts, taken[-1])):
        return taken[:1]
    return taken


def _is_item(line: Line, rule: HeadingRule) -> bool:
    text = line.text
    if line.quoted or (text[-1] in ".;:" and not text.endswith("...")):
        return False
    if rule.takes == "name":
        return len(text) <= _NAME_MAX and not line.sentence and text[0].isupper()
    return len(text) <= (_ITEM_MAX if rule.takes == "items" else _WORDS_MAX)


def _below(lines: list[Line], verdicts: list[str | None], last: int) -> list[tuple[Line, str | None]]:
    return list(zip(lines, verdicts, strict=True))[last + 1 : last + 6]


def _edge(lines: list[Line], index: int, verdicts: list[str | None]) -> bool:
    """Whether nothing but boilerplate stands behind a line."""
    return all(lines[i].blank or verdicts[i] for i in range(index + 1, len(lines)))
