"""The whole pipeline against the bare model on the same texts, step by step, and growth with the input."""

import gc
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.clock import Clock, Taken, middle
from benchmarks.texts import rounds
from pipeline.assemble import DEFAULT_MODEL, Extractor, clean_raw, load, to_extraction
from pipeline.readers import RawArticle

BATCH = 16


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is compared: the bare model, and the whole pipeline in each profile; they share nothing."""

    bare: Language
    whole: dict[str, Extractor]


def load_subjects(model: str | None = None, *, profiles: Sequence[str]) -> Subjects:
    """Load the bare model, and the model with our stages once for each profile."""
    whole = {profile: load(model, profile=profile) for profile in profiles}
    return Subjects(bare=spacy.load(model or DEFAULT_MODEL), whole=whole)


def run_bare(nlp: Language, texts: Sequence[RawArticle]) -> None:
    """What a user of the model alone would run."""
    for _ in nlp.pipe((t.text for t in texts), batch_size=BATCH):
        pass


def run_whole(extractor: Extractor, texts: Sequence[RawArticle]) -> None:
    """From raw text to validated records."""
    for _ in extractor.extract(texts, batch_size=BATCH):
        pass


def throughput(
    subjects: Subjects, found: Sequence[RawArticle], *, size: int, repeats: int, stages: bool = True
) -> dict[str, Any]:
    """Compare them in turns, after one that does not count.

    Within a turn they take batch after batch by turns, in changing order, so that what else the machine does
    weighs on all alike. ``ratio`` is bare over whole in processor time, the median of the turns. Words are
    the tokens of spaCy's tokenizer in the raw text.
    """
    turns: list[dict[str, Taken]] = []
    parts: dict[str, list[dict[str, Taken]]] = {profile: [] for profile in subjects.whole}
    words: list[int] = []
    supply = rounds(found, size=size)
    for turn in range(repeats + 1):
        texts = next(supply)
        taken = _one_turn(subjects, texts)
        steps = {name: _stages(whole, texts) for name, whole in subjects.whole.items()} if stages else {}
        if turn:
            turns.append(taken)
            words.append(sum(len(subjects.bare.make_doc(t.text)) for t in texts))
            for name, spent in steps.items():
                parts[name].append(spent)
    bare = [turn["bare"] for turn in turns]
    result: dict[str, Any] = {
        "articles_a_turn": size,
        "different_articles": len(found),
        "turns": repeats,
        "words_a_turn": round(median(words)),
        "bare": _rates(bare, words, size),
        "whole": {},
    }
    for profile in subjects.whole:
        mine = [turn[profile] for turn in turns]
        row = _rates(mine, words, size)
        row["ratio"] = round(median(b.process / w.process for b, w in zip(bare, mine, strict=True)), 3)
        row["ratio_wall"] = round(median(b.wall / w.wall for b, w in zip(bare, mine, strict=True)), 3)
        if stages:
            row["stages"] = _shares(parts[profile])
        result["whole"][profile] = row
    return result


def growth(extractor: Extractor, found: Sequence[RawArticle], *, repeats: int) -> dict[str, Any]:
    """Processor time for 10, 20, 40 and 80 articles, and for one article 1, 2, 4 and 8 times as long.

    ``exponent`` is the slope of log(time) over log(size): 1 is linear, 2 quadratic.
    """
    ten = list(found[:10])
    many = {n: [ten[i % len(ten)] for i in range(n)] for n in (10, 20, 40, 80)}
    longer = {n: [_joined(found[:n])] for n in (1, 2, 4, 8)}
    return {
        "articles": _growth(extractor, many, repeats),
        "length": _growth(extractor, longer, repeats),
    }


def _one_turn(subjects: Subjects, texts: Sequence[RawArticle]) -> dict[str, Taken]:
    taken = dict.fromkeys(("bare", *subjects.whole), Taken(0, 0))
    gc.collect()
    for number, at in enumerate(range(0, len(texts), BATCH)):
        batch = texts[at : at + BATCH]
        jobs: list[tuple[str, Callable[[], None]]] = [("bare", partial(run_bare, subjects.bare, batch))]
        jobs += [(name, partial(run_whole, whole, batch)) for name, whole in subjects.whole.items()]
        first = number % len(jobs)
        for name, job in jobs[first:] + jobs[:first]:
            taken[name] += _timed(job)
    return taken


def _timed(job: Callable[[], None]) -> Taken:
    with Clock() as clock:
        job()
    return clock.taken


def _rates(taken: Sequence[Taken], words: Sequence[int], size: int) -> dict[str, Any]:
    by_process = [w / t.process for w, t in zip(words, taken, strict=True)]
    by_wall = [w / t.wall for w, t in zip(words, taken, strict=True)]
    return {
        "words_per_second": round(median(by_process)),
        "words_per_second_wall": round(median(by_wall)),
        "articles_per_second": round(median(size / t.process for t in taken), 2),
        "process_seconds": [round(t.process, 3) for t in taken],
        "wall_seconds": [round(t.wall, 3) for t in taken],
    }


def _stages(extractor: Extractor, texts: Sequence[RawArticle]) -> dict[str, Taken]:
    """The same work as ``extract``, component by component, each over whole batches."""
    spent: dict[str, Taken] = {}

    def spend(name: str, job: Callable[[], Any]) -> Any:
        with Clock() as clock:
            done = job()
        spent[name] = spent.get(name, Taken(0, 0)) + clock.taken
        return done

    for at in range(0, len(texts), BATCH):
        batch = texts[at : at + BATCH]
        cleaned = spend("clean", partial(list, map(clean_raw, batch)))
        docs: list[Doc] = spend("tokenizer", partial(list, map(extractor._doc, cleaned, batch)))
        for name, component in extractor.nlp.pipeline:
            docs = spend(name, partial(_through, component, docs))
        spend("results", partial(list, map(to_extraction, docs, batch, cleaned)))
    return spent


def _through(component: Any, docs: list[Doc]) -> list[Doc]:
    """What ``nlp.pipe`` does with a component."""
    pipe = getattr(component, "pipe", None)
    return list(pipe(docs, batch_size=BATCH)) if pipe else [component(doc) for doc in docs]


def _shares(parts: Sequence[dict[str, Taken]]) -> dict[str, Any]:
    middles = {name: middle(p[name] for p in parts).process for name in parts[0]}
    total = sum(middles.values())
    return {
        name: {"process_seconds": round(seconds, 3), "share": round(seconds / total, 3)}
        for name, seconds in middles.items()
    }


def _joined(texts: Sequence[RawArticle]) -> RawArticle:
    return RawArticle(article_id="long", source="long", text="\n\n".join(t.text for t in texts))


def _growth(extractor: Extractor, inputs: dict[int, list[RawArticle]], repeats: int) -> dict[str, Any]:
    taken: dict[int, list[Taken]] = {n: [] for n in inputs}
    for _ in range(repeats):
        gc.collect()
        for n, texts in inputs.items():
            taken[n].append(_timed(partial(run_whole, extractor, texts)))
    words = {n: sum(len(extractor.nlp.make_doc(t.text)) for t in texts) for n, texts in inputs.items()}
    seconds = {n: middle(rows).process for n, rows in taken.items()}
    return {
        "points": [{"n": n, "words": words[n], "process_seconds": round(seconds[n], 3)} for n in inputs],
        "exponent": round(_slope([(words[n], seconds[n]) for n in inputs]), 3),
    }


def _slope(points: Sequence[tuple[float, float]]) -> float:
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)
