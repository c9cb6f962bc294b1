"""Lines that are nothing but a name: the author's, the agency's, the paper's."""

import re

from pipeline.clean.days import find_days
from pipeline.clean.lines import Line
from pipeline.clean.places import is_place
from pipeline.clean.rules import Rules, dateline_words

_PART = re.compile(r"\s?[|,•·–—/]\s?")
_DASH = re.compile(r"^[—–-]{1,2}\s?")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_REPORT_REACH = 20_000


def report_words(lines: list[Line]) -> frozenset[str]:
    """The words of an article's sentences: whoever the report is about is named in them."""
    words: set[str] = set()
    seen = 0
    for line in lines:
        if line.sentence:
            words.update(
                word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(line.text)
            )
            seen += len(line.text)
        if seen > _REPORT_REACH:
            break
    return frozenset(words)


def is_author(text: str, known: frozenset[str], rules: Rules) -> bool:
    """Whether a line is but a name ("Jane Doe", "— Jane Doe, Oslo") that the report never mentions."""
    if len(text) > 60:
        return False
    parts = [part for part in _PART.split(_DASH.sub("", text).strip()) if part]
    if not parts or len(parts) > 3 or any(len(part.split()) > 4 for part in parts):
        return False
    name = parts[0].split()
    if not 2 <= len(name) <= 3 or not all(_WORD.fullmatch(word) and word[0].isupper() for word in name):
        return False
    low = [word.casefold() for word in name]
    plain = dateline_words().not_places | rules.sections | rules.roles | rules.stamp_words
    if any(word in plain for word in low) or " ".join(low) in rules.sections:
        return False
    return low[-1] not in known and low[0] not in known and not is_place(parts[0])


def is_paper(text: str) -> bool:
    """Whether a line is the name of an agency or a paper, with or without a date, and of no place."""
    words = dateline_words()
    days = list(find_days(text))
    name = text[: days[0].start] if days else text
    name = name.strip(" ,.|/–—-")
    if days and text[days[-1].end :].strip(" .|"):
        return False
    if name.casefold() in words.agencies:
        return True
    parts = [part.strip() for part in _PART.split(name) if part.strip()]
    tokens = name.replace(",", " ").split()
    if not tokens or len(tokens) > 5 or any(is_place(part) for part in parts):
        return False
    small = {"the", "of", "and", "&", "for"}
    if not all(token[0].isupper() or token.casefold() in small for token in tokens):
        return False
    return tokens[-1].casefold().strip(".") in words.agency_words or (
        bool(days) and tokens[0].casefold() == "the"
    )
