"""What speaks for each type of a name: head words, the gazetteer, the words around it, its own shape."""

import re
from collections import defaultdict
from collections.abc import Mapping

from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.heads import HeadTyper
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import POSSESSIVE, Name, Words

Votes = dict[str, float]

#: The label of what is no entity here: treaties, pipelines, products.
NOTHING = "NOTHING"
MODEL = 1.5
HEAD = 5.0
#: All cues of one type together weigh at most this much, however often a name occurs.
CUE_LIMIT = 3.0
#: Votes for a company behind the country that has it, and how far off a word of trade may stand.
OWNED = 2.2
TRADED = 14
#: Votes for a company that agrees to buy or sell.
TRADER = 1.2

_IRISH = re.compile(r"^(?:Mc|Mac|O['’])[A-Z][a-z]+")
_INITIALS = re.compile(r"^(?:[A-Z]\.)+$")
_APPOSITION = frozenset({",", "–", "—", ":"})
_SKIP = frozenset({"the", "The", "a", "an", "its", "his", "their", '"', "“", "``", "<"})


class Evidence:
    """Weighs the evidence for the type of one name or mention."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, heads: HeadTyper) -> None:
        self.k = knowledge
        self.gazetteer = gazetteer
        self.heads = heads

    def inner(self, words: Words, name: Name, *, near: Mapping[str, int]) -> Votes:
        """Votes that the words of the name itself cast."""
        votes: Votes = defaultdict(float)
        text = words.text[name.start : name.end]
        head = self.heads.label(words, name.start, name.end)
        entry = self.gazetteer.lookup(words.join(name.start, name.end), near=near)
        if head and not (len(text) > 1 and entry is not None and entry.label == "ORG"):
            votes[head] += HEAD  # "World Economic Forum" is known for a body, whatever other forums are
        if entry is not None:
            votes[entry.label] += entry.strength
        if len(text) > 1 and not head:
            self._personal(text, votes, split=any(words.spaced[name.start : name.end - 1]))
        elif len(text) == 1 and (text[0] in self.k.people.leaders or _IRISH.match(text[0])):
            votes["PERSON"] += 1.5
        if any(any(c.isdigit() for c in w) for w in text) and name.label != "PERSON":
            votes["PERSON"] -= 1.0
        if "&" in text:
            votes["ORG"] += 2.0
        if (
            len(text) == 1
            and text[0].isupper()
            and 2 <= len(text[0]) <= 6
            and text[0].isalpha()
            and not words.headline[name.start]
        ):
            votes["ORG"] += 1.5 if entry is None else 0.5
        if len(text) == 1 and text[0] in self.k.heads.org_last:
            votes["ORG"] += 2.0
        if len(text) == 2 and text[1] == "City" and entry is None and self._city(text[0]):
            votes["ORG"] += 2.5
        if len(text) > 1 and all(w in self.gazetteer.demonyms or w in ("-", "and") for w in text):
            votes["NORP"] += HEAD
        return votes

    def sure_labels(self, words: Words, name: Name) -> list[str]:
        """The label that the gazetteer is sure of, if any."""
        entry = self.gazetteer.lookup(words.join(name.start, name.end))
        return [entry.label] if entry is not None and entry.strength >= 3.5 and entry.label != "NORP" else []

    def body(self, text: str) -> bool:
        """Whether it is the name of a well-known body."""
        entry = self.gazetteer.lookup(text)
        return entry is not None and entry.label == "ORG"

    def placed(self, text: str) -> bool:
        """Whether any gazetteer has a place of this name."""
        return self._city(text)

    def _city(self, text: str) -> bool:
        entry = self.gazetteer.lookup(text)
        return entry is not None and entry.label == "GPE"

    def _personal(self, text: list[str], votes: Votes, *, split: bool) -> None:
        """Votes for a person from given names, initials and the shape of the surname."""
        people, portfolio = self.k.people, self.k.heads
        first = text[0]
        if first in self.gazetteer.demonyms and first not in people.given:
            votes["PERSON"] -= 1.5
            votes["ORG"] += 1.0
        if split and first in people.given:
            votes["PERSON"] += (
                1.5 if any(w in portfolio.portfolio or w in portfolio.company_words for w in text) else 2.2
            )
        if first not in people.given and self.body(first) and self._city(text[-1]):
            votes["ORG"] += 2.5  # "Enel Chile"
        if any(_INITIALS.match(w) for w in text[:-1]):
            votes["PERSON"] += 1.0
        if any(w in people.particles and w != "of" for w in text[1:-1]):
            votes["PERSON"] += 0.5
        if text[-1].lower().endswith(people.surname_suffixes) and len(text[-1]) > 5:
            votes["PERSON"] += 1.0
        if text[-1].isupper() and len(text[-1]) > 2 and not all(w.isupper() for w in text):
            votes["ORG"] += 1.5
        if any(w in portfolio.portfolio or w in portfolio.company_words for w in text):
            votes["ORG"] += 0.7

    def around(self, words: Words, name: Name) -> Votes:
        """Votes that the words before and after a mention cast."""
        votes: Votes = defaultdict(float)
        self._before(words, name, votes)
        self._after(words, name, votes)
        return votes

    def _before(self, words: Words, name: Name, votes: Votes) -> None:
        cues, titles = self.k.cues, self.k.titles
        i = name.start - 1
        while i >= 0 and words.text[i] in _SKIP:
            i -= 1
        if i < 0 or "\n" in words.text[i]:
            return
        before = words.text[i]
        tight = i == name.start - 1
        if before == "." and f"{words.at(i - 1)}." in titles.honorific:
            before = f"{words.at(i - 1)}."  # "Eng. Almas Serikov", which the tokenizer splits
        if tight and titles.is_title(before) and not words.starts[name.start]:
            votes["PERSON"] += 3.0 if before in titles.honorific else 2.0
        if before in _APPOSITION and i > 0:
            # "the rivers, the Example": the noun in front speaks for the name behind the comma.
            for label, weight in cues.before.get(words.text[i - 1], ()):
                if weight >= 1.5:
                    votes[label] += 0.7 * weight
        if before in POSSESSIVE and self._owned(words, name, i - 1):
            votes["ORG"] += OWNED
            votes["PERSON"] -= OWNED
        pair = f"{words.at(i - 1)} {before}"
        for label, weight in cues.before.get(pair) or cues.before.get(before) or ():
            # "in the X" says little of a place: countries and cities take no article.
            votes[label] += weight if tight or label == "ORG" else 0.3 * weight

    def _owned(self, words: Words, name: Name, place: int) -> bool:
        """Whether it is a company behind a country: "China's Jinhua Mining", in a sentence on trade."""
        first = words.text[name.start]
        if first in self.k.people.leaders or not self.placed(words.at(place)):
            return False
        if len(name) < 2:
            return False  # "France's Laurier" is a statesman
        trading = self.k.cues.trading
        start = max(0, place - TRADED)
        return any(w in trading for w in words.text[start:place]) or any(
            w in trading for w in words.text[name.end : name.end + 6]
        )

    def _after(self, words: Words, name: Name, votes: Votes) -> None:
        cues = self.k.cues
        i = name.end
        possessive = words.at(i) in POSSESSIVE and not words.spaced[i - 1]
        if possessive:
            i += 1
        after = words.at(i)
        if not after or "\n" in after:
            return
        if after == "(" and words.at(i + 2) == ")":
            after = words.at(i + 3)
        if after in ("treaty", "accord", "pact") and (len(name) > 1 or after == "treaty"):
            votes[NOTHING] += 2.0
        if "pipeline" in (after, words.at(i + 1)) and after[0].islower():
            votes[NOTHING] += 2.5
        if after == "-" and words.at(i + 1) == "based":
            votes["GPE"] += 2.0
        for label, weight in cues.after.get(after, ()):
            if not (
                possessive and label == "PERSON" and weight >= 1.5 and after in ("who", "himself", "herself")
            ):
                votes[label] += weight
        if possessive:
            return
        if after in cues.finite and any(w in cues.trading for w in words.text[i : i + 4]):
            votes["ORG"] += TRADER
        if after in cues.verbs:
            votes["PERSON"] += cues.verbs[after]
            votes["ORG"] += 0.4 * cues.verbs[after]
        elif after == ",":
            beyond = words.at(i + 1)
            if beyond.isdigit() and 10 < int(beyond) < 100 and words.at(i + 2) in (",", "."):
                votes["PERSON"] += 3.0
            elif beyond == "who":
                votes["PERSON"] += 1.5
            elif beyond and beyond[0].isupper():
                entry = self.gazetteer.lookup(beyond)
                if entry is not None and entry.label == "GPE" and entry.strength >= 3.5:
                    votes["GPE"] += 1.0
        elif after in self.k.heads.corporate:
            votes["ORG"] += 3.0
