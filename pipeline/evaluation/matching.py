"""Which predicted record stands for which gold record, and which name for which."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation.acts import Named, Predicted, Range, Wanted
from pipeline.evaluation.names import best_phrase_f1, same_name

#: A pair below this similarity is no pair.
SIMILAR_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How many names were right, wrong and missing; optional gold names count for neither side."""

    right: int
    wrong: int
    missing: int

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / total if total else 1.0

    @property
    def perfect(self) -> bool:
        return not self.wrong and not self.missing


def match_names(said: Sequence[Named], gold: Sequence[Named]) -> NameMatch:
    """Match each name said to the first gold name left that accepts it."""
    left = list(gold)
    right = wrong = 0
    for item in said:
        hit = next((i for i, g in enumerate(left) if same_name(item.name, g.names)), None)
        if hit is None:
            wrong += 1
        else:
            right += not left.pop(hit).optional
    return NameMatch(right, wrong, sum(not g.optional for g in left))


def overlap(first: Sequence[Range], second: Sequence[Range]) -> float:
    """The best overlap of two evidence ranges, as a share of the shorter one."""
    best = 0.0
    for s, e in first:
        for s2, e2 in second:
            inter = min(e, e2) - max(s, s2)
            if inter > 0:
                best = max(best, inter / max(1, min(e - s, e2 - s2)))
    return best


def similarity(pred: Predicted, gold: Wanted) -> float:
    """How much a prediction looks like a gold record, 0 to 1.

    It must point at the same sentence, or share parties and subject; status and instrument only decide
    between acts that are alike otherwise.
    """
    evidence = overlap(pred.ranges, gold.ranges)
    who = match_names(pred.parties, gold.parties).f1
    what = best_phrase_f1(pred.phrases, gold.phrases)
    if evidence < 0.3 and not (who >= 0.5 and what >= 0.4):
        return 0.0
    # The terms are added in this order so that equal pairs compare equal to the last bit.
    score = 0.3 * who + 0.25 * evidence + 0.25 * what
    return score + 0.1 * (pred.status in gold.statuses) + 0.1 * (pred.instrument in gold.instruments)


def assign(preds: Sequence[Predicted], golds: Sequence[Wanted]) -> dict[int, int]:
    """Pair predictions with gold records, the most alike first: prediction index to gold index."""
    ranked = sorted(
        ((similarity(p, g), -i, -j) for i, p in enumerate(preds) for j, g in enumerate(golds)), reverse=True
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in ranked:
        if score >= SIMILAR_ENOUGH and -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs
