"""Names that the model missed among the others of a list: "BP, Statoil, Total and Lukoil"."""

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words

#: Of these labels lists are completed; countries and cities the gazetteer finds.
_LISTED = frozenset({"ORG", "PERSON"})
_LONGEST = 4
_AND = frozenset({"and", "or"})


def listed_names(words: Words, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Capitalised words that stand in a list behind two names of one label, or between two such names.

    Only at tokens that nothing else has taken.
    """
    taken = {i for name in names for i in range(name.start, name.end)}
    by_start = {name.start: name for name in sorted(names, key=len)}
    found: list[Name] = []
    for name in sorted(names, key=lambda n: n.start):
        if name.label not in _LISTED:
            continue
        members, at, last = 1, name.end, False
        new: list[Name] = []
        while not last:
            start, last = _next_member(words, at)
            if not start:
                break
            known = by_start.get(start)
            if known is not None:
                if known.label != name.label:
                    break
                at = known.end
            else:
                at = _capitals(words, start, knowledge, taken)
                if not at:
                    break
                new.append(Name(start, at, name.label, "listed"))
            members += 1
        known_ones = members - len(new)
        if new and known_ones >= 2 and known_ones >= len(new) and last:
            found += [n for n in new if taken.isdisjoint(range(n.start, n.end))]
            taken.update(i for n in new for i in range(n.start, n.end))
    return found


def _next_member(words: Words, at: int) -> tuple[int, bool]:
    """Where the next member of a list begins, 0 where the list ends, and whether it is the last one."""
    i, last = at, False
    if words.at(i) == ",":
        i += 1
    if words.at(i) in _AND:
        i, last = i + 1, True
    if i == at:
        return 0, True
    if words.at(i) == "the":
        i += 1
    return (i, last) if i < len(words.text) and words.capital[i] else (0, True)


def _capitals(words: Words, start: int, knowledge: Knowledge, taken: set[int]) -> int:
    """The end of a run of capitalised words that can be a name; 0 where they cannot."""
    end = start
    while end < len(words.text) and end - start < _LONGEST and words.capital[end] and end not in taken:
        end += 1
    run = words.text[start:end]
    if not run or (end < len(words.text) and words.capital[end]) or not all(words.proper[start:end]):
        return 0
    odd = any(w in knowledge.functional or not w[0].isalpha() for w in run)
    return 0 if odd or words.at(end) in ("'s", "’s", "(") or words.headline[start] else end
