"""Names that old telegraph wires set in angle brackets: "<Quayside and Hart Group>"."""

from pipeline.entities.names import Name, Words

_SMALL = frozenset({"of", "and", "&", "de", "du", "la", "the", "for", "-", ".", ",", "'s", "und", "et", "y"})
_LONGEST = 12


def bracketed_names(words: Words) -> list[Name]:
    """What stands between < and > is one company, "and" or not; a lone word may be its ticker symbol."""
    text, found = words.text, []
    for i, word in enumerate(text):
        if word != "<" or i + 1 >= len(text) or not words.capital[i + 1]:
            continue
        end = i + 1
        while end < len(text) and end - i <= _LONGEST and (words.capital[end] or text[end] in _SMALL):
            end += 1
        if end < len(text) and text[end] == ">" and end - i > 2:
            found.append(Name(i + 1, end, "ORG", "bracketed", True))
    return found
