"""Whom a pronoun or a plural takes up: the most likely of what the article has named before it.

Every phrase before it that could be meant is weighed by a log-linear model (mention ranking; Denis and
Baldridge 2008). It was fitted on acts whose parties are labelled: whom a pronoun or plural stands for, the
parties of its act tell (``training/antecedents.py``). What the rules of ``reference`` say is one of the
candidates.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc, Token

from pipeline.layers import Mention
from pipeline.linear import read_model
from pipeline.mentions.actors import ActorTable

#: A feature and its value, by which weights are looked up: ("it", "role", "nsubj").
Feature = tuple[str | int, ...]

#: How many mentions back are looked at.
_BACK = 80
#: In so many sentences those who are named together may be meant, where they are fewer than this.
_SENTENCES, _CROWD = 4, 9
#: Of the actors that the article names most, so many are weighed wherever they were last named.
_OFTEN = 3
#: The head of a coordination is looked for so many steps up; tokens before this one are the lead.
_HOPS, _LEAD = 12, 60
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
#: Prepositions by which a subject has a partner: "X signed it with Y".
_PARTNER = frozenset({"with", "to", "from"})
_NAMED = frozenset({"name", "metonym", "office"})
_LEFT_OUT = frozenset({"pronoun", "person", "demonym"})
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be resolved: a token, the word that it is, and how many it says they are.

    ``word`` is the pronoun or the lemma of a noun ("side"); ``kinds`` are the sorts of actors that it may be,
    empty where any may be.
    """

    token: Token
    word: str
    several: bool = False
    number: int | None = None
    kinds: frozenset[str] = frozenset()

    @property
    def sort(self) -> str:
        """What behaves alike: each pronoun in the singular, nouns in the singular, whatever is several."""
        return "several" if self.several else "noun" if self.kinds else self.word


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be meant: its actors in text order, its head, how it was found, and its kind."""

    actors: tuple[int, ...]
    root: int
    source: str
    kind: str


#: What is to be resolved, what may be meant, what speaks for each, and what the rules say.
Listener = Callable[[Asked, list[Candidate], list[list[Feature]], Sequence[int]], None]


class Antecedents:
    """Finds and weighs what may be meant in one Doc."""

    #: For training: hears of every choice, which the rules make meanwhile.
    listener: ClassVar[Listener | None] = None

    def __init__(self, doc: Doc, table: ActorTable) -> None:
        self.doc, self.table = doc, table
        columns = doc.to_array([DEP, HEAD, SENT_START])
        strings = doc.vocab.strings
        self.dep = [strings[int(label)] for label in columns[:, 0]]
        self.head = [i + int(step) for i, step in enumerate(columns[:, 1].astype("int64").tolist())]
        self.sentence: list[int] = []
        number = 0
        for flag in columns[:, 2].tolist():
            number += flag == 1
            self.sentence.append(number)
        named = (m for m in table.mentions if m.kind in _NAMED)
        self.total = Counter(a for m in named for a in m.actors)
        self.most = max(self.total.values(), default=1)

    def resolve(self, asked: Asked, rule: Sequence[int]) -> list[int]:
        """The actors that are meant. ``rule`` is what the rules say; where they find nobody, nobody is."""
        if not rule:
            return []
        found = self.candidates(asked, rule)
        if (listener := type(self).listener) is not None:
            listener(asked, found, list(self.features(asked, found, rule)), rule)
            return list(rule)
        if len(found) == 1:
            return list(found[0].actors)
        weight = _weights().get
        scores = [
            round(sum([weight(f, 0.0) for f in fs]), _DECIMALS) for fs in self.features(asked, found, rule)
        ]
        return list(found[max(range(len(found)), key=lambda k: (scores[k], -k))].actors)

    def candidates(self, asked: Asked, rule: Sequence[int]) -> list[Candidate]:
        """What may be meant, each set of actors once, the nearest phrase first.

        Where the words say how many they are, as many, if there are any such.
        """
        found: dict[tuple[int, ...], Candidate] = {}
        near = [m for m in self.table.before(asked.token.i, most=_BACK) if m.kind not in _LEFT_OUT]
        for candidate in self._several(asked, near) if asked.several else self._single(near):
            found.setdefault(tuple(sorted(candidate.actors)), candidate)
        if rule and (key := tuple(sorted(rule))) not in found:
            mention = next((m for m in near if not {*m.actors}.isdisjoint(rule)), None)
            root, kind = (mention.head, mention.kind) if mention else (0, "none")
            found[key] = Candidate(tuple(rule), root, "rule", kind)
        counted = [c for c in found.values() if len(c.actors) == asked.number]
        return counted or list(found.values())

    def _single(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        for mention in near:
            if len(mention.actors) == 1 and mention.person is None:
                yield Candidate((mention.actors[0],), mention.head, "mention", mention.kind)

    def _several(self, asked: Asked, near: Sequence[Mention]) -> Iterator[Candidate]:
        yield from sorted((*self._phrases(near), *self._pairs(near)), key=lambda c: -c.root)
        yield from self._together(near)
        actors = self.table.actors
        fits = [m for m in reversed(near) if not asked.kinds or actors[m.actors[0]].kind in asked.kinds]
        said = Counter(a for m in fits for a in m.actors)
        last = {a: m for m in fits for a in m.actors}
        for size in dict.fromkeys((asked.number or 2, _OFTEN)):
            often = {a for a, _ in said.most_common(size)}
            if len(often) == size:
                chosen = [a for a in said if a in often]
                yield Candidate(tuple(chosen), last[chosen[-1]].head, "often", "often")

    def _root(self, token: int) -> int:
        """The head of the coordination or apposition that a token stands in."""
        for _ in range(_HOPS):
            if self.dep[token] not in ("conj", "appos"):
                break
            token = self.head[token]
        return token

    def _phrases(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        """Coordinated names as one phrase, and plurals by themselves."""
        groups: dict[int, list[int]] = {}
        kinds: dict[int, str] = {}
        for mention in near:
            root = self._root(mention.head)
            members = groups.setdefault(root, [])
            kinds.setdefault(root, mention.kind)
            for index in reversed(mention.actors):
                if index not in members:
                    members.insert(0, index)
        for root, members in groups.items():
            yield Candidate(tuple(members), root, "phrase", kinds[root])

    def _pairs(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        """Subject and partner of one verb: "X signed a contract with Y", "X has bought Y"."""
        subjects: dict[int, Mention] = {}
        partners: dict[int, list[Mention]] = {}
        for mention in near:
            root = self._root(mention.head)
            role, up = self.dep[root], self.head[root]
            if role in _SUBJECT:
                subjects.setdefault(up, mention)
            elif role == "dobj":
                partners.setdefault(up, []).append(mention)
            elif role == "pobj" and self.doc[up].lower_ in _PARTNER:
                above = self.head[up]
                verb = self.head[above] if self.doc[above].pos_ in ("NOUN", "PROPN") else above
                partners.setdefault(verb, []).append(mention)
        for verb, subject in subjects.items():
            for other in partners.get(verb, ()):
                both = tuple(dict.fromkeys((*subject.actors, *other.actors)))
                if len(both) > len(subject.actors):
                    yield Candidate(both, other.head, "pair", other.kind)

    def _together(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        """The countries, or the organisations, that one of the last sentences names, where they are few."""
        named: dict[tuple[int, str], dict[int, Mention]] = {}
        seen: set[int] = set()
        for mention in near:
            seen.add(self.sentence[mention.head])
            if len(seen) > _SENTENCES:
                break
            for a in mention.actors:
                if (kind := self.table.actors[a].type) in ("country", "organization"):
                    named.setdefault((self.sentence[mention.head], kind), {}).setdefault(a, mention)
        for actors in named.values():
            if 1 < len(actors) < _CROWD:
                first = next(iter(actors.values()))
                yield Candidate(tuple(reversed(actors)), first.head, "sentence", first.kind)

    def features(
        self, asked: Asked, found: Sequence[Candidate], rule: Sequence[int]
    ) -> Iterator[list[Feature]]:
        """What speaks for each of the candidates."""
        at, table = asked.token.i, self.table
        word, sort, own_role = asked.word, asked.sort, self.dep[at]
        said = Counter(a for m in table.before(at, most=_BACK) for a in m.actors)
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
            ahead += role in _SUBJECT


def _joined(words: set[str]) -> str:
    return next(iter(words)) if len(words) == 1 else "+".join(sorted(words))


@cache
def _weights() -> dict[Feature, float]:
    """The weight of each feature. Raises ModelError where the file is missing or malformed."""
    weights = read_model("mentions", "antecedents").weights
    return {
        tuple(int(part) if part.isdigit() else part for part in name.split("|")): w[0]
        for name, w in weights.items()
    }
