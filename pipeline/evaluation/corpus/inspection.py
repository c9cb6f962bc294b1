"""Check a whole corpus: its files, its splits against one another, and its census."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.corpus.census import Census, census, under_represented
from pipeline.evaluation.corpus.checks import Problem, check_item
from pipeline.evaluation.corpus.leakage import Overlap, overlaps
from pipeline.evaluation.errors import EvaluationError
from pipeline.evaluation.gold import GoldItem, gold_files, read_item


@dataclass(slots=True)
class Inspection:
    """What was found: problems, overlaps, and per split the number of articles and the census."""

    problems: list[Problem]
    overlaps: list[Overlap]
    sizes: dict[str, int]
    censuses: dict[str, Census]
    few: list[tuple[str, str, str, int]]

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.level == "error"]


def inspect(splits: Mapping[str, tuple[Path, Path]], *, few: int) -> Inspection:
    """Check splits given as name to (gold folder, articles folder).

    Faulty files become problems and the rest is still checked. Raises EvaluationError when a split is empty.
    """
    problems: list[Problem] = []
    items: dict[str, list[GoldItem]] = {}
    for name, (gold, articles) in splits.items():
        paths = gold_files(gold)
        if not paths:
            raise EvaluationError(f"no gold file (<id>.json) in {gold}")
        items[name] = []
        for path in paths:
            try:
                items[name].append(read_item(path, articles / f"{path.stem}.txt"))
            except EvaluationError as error:
                problems.append(Problem("error", path.stem, str(error)))
        known = {path.stem for path in paths}
        problems += [
            Problem("warning", path.stem, f"an article of {name} without gold")
            for path in sorted(articles.glob("*.txt"))
            if path.stem not in known
        ]
        for item in items[name]:
            problems += check_item(item)
    problems += _same_ids(items)
    shared = overlaps(items.items())
    problems += [_overlap_problem(o) for o in shared]
    censuses = {name: census(group) for name, group in items.items()}
    return Inspection(
        problems=problems,
        overlaps=shared,
        sizes={name: len(group) for name, group in items.items()},
        censuses=censuses,
        few=[
            (name, *kind) for name, counts in censuses.items() for kind in under_represented(counts, few=few)
        ],
    )


def _same_ids(items: Mapping[str, list[GoldItem]]) -> list[Problem]:
    places: dict[str, list[str]] = {}
    for name, group in items.items():
        for item in group:
            places.setdefault(item.id, []).append(name)
    return [
        Problem("error", i, f"stands in several splits: {', '.join(names)}")
        for i, names in places.items()
        if len(names) > 1
    ]


def _overlap_problem(overlap: Overlap) -> Problem:
    other = f"{overlap.second} ({overlap.second_split})"
    if overlap.leak:
        message = (
            f"leaks from {overlap.first_split} into another split: {overlap.shared:.0%} stands in {other}"
        )
        return Problem("error", overlap.first, message)
    return Problem("warning", overlap.first, f"{overlap.shared:.0%} stands also in {other}")
