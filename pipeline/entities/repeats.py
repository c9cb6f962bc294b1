"""Names that the model saw once and missed elsewhere: the same words, the surname alone, and a company
without its legal form ("Novo Nordisk Inc.", then "Novo Nordisk")."""

from pipeline.entities.forms import Forms
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import SCORED, Name, Words

Pattern = tuple[tuple[str, ...], str]

#: What joins a legal form to the name: "Velmora & Co.", "Velmora, Inc.".
_BEFORE_FORM = frozenset({",", "&", "and"})
#: A company's name of one word has this many letters at least, to be looked for without its legal form.
_SHORTEST = 4


def repeats(words: Words, names: list[Name], forms: Forms, knowledge: Knowledge) -> list[Name]:
    """Further mentions of the names of the article, at tokens that no name covers."""
    patterns = _patterns(words, names, knowledge)
    if not patterns:
        return []
    taken = [False] * len(words.text)
    for name in names:
        taken[name.start : name.end] = [True] * len(name)
    found = []
    i, n = 0, len(words.text)
    while i < n:
        best: Pattern | None = None
        if words.capital[i] and not taken[i]:
            for pattern in patterns.get(words.text[i], ()):
                tokens = pattern[0]
                end = i + len(tokens)
                fits = tuple(words.text[i:end]) == tokens and not any(taken[i:end])
                if fits and (best is None or len(tokens) > len(best[0])) and not _inside(words, i, end):
                    best = pattern
        if best is None:
            i += 1
            continue
        end = i + len(best[0])
        found.append(Name(i, end, best[1], "repeat"))
        i = end
    return found


def _patterns(words: Words, names: list[Name], knowledge: Knowledge) -> dict[str, list[Pattern]]:
    """What to look for, by first token."""
    seen: dict[tuple[str, ...], str] = {}
    lower = {w for w, c in zip(words.text, words.capital, strict=True) if not c}
    for name in names:
        if name.label not in SCORED:
            continue
        tokens = tuple(words.text[name.start : name.end])
        plain = len(tokens) == 1 and tokens[0].lower() in knowledge.blocked.words
        if not plain:
            seen.setdefault(tokens, name.label)
    for tokens, label in list(seen.items()):
        last = tokens[-1]
        if (
            label == "PERSON"
            and len(tokens) > 1
            and len(last) > 2
            and last.isalpha()
            and last.lower() not in lower
        ):
            seen.setdefault((last,), "PERSON")
        short = _without_form(tokens, knowledge)
        if label == "ORG" and short and not (len(short) == 1 and short[0].lower() in lower):
            seen.setdefault(short, "ORG")
    index: dict[str, list[Pattern]] = {}
    for tokens, label in seen.items():
        index.setdefault(tokens[0], []).append((tokens, label))
    return index


def _without_form(tokens: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The words of a company's name before its legal form; none where it has none, or too little is left."""
    end = len(tokens)
    while end and (tokens[end - 1] in knowledge.heads.corporate or tokens[end - 1] in _BEFORE_FORM):
        end -= 1
    short = tokens[:end]
    plain = len(short) == 1 and (
        len(short[0]) < _SHORTEST
        or short[0].lower() in knowledge.blocked.words
        or short[0] in knowledge.functional
        or short[0] in knowledge.first_in_names
    )
    return short if 0 < end < len(tokens) and not plain else ()


def _inside(words: Words, start: int, end: int) -> bool:
    """Whether the words are part of a longer capitalised name or a hyphenated word."""
    before = (
        start > 0
        and words.text[start - 1] in ("-", "–")
        and not words.spaced[start - 1]
        and not words.spaced[start - 2]
    )
    after = (
        end < len(words.text)
        and words.text[end] in ("-", "–")
        and not words.spaced[end - 1]
        and words.at(end + 1)[:1].isupper()
    )
    return before or after
