"""Typed loader of the trigger lexicon (data/triggers.json)."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from pipeline.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that can state an act: class of meaning, and whether it needs support from the clause."""

    lemma: str
    cls: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Trigger verbs, trigger nouns, verb-particle pairs and light verbs."""

    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    particles: dict[tuple[str, str], str]
    light: frozenset[str]

    def verb(self, token: Token) -> Trigger | None:
        """The trigger of a verb token, by lemma and particle."""
        lemma = token.lemma_.lower()
        for child in token.rights:
            if child.dep_ in ("prt", "prep", "advmod"):
                cls = self.particles.get((lemma, child.lower_))
                if cls and (child.dep_ == "prt" or child.i == token.i + 1):
                    return Trigger(f"{lemma}_{child.lower_}", cls, False)
        return self.verbs.get(lemma)

    def noun(self, token: Token) -> Trigger | None:
        """The trigger of a noun token, by lemma."""
        return self.nouns.get(token.lemma_.lower()) or self.nouns.get(token.lower_)


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
            light=frozenset(data["light_verbs"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"pipeline/relations/data/triggers.json: {error}") from error
