"""Places and agencies in the dateline of a report: "BAKU, Azerbaijan, October 7.", "TOKYO (Pool) -"."""

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words
from pipeline.layers import DatelineMention

_DASHES = frozenset({"-", "–", "—", "--"})
#: A dateline has at most this many tokens before its dash.
_REACH = 16


def dateline_names(
    words: Words, knowledge: Knowledge, span: tuple[int, int] | None, line: DatelineMention | None
) -> list[Name]:
    """Names of the dateline that cleaning found at tokens ``span``, or of openings that look like one."""
    if span is not None and line is not None:
        # "LONDON/PARIS" are two places.
        parts = [(part.strip(), "GPE") for part in (line.place or "").split("/")]
        found = [(_locate(words, text, span), label) for text, label in [*parts, (line.agency or "", "ORG")]]
        return [Name(at[0], at[1], label, "dateline", True) for at, label in found if at is not None]
    names = []
    for i, starts in enumerate(words.starts):
        if starts and (i == 0 or "\n" in words.text[i - 1]):
            names += _opening(words, knowledge, i)
    return names


def _locate(words: Words, text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens within ``span`` that read ``text``."""
    if not text:
        return None
    wanted = text.casefold()
    for start in range(span[0], span[1]):
        for end in range(start + 1, min(span[1], start + 8) + 1):
            if words.join(start, end).casefold() == wanted:
                return start, end
    return None


def _opening(words: Words, knowledge: Knowledge, i: int) -> list[Name]:
    """A place in capitals at the start of a paragraph, and an agency in brackets before a dash."""
    text, n = words.text, len(words.text)
    stop = next(
        (
            j
            for j in range(i + 1, min(n, i + _REACH))
            if text[j] in _DASHES and (words.spaced[j] or words.spaced[j - 1])
        ),
        0,
    )
    names = []
    j = i
    while (
        j < n
        and text[j].isupper()
        and text[j].isalpha()
        and len(text[j]) > 2
        and text[j].lower() not in knowledge.blocked.words
    ):
        j += 1
    dated = any(w.isdigit() for w in text[j : j + 8]) and "\n" not in "".join(text[j : j + 4])
    short = j == i + 1 and len(text[i]) < 4
    if (
        i < j <= i + 3
        and j < n
        and not short
        and ((text[j] == "," and (stop or dated)) or stop == j or (text[j] in ("(", ".", "/") and stop))
    ):
        names.append(Name(i, j, "GPE", "dateline", True))
    closer = text[stop - 1] if stop else ""
    if closer in (")", "/"):
        opener = "(" if closer == ")" else "/"
        start = next((k for k in range(stop - 2, i, -1) if text[k] == opener), 0)
        if start and words.capital[start + 1] and not any(w.isdigit() for w in text[start + 1 : stop - 1]):
            names.append(Name(start + 1, stop - 1, "ORG", "dateline", True))
    return names
