"""Companies called after two: "Babcock and Wilcox Co", which is no list of two companies.

What follows tells: one company "is" and "has", "said it", or is "a unit of" another; two "are" and "have".
All ten cases in 3,374 training articles are right, Standard and Poor's Corp and Hongkong and Shanghai Banking
Corp among them.
"""

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words

#: At most so many words of the first name are taken for a part of the company's.
_LONGEST = 4
_ONE = frozenset({"is", "was", "has"})
_SAID = frozenset({"said", "says"})
_ITS = frozenset({"it", "its"})
_ARTICLES = frozenset({"a", "an"})


def firms(words: Words, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Whole names of companies of whose name one part was found behind an "and"."""
    heads, found = knowledge.heads, []
    for name in names:
        link = name.start - 1
        if name.label != "ORG" or words.text[name.end - 1] not in heads.corporate or link < 1:
            continue
        if words.text[link] != "and" or not _one(words, name.end, knowledge):
            continue
        start = link
        while start > 0 and link - start < _LONGEST and words.capital[start - 1] and not words.starts[start]:
            start -= 1
        first = words.text[start:link]
        functional = any(word in knowledge.functional or word in heads.corporate for word in first)
        if first and not functional and not (start and words.text[start - 1] in (",", "and", "&")):
            found.append(Name(start, name.end, "ORG", "firm", True))
    return found


def _one(words: Words, i: int, knowledge: Knowledge) -> bool:
    """Whether what follows speaks of one company; a ticker in brackets is passed over."""
    if words.at(i) == "<":
        i = next((k + 1 for k in range(i, i + 5) if words.at(k) == ">"), i)
    word, following = words.at(i), words.at(i + 1)
    if word == ",":  # "Comdata and Mason Best Co, an investment firm" are two
        return following in _ARTICLES and words.at(i + 2) in knowledge.heads.company_parts
    return word in _ONE or (word in _SAID and following in _ITS)
