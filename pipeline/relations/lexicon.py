"""Typed loaders of the trigger lexicon (data/triggers.json) and of the cues (data/cues.json)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from pipeline.errors import DataFileError

_CIRCUMSTANCES = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that can state an act: class of meaning, and whether it needs support from the clause."""

    lemma: str
    cls: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Trigger verbs, trigger nouns, verb-particle pairs, phrases by verb and word, and light verbs."""

    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    particles: dict[tuple[str, str], str]
    phrases: dict[str, dict[str, str]]
    noun_phrases: dict[str, dict[str, str]]
    light: frozenset[str]

    def verb(self, token: Token) -> Trigger | None:
        """The trigger of a verb token, by lemma and particle or phrase ("shake hands", "come to terms")."""
        lemma = token.lemma_.lower()
        if (phrases := self.phrases.get(lemma)) is not None:
            for word in _complements(token):
                cls = phrases.get(word.lower_) or phrases.get(word.lemma_)
                if cls:
                    return Trigger(f"{lemma}_{word.lemma_.lower()}", cls, False)
        for child in token.rights:
            if child.dep_ in ("prt", "prep", "advmod"):
                cls = self.particles.get((lemma, child.lower_))
                if cls and (child.dep_ == "prt" or _particle(token, child)):
                    return Trigger(f"{lemma}_{child.lower_}", cls, False)
        return self.verbs.get(lemma)

    def noun(self, token: Token) -> Trigger | None:
        """The trigger of a noun token, by form ("talks" is stronger than "talk"), then by lemma; one
        with a certain "of" counts by itself ("letter of intent")."""
        lemma = token.lemma_.lower()
        if (phrases := self.noun_phrases.get(lemma)) is not None:
            for child in token.rights:
                if child.lower_ == "of":
                    for word in child.rights:
                        if cls := phrases.get(word.lower_):
                            return Trigger(lemma, cls, False)
        if token.i > 1 and token.nbor(-1).text == "-":  # "tie-up" is three tokens
            joined = self.nouns.get(f"{token.nbor(-2).lower_}-{token.lower_}")
            if joined is not None:
                return joined
        return self.nouns.get(token.lower_) or self.nouns.get(lemma)


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tie a sentence to what was said before (see cues.json)."""

    also: frozenset[str]
    meetings: frozenset[str]
    remote: frozenset[str]
    held: frozenset[str]
    another: frozenset[str]
    idle: frozenset[str]
    made: frozenset[str]


def _complements(verb: Token) -> Iterator[Token]:
    """What a verb may make a phrase with: objects, passive subjects, words behind prepositions, "jointly"."""
    for child in verb.children:
        if child.i > verb.i or child.dep_ == "nsubjpass" or child.lower_ == "jointly":
            yield child
            if child.dep_ == "prep":
                yield from (c for c in child.rights if c.dep_ in ("pobj", "amod", "advmod"))


def _particle(verb: Token, word: Token) -> bool:
    """Whether a preposition or adverb goes with its verb: "voted down", "waved the plan through"."""
    if word.i == verb.i + 1:
        return not _circumstance(word)
    return next(word.children, None) is None


def _circumstance(preposition: Token) -> bool:
    """Whether a preposition leads to a date or place: "signed on Monday", "voted in May" have no particle."""
    return any(
        c.dep_ == "pobj"
        and (c.ent_type_ in _CIRCUMSTANCES or any(x.ent_type_ in _CIRCUMSTANCES for x in c.lefts))
        for c in preposition.children
    )


def _by_verb(phrases: dict[str, str]) -> dict[str, dict[str, str]]:
    """The phrases' words and classes under their verbs or nouns."""
    out: dict[str, dict[str, str]] = {}
    for phrase, cls in phrases.items():
        verb, word = phrase.split()
        out.setdefault(verb, {})[word] = cls
    return out


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once; raises DataFileError when the file is malformed."""
    try:
        data = json.loads(
            files("pipeline.relations").joinpath("data", "triggers.json").read_text(encoding="utf-8")
        )
        return Lexicon(
            verbs={k: Trigger(k, v["class"], v["weak"]) for k, v in data["verbs"].items()},
            nouns={k: Trigger(k, v["class"], v["weak"]) for k, v in data["nouns"].items()},
            particles={tuple(k.split()): v for k, v in data["particles"].items()},
            phrases=_by_verb(data["phrases"]),
            noun_phrases=_by_verb(data["noun_phrases"]),
            light=frozenset(data["light_verbs"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/relations/data/triggers.json: {error}") from error


@cache
def cues() -> Cues:
    """The cues, read once; raises DataFileError when the file is malformed."""
    try:
        data = json.loads(
            files("pipeline.relations").joinpath("data", "cues.json").read_text(encoding="utf-8")
        )
        names = ("also", "meetings", "remote", "held", "another", "idle", "made")
        return Cues(*(frozenset(data[name]) for name in names))
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/relations/data/cues.json: {error}") from error
