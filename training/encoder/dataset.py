"""Windows with their targets, in numbers of their own, and their grouping into batches."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.relations.opinions import placement
from pipeline.relations.token_encoder import Window
from training.encoder.targets import Lesson, Pair, Target

#: How many tokens of its chain a candidate is read from, as at run time.
CHAIN = 4
#: How far a window may move from its place in the order of lengths when an epoch is shuffled, in word pieces.
_JITTER = 25


@dataclass(slots=True)
class Asked:
    """A candidate of a window; ``anchor`` and ``chain`` are words of it."""

    number: int
    """Among the candidates of the article."""
    anchor: int
    chain: list[int]
    target: Target


@dataclass(slots=True)
class Filler:
    """A filler of a candidate of a window: its first, last and head word, and how it stands to the anchor."""

    asked: int
    words: tuple[int, int, int]
    placement: list[float]
    pair: Pair


@dataclass(slots=True)
class Sample:
    """A window; ``words[i]`` is the word of piece i, -1 for a separator; words count from 0 to ``count``."""

    article: str
    window: Window
    words: list[int]
    count: int
    asked: list[Asked] = field(default_factory=list)
    fillers: list[Filler] = field(default_factory=list)

    def __len__(self) -> int:
        """Word pieces."""
        return len(self.words)


def samples(lessons: Iterable[Lesson]) -> list[Sample]:
    """The windows that have a candidate to learn from."""
    found = [_sample(lesson, window) for lesson in lessons for window in lesson.windows]
    return [sample for sample in found if sample.asked]


def _sample(lesson: Lesson, window: Window) -> Sample:
    place: dict[int, int] = {}
    words = [place.setdefault(token, len(place)) if token >= 0 else -1 for token in window.words]
    sample = Sample(lesson.article, window, words, len(place))
    wanted = set(window.wanted)
    for number, target in enumerate(lesson.targets):
        if target.sentence not in wanted or target.anchor not in place:
            continue  # read in another window, not worth reading, or cut off
        chain = [place[t] for t in target.tokens if t in place][:CHAIN]
        if not chain:
            continue
        sample.asked.append(Asked(number, place[target.anchor], chain, target))
        for pair in target.pairs:
            start, end, head = pair.span
            if start in place and end - 1 in place and head in place:
                ends = (place[start], place[end - 1], place[head])
                how = placement(target.anchor, pair.span, pair.shift)
                sample.fillers.append(Filler(len(sample.asked) - 1, ends, how, pair))
    return sample


def group(found: Sequence[Sample], pieces: int, rng: random.Random | None = None) -> list[list[Sample]]:
    """Samples of like length together, at most ``pieces`` with padding; shuffled with ``rng``.

    A sample that is longer by itself is a group of its own.
    """
    keys = [len(sample) + (rng.random() * _JITTER if rng else 0.0) for sample in found]
    out: list[list[Sample]] = []
    width = 0
    for i in sorted(range(len(found)), key=lambda i: keys[i]):
        width = max(width, len(found[i]))
        if out and (len(out[-1]) + 1) * width <= pieces:
            out[-1].append(found[i])
        else:
            out.append([found[i]])
            width = len(found[i])
    if rng:
        rng.shuffle(out)
    return out
