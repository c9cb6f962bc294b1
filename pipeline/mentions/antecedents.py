"""Whom a pronoun or a plural takes up: the most likely of what the article has named before it.

Every phrase before it that could be meant is weighed by a log-linear model (mention ranking; Denis and
Baldridge 2008). It was fitted on acts whose parties are labelled: whom a pronoun or plural stands for, the
parties of its act tell (``training/antecedents.py``). What the rules of ``reference`` say is one of the
candidates.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import ClassVar

from spacy.tokens import Doc

from pipeline.linear import read_model
from pipeline.mentions.actors import ActorTable
from pipeline.mentions.candidates import BACK, SUBJECT, Asked, Candidate, Candidates

#: A feature and its value, by which weights are looked up: ("it", "role", "nsubj").
Feature = tuple[str | int, ...]

#: Tokens before this one are the lead.
_LEAD = 60
_NAMED = frozenset({"name", "metonym", "office"})
_DECIMALS = 9


#: What is to be resolved, what may be meant, what speaks for each, and what the rules say.
Listener = Callable[[Asked, list[Candidate], list[list[Feature]], Sequence[int]], None]


class Antecedents:
    """Takes the likeliest of what may be meant in one Doc."""

    #: For training: hears of every choice, which the rules make meanwhile.
    listener: ClassVar[Listener | None] = None

    def __init__(self, doc: Doc, table: ActorTable) -> None:
        self.table, self.candidates = table, Candidates(doc, table)
        self.dep, self.sentence = self.candidates.dep, self.candidates.sentence
        named = (m for m in table.mentions if m.kind in _NAMED)
        self.total = Counter(a for m in named for a in m.actors)
        self.most = max(self.total.values(), default=1)

    def resolve(self, asked: Asked, rule: Sequence[int]) -> list[int]:
        """The actors that are meant. ``rule`` is what the rules say; where they find nobody, nobody is."""
        if not rule:
            return []
        found = self.candidates.of(asked, rule)
        if (listener := type(self).listener) is not None:
            listener(asked, found, list(self.features(asked, found, rule)), rule)
            return list(rule)
        if len(found) < 2:
            return list(found[0].actors) if found else []
        weight = _weights().get
        scores = [
            round(sum([weight(f, 0.0) for f in fs]), _DECIMALS) for fs in self.features(asked, found, rule)
        ]
        return list(found[max(range(len(found)), key=lambda k: (scores[k], -k))].actors)

    def features(
        self, asked: Asked, found: Sequence[Candidate], rule: Sequence[int]
    ) -> Iterator[list[Feature]]:
        """What speaks for each of the candidates."""
        at, table = asked.token.i, self.table
        word, sort, own_role = asked.word, asked.sort, self.dep[at]
        said = Counter(a for m in table.before(at, most=BACK) for a in m.actors)
        end = at + 1
        while end < len(self.dep) and self.sentence[end] == self.sentence[at]:
            end += 1
        later = {a for m in table.between(at + 1, end) if m.kind == "name" for a in m.actors}
        top, ruled = max(said.values(), default=0), {*rule}
        ahead = 0  # subjects among the candidates that stand nearer
        for candidate in found:
            actors = [table.actors[a] for a in candidate.actors]
            types, kinds = _joined({a.type for a in actors}), _joined({a.kind for a in actors})
            role = self.dep[candidate.root]
            away = self.sentence[at] - self.sentence[candidate.root]
            size, away, same = min(len(actors), 4), min(away, 5), int(away == 0)
            often = min(said[a] for a in candidate.actors)
            share = min(self.total[a] for a in candidate.actors)
            out: list[Feature] = [
                (sort, "source", candidate.source),
                (word, "source", candidate.source),
                (sort, "kind", candidate.kind),
                (word, "kind", candidate.kind),
                (sort, "types", types),
                (word, "types", types),
                (sort, "kinds", kinds),
                (word, "kinds", kinds),
                (sort, "role", role),
                (sort, "away", away),
                (word, "away", away),
                (sort, "tokens", max(1, at - candidate.root).bit_length()),
                (sort, "size", size),
                (word, "size", size),
                (sort, "often", min((often + 1).bit_length(), 5)),
                (sort, "share", 4 * share // self.most),
                (sort, "ahead", min(ahead, 4)),
                (sort, "roles", own_role, role, same),
                (sort, "place", same, role),
            ]
            if not later.isdisjoint(candidate.actors):
                out.append((sort, "later", own_role))
            if ruled == {*candidate.actors}:
                out += [(sort, "rule"), (word, "rule")]
            if asked.number is not None:
                out.append(("number", int(asked.number == len(actors)), types))
            if asked.kinds:
                fitting = sum(a.kind in asked.kinds for a in actors)
                out.append(("fit", int(fitting == len(actors)), int(fitting > 0)))
            if len(actors) > 1:
                out.append(("mixed", int("+" in types), candidate.source))
            if candidate.root < _LEAD:
                out.append((sort, "lead"))
            if often == top:
                out.append((sort, "most"))
            yield out
            ahead += role in SUBJECT


def _joined(words: set[str]) -> str:
    return next(iter(words)) if len(words) == 1 else "+".join(sorted(words))


@cache
def _weights() -> dict[Feature, float]:
    """The weight of each feature. Raises ModelError where the file is missing or malformed."""
    weights = read_model("mentions", "antecedents").first
    return {
        tuple(int(part) if part.isdigit() else part for part in name.split("|")): w
        for name, w in weights.items()
    }
