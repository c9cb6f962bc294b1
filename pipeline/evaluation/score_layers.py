"""Score what the stages before the records found in one article: cleaning, publication, dates, entities."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.evaluation.edtf import bounds
from pipeline.evaluation.findings import Finding, kind_of
from pipeline.evaluation.names import words
from pipeline.evaluation.tallies import Tallies
from schemas import GoldArticle

ENTITY_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "EVENT"})
#: Lines of noise up to this length may also stand in the article; they are no evidence of noise left over.
SHORT_LINE = 3

_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def noise_ranges(gold: GoldArticle, text: str) -> list[tuple[int, int]]:
    """Where the noise of an article stands; only the first occurrence of a string is meant."""
    return [(at := text.find(n), at + len(n)) for n in gold.noise]


def score_layers(article: Mapping[str, Any], gold: GoldArticle, text: str, tallies: Tallies) -> list[Finding]:
    """Count every layer of an article into ``tallies`` and return the findings."""
    findings = [_published(article, gold, tallies)]
    findings += _dates(article, gold, text, tallies)
    findings += _entities(article, gold, text, tallies)
    if "clean_text" in article:
        findings += _cleaning(article["clean_text"], gold, text, tallies)
    return findings


def _published(article: Mapping[str, Any], gold: GoldArticle, tallies: Tallies) -> Finding:
    said, want = article.get("published"), gold.published
    tallies.add("published", said == want and bool(want), bool(said), bool(want))
    kind = kind_of(right=(said or None) == (want or None), said=bool(said), wanted=bool(want))
    return Finding(gold.id, "published", kind, "published", said or "", want or "", "")


def _dates(article: Mapping[str, Any], gold: GoldArticle, text: str, tallies: Tallies) -> Iterator[Finding]:
    noise = noise_ranges(gold, text)
    left = [
        (i, squeeze(d.text).casefold(), {bounds(v) for v in (d.edtf, *d.accept)})
        for i, d in enumerate(gold.dates)
    ]
    said = [d for d in article.get("dates", []) if not _inside(d.get("start"), noise)]
    hits = 0
    spare = []
    for date in said:
        words_, value = squeeze(date.get("text", "")).casefold(), bounds(date.get("edtf"))
        hit = next((g for g in left if value in g[2] and (g[1] in words_ or words_ in g[1])), None)
        if hit is None:
            spare.append(date)
            continue
        left.remove(hit)
        hits += 1
        want = gold.dates[hit[0]]
        yield Finding(gold.id, "dates", "right", f"g{hit[0]}", _date(date), f"{want.text} = {want.edtf}", "")
    tallies.add("dates", hits, len(said), len(gold.dates))
    for i, words_, _ in left:
        want = gold.dates[i]
        # A spare prediction of the same words is this date with another value; that is for the reader only.
        twin = next((d for d in spare if squeeze(d.get("text", "")).casefold() == words_), None)
        if twin is not None:
            spare.remove(twin)
        at = twin["start"] if twin and twin.get("start") is not None else text.find(want.text)
        yield Finding(
            gold.id,
            "dates",
            "wrong" if twin else "missing",
            f"g{i}",
            _date(twin) if twin else "",
            f"{want.text} = {want.edtf}",
            around(text, at, len(want.text)),
            accept=tuple(want.accept),
        )
    for date in spare:
        at = date["start"] if date.get("start") is not None else text.find(date.get("text", ""))
        yield Finding(
            gold.id,
            "dates",
            "extra",
            f"p:{at}:{_date(date)}",
            _date(date),
            "",
            around(text, at, len(date.get("text", ""))),
        )


def _entities(
    article: Mapping[str, Any], gold: GoldArticle, text: str, tallies: Tallies
) -> Iterator[Finding]:
    want = {(" ".join(words(e.text)), e.type): e.text for e in gold.entities}
    got = {
        (" ".join(words(e["text"])), e["type"]): e["text"]
        for e in article.get("entities", [])
        if e.get("type") in ENTITY_TYPES
    }
    tallies.add("entities", len(want.keys() & got.keys()), len(got), len(want))
    for key in sorted(want.keys() | got.keys()):
        name, type_ = key
        other = sorted(t for n, t in got if n == name and (n, t) not in want)
        if key in want:
            kind = kind_of(right=key in got, said=bool(other), wanted=True)
            said = f"{got[key]} {type_}" if key in got else f"{want[key]} {other[0]}" if other else ""
            gold_text = f"{want[key]} {type_}"
        elif any(n == name and (n, t) not in got for n, t in want):
            continue  # told above, as a name with the wrong type
        else:
            kind, said, gold_text = "extra", f"{got[key]} {type_}", ""
        shown = want.get(key) or got[key]
        yield Finding(
            gold.id,
            "entities",
            kind,
            f"{name}|{type_}",
            said,
            gold_text,
            "" if kind == "right" else around(text, text.find(shown), len(shown)),
        )


def _cleaning(clean_text: str, gold: GoldArticle, text: str, tallies: Tallies) -> Iterator[Finding]:
    clean, body = squeeze(clean_text), text
    for i, string in enumerate(gold.noise):
        kept = [
            line for line in map(squeeze, string.splitlines()) if len(line) > SHORT_LINE and line in clean
        ]
        tallies.add("noise removed", not kept, 1, 1)
        yield Finding(
            gold.id,
            "noise removed",
            "wrong" if kept else "right",
            f"n{i}",
            "\n".join(kept),
            "(removed)",
            string,
        )
        body = body.replace(string, "\n", 1)
    for i, line in enumerate(s for s in map(squeeze, body.splitlines()) if s):
        there = line in clean
        tallies.add("text kept", there, 1, 1)
        yield Finding(
            gold.id, "text kept", "right" if there else "missing", f"l{i}", line if there else "", line, ""
        )


def around(text: str, at: int, length: int, *, margin: int = 110) -> str:
    """The line that a place of the text stands in, cut to a readable length; empty when not found."""
    if at < 0:
        return ""
    start = max(text.rfind("\n", 0, at) + 1, at - margin)
    end = text.find("\n", at + length)
    end = min(len(text) if end < 0 else end, at + length + margin)
    return squeeze(text[start:end])


def _inside(start: int | None, ranges: Sequence[tuple[int, int]]) -> bool:
    return start is not None and any(s <= start < e for s, e in ranges)


def _date(date: Mapping[str, Any]) -> str:
    return f"{squeeze(date.get('text', ''))} = {date.get('edtf')}"
