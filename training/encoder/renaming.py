"""Other names in place of an article's own while the network learns: it is to read the text, not the name.

Of the samples a share is changed each time one is read: most of its names of countries, organisations and
people become other names of their kind, the same one throughout the article.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.relations.token_encoder import MARKS, Window
from training.acts.corpus import Labelled
from training.encoder.dataset import Sample

#: The share of the samples that are changed, and of the names of such a sample.
_SAMPLES, _NAMES = 0.5, 0.7
_KINDS = frozenset(MARKS.index(kind) for kind in ("country", "organization", "person"))
#: A word is a name when it stands in lower case at most this often for each time it stands as one.
_IN_LOWER_CASE = 0.05
#: Longer words, in pieces, are not lent to others.
_LONGEST = 4


def proper_names(articles: Iterable[Labelled]) -> dict[str, dict[int, str]]:
    """For each article the tokens that are names and nothing else ("Norway", not "Ministry" or "Union")."""
    docs = {article.id: article.doc for article in articles if article.doc is not None}
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for doc in docs.values():
        lower.update(t.text for t in doc if t.is_lower)
        upper.update(t.lower_ for t in doc if t.text[0].isupper() and not t.is_sent_start)
    names = {word for word, count in upper.items() if lower[word] <= _IN_LOWER_CASE * count}
    return {
        name: {t.i: t.lower_ for t in doc if t.pos_ == "PROPN" and t.text[0].isupper() and t.lower_ in names}
        for name, doc in docs.items()
    }


class Renamer:
    """Changes names of samples; deterministic in the order of its calls."""

    def __init__(self, found: Sequence[Sample], names: Mapping[str, Mapping[int, str]], seed: int) -> None:
        self._rng = random.Random(seed)
        self._names = names
        pools: dict[int, set[tuple[int, ...]]] = {kind: set() for kind in _KINDS}
        for sample in found:
            for window in sample.windows:
                for start, end in _words(window):
                    kind = self._kind(sample, window, start)
                    if kind is not None and end - start <= _LONGEST:
                        pools[kind].add(tuple(window.ids[start:end]))
        self._pools = {kind: sorted(pool) for kind, pool in pools.items()}

    def __call__(self, sample: Sample) -> Sample:
        """The sample, or one like it with other names."""
        if self._rng.random() >= _SAMPLES:
            return sample
        chosen: dict[tuple[int, str], tuple[int, ...] | None] = {}
        changed = [
            self._renamed(sample, window, words, chosen)
            for window, words in zip(sample.windows, sample.words, strict=True)
        ]
        return replace(sample, windows=[w for w, _ in changed], words=[words for _, words in changed])

    def _renamed(
        self,
        sample: Sample,
        window: Window,
        words: Sequence[int],
        chosen: dict[tuple[int, str], tuple[int, ...] | None],
    ) -> tuple[Window, list[int]]:
        out, own = Window(ids=[], marks=[], words=[], wanted=window.wanted), []
        for start, end in _words(window):
            pieces: Sequence[int] = window.ids[start:end]
            kind = self._kind(sample, window, start)
            if kind is not None:
                key = (kind, self._names[sample.article][window.words[start]])
                if key not in chosen:
                    other = self._rng.random() < _NAMES
                    chosen[key] = self._rng.choice(self._pools[kind]) if other else None
                pieces = chosen[key] or pieces
            out.ids += pieces
            out.marks += [window.marks[start]] * len(pieces)
            out.words += [window.words[start]] * len(pieces)
            own += [words[start]] * len(pieces)
        return out, own

    def _kind(self, sample: Sample, window: Window, start: int) -> int | None:
        known = self._names.get(sample.article, {})
        mark = window.marks[start]
        return mark if mark in _KINDS and window.words[start] in known else None


def _words(window: Window) -> list[tuple[int, int]]:
    """The pieces of each word or separator, as half-open ranges."""
    out: list[tuple[int, int]] = []
    for i, word in enumerate(window.words):
        if out and word >= 0 and window.words[i - 1] == word:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
