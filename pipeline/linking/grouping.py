"""Pairs become groups without chaining: two groups join only when they are alike on the average."""

from collections.abc import Callable, Iterable, Sequence
from math import isnan

#: Says how surely two records, by number, are one; NaN where the two alone cannot tell.
Score = Callable[[int, int], float]
Edge = tuple[float, int, int]
#: Article and record id.
Name = tuple[str, str]
#: The share of pairs between two groups that may contradict their being one.
_ODD = 0.1


def groups(
    edges: Iterable[Edge],
    score: Score,
    *,
    names: Sequence[Name],
    threshold: float,
    floors: tuple[float, float],
    sample: int,
) -> list[list[int]]:
    """Groups of two and more, made from the surest pair down; ``edges`` are (score, i, j).

    Two groups join when the mean of the scores between them reaches the threshold, and at most a tenth of
    them is below its floor, of which the second is for two records of one article; of large groups an even
    sample of ``sample`` pairs is asked. ``names[i]`` orders ties, so that the numbering makes no difference.
    """
    member: dict[int, list[int]] = {}
    # A pair comes in the order of its names, whatever the numbers are.
    turned = ((s, i, j) if names[i] < names[j] else (s, j, i) for s, i, j in edges)
    ordered = sorted(turned, key=lambda e: (-e[0], names[e[1]], names[e[2]]))
    refused: set[tuple[int, int, int, int]] = set()
    for _, i, j in ordered:
        a, b = member.setdefault(i, [i]), member.setdefault(j, [j])
        if a is b:
            continue
        # Groups that were refused are not asked again until one of them has grown.
        asked = (a[0], len(a), b[0], len(b))
        if asked in refused:
            continue
        between = _between(a, b, score, sample)
        odd = sum(s < floors[names[i][0] == names[j][0]] for s, i, j in between)
        if not _alike([s for s, _, _ in between], threshold, odd):
            refused.add(asked)
            continue
        if len(a) < len(b) or (len(a) == len(b) and names[b[0]] < names[a[0]]):
            a, b = b, a
        a.extend(b)
        for k in b:
            member[k] = a
    unique = {id(group): group for group in member.values() if len(group) > 1}
    return [sorted(group, key=lambda k: names[k]) for group in unique.values()]


def _alike(scores: Sequence[float], threshold: float, odd: int) -> bool:
    """Whether two groups are one by the scores between them, of which ``odd`` are below their floor."""
    if not scores or sum(scores) / len(scores) < threshold:
        return False
    return odd <= _ODD * len(scores)


def _between(a: Sequence[int], b: Sequence[int], score: Score, sample: int) -> list[Edge]:
    pairs = len(a) * len(b)
    step = max(pairs // sample, 1)
    # A step that shares a factor with the width would ask the same column again and again.
    while step > 1 and len(b) % step == 0:
        step += 1
    chosen = ((a[k // len(b)], b[k % len(b)]) for k in range(0, pairs, step))
    # NaN is no answer: a pair that cannot be judged weighs nothing.
    return [(s, i, j) for i, j in chosen if not isnan(s := score(i, j))]
