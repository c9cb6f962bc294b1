"""Articles as the network reads them: windows, what is asked of them, and their grouping into batches."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.relations.fillers import Span
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
class Rival:
    """A filler that was read: its first, last and head word, and how it stands to the anchor.

    No ``words`` are the article's own date and place.
    """

    asked: int
    words: tuple[int, int, int] | None
    placement: list[float]


@dataclass(slots=True)
class Filler:
    """What is to be learned of a filler in a role: ``rival`` is its number among the rivals of the sample."""

    asked: int
    rival: int
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
    rivals: list[Rival] = field(default_factory=list)
    """Those of a candidate stand together, in the order of the candidates."""
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
        number_of: dict[Span | None, int] = {}
        for span, shift in target.rivals:
            words = None if span is None else _ends(span, place)
            if span is None or words is not None:
                number_of[span] = len(sample.rivals)
                how = placement(target.anchor, span, shift)
                sample.rivals.append(Rival(len(sample.asked) - 1, words, how))
        for pair in target.pairs:
            if pair.span in number_of:
                sample.fillers.append(Filler(len(sample.asked) - 1, number_of[pair.span], pair))
    return sample


def _ends(span: Span, place: Mapping[int, int]) -> tuple[int, int, int] | None:
    """A filler's first, last and head word, None where one of them was not read."""
    start, end, head = span
    if start in place and end - 1 in place and head in place:
        return place[start], place[end - 1], place[head]
    return None


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
