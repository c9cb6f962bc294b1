"""The whole pipeline against the bare model on the same texts, stage by stage, and how time grows with input."""

import gc
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """The two pipelines that are compared; they share nothing."""

    bare: Language
    whole: Extractor


def load_both(model: str | None = None) -> Subjects:
    """Load the bare model, and the model with our stages."""
    return Subjects(bare=spacy.load(model or DEFAULT_MODEL), whole=load(model))


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
    """Compare the two in turns, the order changing each time, after one turn that does not count.

    ``ratio`` is the median of the ratios of the turns, bare over whole in processor time, so that what else the
    machine does weighs on both sides alike. Words are the tokens of spaCy's tokenizer in the raw text.
    """
    bare: list[Taken] = []
    whole: list[Taken] = []
    parts: list[dict[str, Taken]] = []
    words: list[int] = []
    supply = rounds(found, size=size)
    for turn in range(repeats + 1):
        texts = next(supply)
        jobs: list[Callable[[], None]] = [
            lambda t=texts: bare.append(_timed(lambda: run_bare(subjects.bare, t))),  # type: ignore[misc]
            lambda t=texts: whole.append(_timed(lambda: run_whole(subjects.whole, t))),  # type: ignore[misc]
        ]
        for job in jobs if turn % 2 else reversed(jobs):
            job()
        if stages:
            parts.append(_stages(subjects.whole, texts))
        words.append(sum(len(subjects.bare.make_doc(t.text)) for t in texts))
    bare, whole, parts, words = bare[1:], whole[1:], parts[1:], words[1:]
    result: dict[str, Any] = {
        "articles_a_turn": size,
        "different_articles": len(found),
        "turns": repeats,
        "words_a_turn": round(median(words)),
        "bare": _rates(bare, words, size),
        "whole": _rates(whole, words, size),
        "ratio": round(median(b.process / w.process for b, w in zip(bare, whole, strict=True)), 3),
        "ratio_wall": round(median(b.wall / w.wall for b, w in zip(bare, whole, strict=True)), 3),
    }
    if stages:
        result["stages"] = _shares(parts)
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


def _timed(job: Callable[[], None]) -> Taken:
    gc.collect()
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
        cleaned = spend("clean", lambda b=batch: [clean_raw(t) for t in b])
        docs: list[Doc] = spend(
            "tokenizer",
            lambda b=batch, c=cleaned: [extractor._doc(x, t) for x, t in zip(c, b, strict=True)],
        )
        for name, component in extractor.nlp.pipeline:
            pipe = getattr(component, "pipe", None)
            if pipe is not None:
                docs = spend(name, lambda d=docs, p=pipe: list(p(d, batch_size=BATCH)))
            else:
                docs = spend(name, lambda d=docs, c=component: [c(doc) for doc in d])
        spend(
            "results",
            lambda d=docs, b=batch, c=cleaned: [
                to_extraction(doc, raw, clean) for doc, raw, clean in zip(d, b, c, strict=True)
            ],
        )
    return spent


def _shares(parts: Sequence[dict[str, Taken]]) -> dict[str, Any]:
    middles = {name: middle(p[name] for p in parts).process for name in parts[0]}
    total = sum(middles.values())
    return {
        name: {"process_seconds": round(seconds, 3), "share": round(seconds / total, 3)}
        for name, seconds in middles.items()
    }


def _joined(texts: Sequence[RawArticle]) -> RawArticle:
    return RawArticle(article_id="long", source="long", text="\n\n".join(t.text for t in texts))


def _growth(
    extractor: Extractor, inputs: dict[int, list[RawArticle]], repeats: int
) -> dict[str, Any]:
    taken: dict[int, list[Taken]] = {n: [] for n in inputs}
    for _ in range(repeats):
        for n, texts in inputs.items():
            taken[n].append(_timed(lambda t=texts: run_whole(extractor, t)))  # type: ignore[misc]
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
