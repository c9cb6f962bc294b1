"""Names that the model missed behind a noun for a company: "the biggest airline, Orlay, has ..."."""

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words

#: A noun that speaks for an organisation this strongly (``before`` in cues.json) introduces one.
_STRONG = 1.5
_LONGEST = 4
#: What ends an apposition.
_CLOSING = frozenset({",", ".", "(", ";", "–", "—"})


def apposed_names(words: Words, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """The capitalised words between a comma behind such a noun and the next mark, at tokens that nothing else
    has taken."""
    taken = {i for name in names for i in range(name.start, name.end)}
    found = []
    for i in range(2, len(words.text) - 1):
        if words.text[i - 1] != "," or not words.capital[i] or not _company(words.text[i - 2], knowledge):
            continue
        end = i
        while end < len(words.text) and end - i < _LONGEST and words.capital[end]:
            end += 1
        if words.at(end) not in _CLOSING or not all(words.proper[i:end]):
            continue
        blocked = any(
            w in knowledge.functional or w.lower() in knowledge.blocked.words for w in words.text[i:end]
        )
        if not blocked and taken.isdisjoint(range(i, end)):
            found.append(Name(i, end, "ORG", "apposed", True))
    return found


def _company(word: str, knowledge: Knowledge) -> bool:
    return any(label == "ORG" and weight >= _STRONG for label, weight in knowledge.cues.before.get(word, ()))
