"""Names that open a sentence and that the model missed: "Hoshino Steel signed a contract with Statkraft".

What stands before tells nothing there, so what follows must: a verb of acting or saying, another body behind
an "and", what the company is between commas, or its ticker in brackets. Only at tokens that nothing else has.
"""

from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words
from pipeline.entities.tickers import ticker_end

_LONGEST = 5
#: A run goes on over these between two capitals.
_INNER = frozenset({"&", "-", "–"})
_AUXILIARY = frozenset(
    {"has", "have", "had", "will", "would", "is", "are", "was", "were", "be", "been", "to"}
)
#: What may stand between a name and its verb: "Galp on Tuesday also signed".
_BETWEEN = frozenset({"also", "jointly", "today", "yesterday", "finally", "formally", "and", "now", "on"})
_REACH = 6
#: So many tokens, at most, has a list with what the last ones are called.
_FAR = 16
#: The date of a dateline has at most so many tokens.
_DATED = 9
_APPOSED = 8
#: A noun that speaks for an organisation this strongly (``before`` in cues.json) says what a company is.
_STRONG = 1.2


class OpeningFinder:
    """Finds names at the beginning of sentences by what follows them."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.k = knowledge
        self.gazetteer = gazetteer
        self._acting = knowledge.cues.acting - knowledge.cues.saying

    def find(self, words: Words, names: list[Name]) -> list[Name]:
        """The names that open a sentence; ``names`` are all that is found so far, not overlapping."""
        taken = {i: name for name in names for i in range(name.start, name.end)}
        people = {w for n in names if n.label == "PERSON" for w in words.text[n.start : n.end]}
        lower: set[str] | None = None
        found: list[Name] = []
        # Where the body begins even a lone name that says something is a body's, later a person's.
        body = next((n.end for n in names if n.origin == "dateline"), 0) + _DATED
        for i, starts in enumerate(words.starts):
            if not starts or words.headline[i]:
                continue
            if i in taken:
                if taken[i].label == "ORG":
                    found += self._listed(words, taken[i], taken[i].end, taken, self.k.cues.acting)[1:]
                continue
            if not words.capital[i] or not words.proper[i]:
                continue
            end = self._run(words, i, taken)
            if not end or words.text[end - 1] in people:
                continue
            if lower is None:
                lower = {w for w, c in zip(words.text, words.capital, strict=True) if not c}
            if end - i == 1 and words.text[i].lower() in lower:
                continue
            verbs = self._acting if i > body and end - i == 1 else self.k.cues.acting
            found += self._accepted(words, i, end, taken, verbs)
        return found

    def _run(self, words: Words, i: int, taken: dict[int, Name]) -> int:
        """The end of the run of capitalised words at ``i``; 0 where they cannot be a name."""
        end, n = i, len(words.text)
        while end < n and end not in taken:
            inner = end > i and words.text[end] in _INNER and end + 1 < n and words.capital[end + 1]
            if not inner and not (words.capital[end] and words.proper[end]):
                break
            end += 1
        run = words.text[i:end]
        if len(run) > 1 and run[0] in self.k.titles.trade_openers:
            return 0
        if not run or end - i > _LONGEST or (end < n and words.capital[end]):
            return 0
        if any(w in self.k.functional or self.k.titles.is_title(w) or w in self.k.titles.trade for w in run):
            return 0
        if len(run) == 1:
            word = run[0]
            plain = word.lower() in self.k.blocked.words or word in self.k.heads.portfolio
            plain = plain or word in self.gazetteer.demonyms or len(word) < 2
            common = words.plural[i] or word.endswith("ing")  # "Fighting", "Fishermen"
            if plain or (common and self.gazetteer.lookup(word) is None):
                return 0
        return end

    def _accepted(
        self, words: Words, i: int, end: int, taken: dict[int, Name], verbs: frozenset[str]
    ) -> list[Name]:
        """The name [i, end) where what follows speaks for one, and another that it is coordinated with."""
        after = end
        if words.at(after) == "(":
            if ticker_end(words, after, self.k):
                return [Name(i, end, "ORG", "opening", True)]
            after = next((j + 1 for j in range(after + 1, after + 8) if words.at(j) == ")"), after)
        name = Name(i, end, self._label(words, i, end), "opening")
        if self._acts(words, after, verbs) or self._company(words, after):
            return [name]
        return self._listed(words, name, after, taken, verbs)

    def _listed(
        self, words: Words, name: Name, at: int, taken: dict[int, Name], verbs: frozenset[str]
    ) -> list[Name]:
        """The new ones of "A, B and C signed", where a verb or a known body among them speaks for all."""
        new, bodies, last = [name], False, False
        while not last and words.at(at) in (",", "and"):
            last = words.at(at) == "and" or words.at(at + 1) == "and"
            at += 2 if words.at(at) == "," and last else 1
            while last and words.at(at).islower() and at not in taken and words.at(at) not in verbs:
                at += 1  # "Philips and trade unions FNV and CNV"
                if at - name.end > _FAR:
                    return []
            if at in taken:
                if words.text[at] in self.k.heads.company_words:
                    return []  # "Harbour Federal Savings and Loan Association"
                bodies = bodies or taken[at].label == "ORG"
                at = taken[at].end
            else:
                end = self._run(words, at, taken) if words.at(at)[:1].isupper() else 0
                if not end:
                    return []
                new.append(Name(at, end, self._label(words, at, end), "opening"))
                at = end
        if not last:
            return []
        return new if self._acts(words, at, verbs) else new[:1] if bodies else []

    @staticmethod
    def _acts(words: Words, i: int, verbs: frozenset[str]) -> bool:
        """Whether one of the verbs is what comes next."""
        for j in range(i, min(i + _REACH, len(words.text))):
            word = words.text[j]
            if word in verbs:
                return True
            day = words.text[j - 1] == "on" and words.capital[j]
            if word not in _AUXILIARY and word not in _BETWEEN and not day:
                return False
        return False

    def _company(self, words: Words, i: int) -> bool:
        """Whether the name is called a company: ", the Portuguese oil company, signed"."""
        if words.at(i) != ",":
            return False
        for j in range(i + 1, min(i + _APPOSED, len(words.text))):
            word = words.text[j]
            if any(label == "ORG" and w >= _STRONG for label, w in self.k.cues.before.get(word, ())):
                return words.at(j + 1) in (",", "that", "which", "in", "of", "owned", "based")
            if not word[0].isalpha() or word in _AUXILIARY:
                return False
        return False

    def _label(self, words: Words, start: int, end: int) -> str:
        entry = self.gazetteer.lookup(words.join(start, end))
        return "GPE" if entry is not None and entry.label == "GPE" and entry.strength >= 2.0 else "ORG"
