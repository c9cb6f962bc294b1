"""Articles as the network reads them: windows, what is asked of them, and their grouping into batches."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.relations.opinions import CHAIN, placement
from pipeline.relations.token_encoder import Window
from training.encoder.targets import Lesson, Pair, Target


@dataclass(slots=True)
class Asked:
    """A candidate that was read; ``anchor`` and ``chain`` are words of the sample."""

    number: int
    """Among the candidates of the article."""
    anchor: int
    chain: list[int]
    target: Target


@dataclass(slots=True)
class Filler:
    """A filler that was read: its first, last and head word, and how it stands to the anchor."""

    asked: int
    words: tuple[int, int, int]
    placement: list[float]
    pair: Pair


@dataclass(slots=True)
class Sample:
    """The windows of an article; ``words[k][i]`` is the word of piece i of window k, -1 for a separator.

    Words count from 0 to ``count`` through the article, since one that stands in two windows has the mean of
    both vectors, and a candidate may be asked for a filler of another window: both as at run time.
    """

    article: str
    windows: list[Window]
    words: list[list[int]]
    count: int
    asked: list[Asked] = field(default_factory=list)
    fillers: list[Filler] = field(default_factory=list)

    def __len__(self) -> int:
        """Word pieces."""
        return sum(map(len, self.words))


def samples(lessons: Iterable[Lesson]) -> list[Sample]:
    """The articles that have a candidate to learn from."""
    return [sample for lesson in lessons if (sample := _sample(lesson)).asked]


def _sample(lesson: Lesson) -> Sample:
    place: dict[int, int] = {}
    words = [
        [place.setdefault(token, len(place)) if token >= 0 else -1 for token in window.words]
        for window in lesson.windows
    ]
    sample = Sample(lesson.article, lesson.windows, words, len(place))
    wanted = set(lesson.wanted)
    for number, target in enumerate(lesson.targets):
        if target.sentence not in wanted or target.anchor not in place:
            continue  # not worth reading, or cut off
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
    """Samples together, at most so many pieces of each group; in another order each time with ``rng``.

    A sample that is longer by itself is a group of its own.
    """
    order = list(range(len(found)))
    if rng:
        rng.shuffle(order)
    out: list[list[Sample]] = []
    room = 0
    for i in order:
        size = len(found[i])
        if out and size <= room:
            out[-1].append(found[i])
        else:
            out.append([found[i]])
            room = pieces
        room -= size
    return out
