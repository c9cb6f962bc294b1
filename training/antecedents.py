"""Fit the choice of whom a pronoun or a plural takes up (``pipeline.mentions.antecedents``).

Usage: python -m training.antecedents --shared ../shared

No text says which antecedent is right, but labelled acts do: a pronoun or plural in the sentence of an act,
where parties usually stand, means parties of the act. Right is a candidate all of whose actors are parties;
of plurals the one that covers most of those that the sentence does not name itself. Where none is right
nothing is learnt. Where parties usually stand the rules' success tells: places in the parse in which their
answer is a party in fewer than ``_USUAL`` of all cases are left out.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.assemble import load
from pipeline.mentions.antecedents import Antecedents, Feature
from pipeline.mentions.candidates import Asked, Candidate
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.paths import frame_of, path_to
from training.acts import fit
from training.acts.__main__ import ROOT, labelled
from training.acts.align import align, names_of
from training.acts.compare import same_name
from training.acts.corpus import Labelled, annotate
from training.acts.examples import raw_to_clean
from training.acts.over import options, over
from training.acts.sets import Choice, fit_sets

#: A place in the parse counts from so many cases and this share of right answers of the rules on.
_CASES, _USUAL = 30, 0.45
#: The strength of the prior (``training.acts.sets``). At 3e-4 and 1e-3 as many are right out of fold, and
#: more of those that were learnt from.
_PRIOR = 3e-3
_FOLDS = 5

Heard = tuple[Asked, list[Candidate], list[list[Feature]], list[int]]


@dataclass(slots=True)
class Case:
    """One pronoun or plural of an act: its place, what speaks for each candidate, and which are right."""

    article: str
    word: str
    several: bool
    path: str
    features: list[dict[str, float]]
    parties: list[bool]
    right: list[bool]
    rule: int
    weight: float


def _read(articles: list[Labelled]) -> list[Case]:
    """The cases of some articles, which are annotated here."""
    extractor, out = load(), list[Case]()
    for article in articles:
        heard: list[Heard] = []
        Antecedents.listener = staticmethod(  # type: ignore[assignment]
            lambda asked, found, spoken, rule, heard=heard: heard.append((asked, found, spoken, list(rule)))
        )
        try:
            annotate([article], extractor)
        finally:
            Antecedents.listener = None
        out += _cases(article, heard)
        article.doc = None
    return out


def _cases(article: Labelled, heard: list[Heard]) -> list[Case]:
    doc = article.doc
    assert doc is not None
    seen, candidates = view(doc), find_candidates(doc)
    out = []
    for i, j in align(candidates, article.records, seen, raw_to_clean(article)).primary.items():
        gold, candidate = article.records[j], candidates[i]
        frame = frame_of(candidate)
        for one in heard:
            at = one[0].token.i
            path = path_to(doc[at], frame)
            if candidate.sent.start <= at < candidate.sent.end and path not in ("none", "far"):
                here = [seen.mentions[k] for k in seen.by_sent[candidate.sent_index]]
                named = {a for m in here if m.kind in ("name", "metonym", "office") for a in m.actors}
                out.append(_case(article.id, one, path, gold, named, seen))
    return out


def _case(article: str, heard: Heard, path: str, gold: dict[str, Any], named: set[int], seen: View) -> Case:
    asked, found, spoken, rule = heard
    required = {k for k, party in enumerate(gold["parties"]) if not party.get("optional")}

    def party(actor: int) -> int | None:
        names = (seen.actors[actor].name, seen.actors[actor].called)
        fits = (k for k, p in enumerate(gold["parties"]) if any(same_name(n, names_of(p)) for n in names))
        return next(fits, None)

    told = {party(actor) for actor in named}
    stand = [[party(actor) for actor in candidate.actors] for candidate in found]
    parties = [None not in who for who in stand]
    worth = [
        (len({*who} & required - told), len({*who} & required)) if fine else (-1, -1)
        for who, fine in zip(stand, parties, strict=True)
    ]
    if asked.several:
        right = [fine and w == max(worth) for fine, w in zip(parties, worth, strict=True)]
    else:
        new = any(w[0] > 0 for w in worth)
        right = [fine and (w[0] > 0 or not new) for fine, w in zip(parties, worth, strict=True)]
    ruled = next((k for k, c in enumerate(found) if {*c.actors} == {*rule}), -1)
    features = [{"|".join(map(str, f)): 1.0 for f in fs} for fs in spoken]
    weight = 0.5 if gold.get("optional") else 1.0
    return Case(article, asked.word, asked.several, path, features, parties, right, ruled, weight)


def usual(cases: Sequence[Case]) -> list[Case]:
    """The cases where parties usually stand and some candidate is right."""
    seen: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case in cases:
        seen[case.several, case.path].append(case.rule >= 0 and case.parties[case.rule])
    places = {k for k, v in seen.items() if len(v) >= _CASES and sum(v) / len(v) > _USUAL}
    return [c for c in cases if (c.several, c.path) in places and any(c.right)]


def fitted(cases: Sequence[Case]) -> tuple[list[str], np.ndarray]:
    """Names and weights of the features."""
    choices = [Choice(c.features, np.eye(len(c.features)), np.array(c.right), c.weight) for c in cases]
    return fit_sets(choices, prior=_PRIOR)


def report(cases: Sequence[Case]) -> str:
    """How many are right out of fold, by the rules and by the choice, as a table."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    fold = [int(hashlib.sha256(c.article.encode()).hexdigest(), 16) % _FOLDS for c in cases]
    for k in range(_FOLDS):
        names, weights = fitted([c for c, f in zip(cases, fold, strict=True) if f != k])
        weight = dict(zip(names, weights.tolist(), strict=True))
        for case in (c for c, f in zip(cases, fold, strict=True) if f == k):
            scores = [sum(weight.get(name, 0.0) for name in f) for f in case.features]
            best = scores.index(max(scores))
            sort = "plural" if case.several else case.word if case.word in ("it", "its") else "noun"
            rows[sort]["cases"] += 1
            rows[sort]["rules"] += case.rule >= 0 and case.right[case.rule]
            rows[sort]["choice"] += case.right[best]
    lines = ["| | cases | rules | choice |", "|---|---|---|---|"]
    for sort, row in sorted(rows.items()):
        shares = (f"{row[name] / row['cases']:.3f}" for name in ("rules", "choice"))
        lines.append(f"| {sort} | {row['cases']} | {' | '.join(shares)} |")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    weights_folder = ROOT / "pipeline" / "mentions" / "weights"
    args = options("python -m training.antecedents", __doc__, out=weights_folder)
    articles = labelled(args.shared)
    cases = usual(sorted(over(articles, _read, jobs=args.jobs), key=lambda c: c.article))
    names, weights = fitted(cases)
    size = fit.write(args.out / "antecedents.json.gz", names, weights[None, :], [0.0], ["1"])
    sys.stdout.write(f"{len(articles)} articles, {len(cases)} cases, {size} features\n{report(cases)}\n")


if __name__ == "__main__":
    main()
