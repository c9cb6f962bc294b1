"""What a pronoun or a plural may mean: the phrases before it, alone, joined, or named together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc, Token

from pipeline.layers import Mention
from pipeline.mentions.actors import ActorTable
from pipeline.mentions.groups import grouped, phrase_root

#: How many mentions back are looked at.
BACK = 80
#: In so many sentences those who are named together may be meant, where they are fewer than this.
_SENTENCES, _CROWD = 4, 9
#: Of the actors that the article names most, so many are weighed wherever they were last named.
_OFTEN = 3
#: A noun for these kinds ("the country") means nothing else.
PLACES = frozenset({"country", "city"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
#: Prepositions by which a subject has a partner: "X signed it with Y".
_PARTNER = frozenset({"with", "to", "from"})
_OBJECT = frozenset({"dobj", "dative"})
#: Prepositions by which a pronoun is an argument of its clause.
_ARGUMENT = frozenset({"with", "to", "from", "by", "for", "against", "of"})
#: And by which it means somebody rather than something.
_PERSONAL = frozenset({"with", "against"})
#: Tokens before a subject's head in which its names are looked for.
_WIDE = 12
_LEFT_OUT = frozenset({"pronoun", "person", "demonym"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be resolved: a token, the word that it is, and how many it says they are.

    ``word`` is the pronoun or the lemma of a noun ("side"); ``kinds`` are the sorts of actors that it may be,
    empty where any may be; ``barred`` are actors that it cannot be.
    """

    token: Token
    word: str
    several: bool = False
    number: int | None = None
    kinds: frozenset[str] = frozenset()
    barred: frozenset[int] = frozenset()

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


class Candidates:
    """Finds what may be meant in one Doc; its parse as lists, for speed."""

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

    def subjects_of(self, token: Token) -> set[int]:
        """The actors that are the subject of an object's clause, so that the object is somebody else: "Tesla
        signed an agreement with it" (principle B; Chomsky 1981)."""
        up, clause = self.head[token.i], token.i
        if self.dep[token.i] == "pobj":
            if self.doc[up].lower_ not in _ARGUMENT:
                return set()
            clause, up = up, self.head[up]
        elif self.dep[token.i] not in _OBJECT:
            return set()
        while self.doc[up].pos_ in ("NOUN", "PROPN", "ADP") and up != clause:
            if any(c.dep_ == "poss" for c in self.doc[up].lefts):
                return set()  # "welcomed Hydro's agreement with it"
            clause, up = up, self.head[up]
        subjects = {c.i for c in self.doc[up].lefts if c.dep_ in SUBJECT}
        near = self.table.between(min(subjects, default=token.i) - _WIDE, token.i) if subjects else []
        own = self.doc[self.head[token.i]].lower_ == "for"  # "X signed for the lender", whose director he is
        near = [m for m in near if not (own and m.person is not None)]
        return {a for m in near if phrase_root(self.doc[m.head]).i in subjects for a in m.actors}

    def of(self, asked: Asked, rule: Sequence[int]) -> list[Candidate]:
        """What may be meant, each set of actors once, the nearest phrase first.

        Where the words say how many they are, as many, if there are any such.
        """
        found: dict[tuple[int, ...], Candidate] = {}
        apart = self.table.apart
        near = [
            m
            for m in self.table.before(asked.token.i, most=BACK)
            if m.kind not in _LEFT_OUT and m.start not in apart
        ]
        places = bool(asked.kinds) and asked.kinds <= PLACES
        for candidate in self._several(asked, near) if asked.several else self._single(near, office=places):
            found.setdefault(tuple(sorted(candidate.actors)), candidate)
        if rule and (key := tuple(sorted(rule))) not in found:
            mention = next((m for m in near if not {*m.actors}.isdisjoint(rule)), None)
            root, kind = (mention.head, mention.kind) if mention else (0, "none")
            found[key] = Candidate(tuple(rule), root, "rule", kind)
        barred = self.subjects_of(asked.token) | asked.barred
        if asked.kinds:  # "the bloc" and "the two companies" are neither states nor persons
            wrong = {"country", "person"} - asked.kinds
            barred |= {a for key in found for a in key if self.table.actors[a].type in wrong}
        personal = self.doc[self.head[asked.token.i]].lower_ in _PERSONAL
        if asked.word == "it" and not personal and not barred.isdisjoint(rule):
            return []  # "Peru signed it": a document, most likely
        for key in [key for key in found if not barred.isdisjoint(key)]:
            del found[key]
        fitting = [c for c in found.values() if not places or self._all(c, asked.kinds)]
        counted = [c for c in fitting or found.values() if len(c.actors) == asked.number]
        return counted or fitting or list(found.values())

    def _all(self, candidate: Candidate, kinds: frozenset[str]) -> bool:
        return all(self.table.actors[a].kind in kinds for a in candidate.actors)

    def _single(self, near: Sequence[Mention], *, office: bool) -> Iterator[Candidate]:
        """Mentions of one actor; with ``office`` those of who speaks for it, too."""
        for mention in near:
            if len(mention.actors) == 1 and (office or mention.person is None):
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

    def _phrases(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        """Coordinated names as one phrase, and plurals by themselves."""
        for group in grouped(self.doc, near):
            yield Candidate(tuple(group.actors), group.root, "phrase", group.kind)

    def _pairs(self, near: Sequence[Mention]) -> Iterator[Candidate]:
        """Subject and partner of one verb: "X signed a contract with Y", "X has bought Y"."""
        subjects: dict[int, Mention] = {}
        partners: dict[int, list[Mention]] = {}
        for mention in near:
            root = phrase_root(self.doc[mention.head]).i
            role, up = self.dep[root], self.head[root]
            if role in SUBJECT:
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
