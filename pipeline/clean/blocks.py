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
        taken = _taken(lines, index, rule, verdicts)
        if rule.takes in ("items", "words", "name") and not taken and not _edge(lines, index, verdicts):
            continue  # a lone "The latest" between paragraphs may be the article's own subheading
        verdicts[index] = verdicts[index] or rule.kind
        for at in taken:
            verdicts[at] = verdicts[at] or rule.kind


def _taken(lines: list[Line], index: int, rule: HeadingRule, verdicts: list[str | None]) -> list[int]:
    taken: list[int] = []
    spaced = False
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.blank:
            if taken and not spaced:
                break
            spaced = spaced or not taken
            continue
        if verdicts[at] and verdicts[at] != rule.kind:
            break
        if rule.takes == "paragraph":
            return [at]
        if rule.takes == "name":
            return [at] if len(line.text) <= _NAME_MAX and not line.sentence and line.text[0].isupper() else []
        limit = _ITEM_MAX if rule.takes == "items" else _WORDS_MAX
        if len(line.text) > limit or (line.text[-1] in ".;:" and not line.text.endswith("...")) or line.quoted:
            if rule.takes == "items" and spaced and taken and not line.quoted:
                break
            break
        if any(r.pattern.match(line.text) for r in _others(rule)):
            break
        taken.append(at)
    # Spaced-out items may run into a subheading of the article that follows: only one is taken then.
    if spaced and taken and any(not line.blank and verdicts[i] is None for i, line in _rest(lines, taken[-1])):
        return taken[:1]
    return taken


def _others(rule: HeadingRule) -> list[HeadingRule]:
    from pipeline.clean.rules import load_rules

    return [other for other in load_rules().headings if other is not rule and other.takes != "paragraph"]


def _rest(lines: list[Line], last: int) -> list[tuple[int, Line]]:
    return [(i, lines[i]) for i in range(last + 1, min(len(lines), last + 6))]


def _edge(lines: list[Line], index: int, verdicts: list[str | None]) -> bool:
    """Whether nothing but boilerplate stands behind a line."""
    return all(line.blank or verdicts[i] for i, line in enumerate(lines[index + 1 :], start=index + 1))
