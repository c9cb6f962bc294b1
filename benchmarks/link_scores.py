"""How well groups match gold: pairwise and B-cubed precision, recall and F1; and the baseline to beat."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.linking import Linker, Names, Profiler, Report
from pipeline.linking.pairs import Judge
from pipeline.linking.rules import rules


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(found: Mapping[str, int], gold: Mapping[str, int]) -> Score:
    """Over pairs put together: how many are right, and how many of the right ones are put together."""
    joint = Counter((found[name], gold[name]) for name in gold)
    right = sum(map(_pairs, joint.values()))
    said = sum(map(_pairs, Counter(found[name] for name in gold).values()))
    wanted = sum(map(_pairs, Counter(gold.values()).values()))
    return Score(right / said if said else 1.0, right / wanted if wanted else 1.0)


def b_cubed(found: Mapping[str, int], gold: Mapping[str, int]) -> Score:
    """Averaged over records: how pure a record's group is, and how much of its agreement is in it."""
    joint = Counter((found[name], gold[name]) for name in gold)
    said, wanted = Counter(found[name] for name in gold), Counter(gold.values())
    count = len(gold) or 1
    precision = sum(n * n / said[f] for (f, _), n in joint.items()) / count
    recall = sum(n * n / wanted[g] for (_, g), n in joint.items()) / count
    return Score(precision, recall)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def weighted(said: Sequence[bool], gold: Sequence[bool], counts: Sequence[float]) -> Score:
    """Over single pairs, each of which stands for so many."""
    both = sum(c for s, g, c in zip(said, gold, counts, strict=True) if s and g)
    claimed, wanted = (sum(c for x, c in zip(xs, counts, strict=True) if x) for xs in (said, gold))
    return Score(both / claimed if claimed else 1.0, both / wanted if wanted else 1.0)


def judged(pairs: Iterable[tuple[Report, Report]], names: Names) -> list[bool]:
    """Whether each pair is one agreement by our judgement of the two alone."""
    profiler, judge, threshold = Profiler(names), Judge(), rules().threshold
    return [judge.probability(profiler.profile(a), profiler.profile(b)) >= threshold for a, b in pairs]


def linked(reports: Mapping[str, Report], names: Names, *, linker: Linker | None = None) -> dict[str, int]:
    """The group of each report by our linking."""
    profiler = Profiler(names)
    order = list(reports)
    made = (linker or Linker()).link([profiler.profile(reports[name]) for name in order])
    return {order[i]: number for number, agreement in enumerate(made.agreements) for i in agreement.members}


def baseline(reports: Mapping[str, Report]) -> dict[str, int]:
    """The group of each report by the plain rule: exactly the same parties and the same date."""
    groups: dict[Sequence[object], int] = {}
    made = {}
    for name, report in reports.items():
        record = report.record
        day = record.when.edtf if record.when else report.published
        key = (*sorted({p.name.casefold() for p in record.parties}), "|", day or name)
        made[name] = groups.setdefault(key, len(groups))
    return made
