"""Runs of any size, made from a small real one: the same articles and records under other names and dates.

``python -m benchmarks.synthetic RUN OUT --records 100000`` writes a run directory. An event is reported by
one to twelve outlets in their own articles; its parties, its date and the words that tell what it is about
are drawn anew for each event, so that what belongs together is known from the article's id:
``base-EVENT-OUTLET``.

Words are drawn as news has them: a few are in very many events, most are rare, and more events bring more
words. Were the words those of the real run, the High Seas Treaty would be concluded a thousand times by other
parties among 100,000 records, and what two events have in common would grow with their number.
"""

import argparse
import copy
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline.sinks import ARTICLES, RECORDS, RUN, atomic_writer

_SEED = 20261121
_OUTLETS = ("agency", "daily", "herald", "monitor", "observer", "post", "times", "tribune", "wire", "world")
_MOST_OUTLETS = 12
_DAYS = 20 * 365
#: Words that a title or subject is told by; those in a larger share of the records say little, and stay.
_WORD, _COMMON = re.compile(r"[^\W\d_]{5,}"), 0.03
#: How many words there are, and how many of the most frequent ones are about equally frequent.
_WORDS, _FLAT = 200_000, 20

Json = dict[str, Any]


def write_run(source: Path, out: Path, *, records: int, seed: int = _SEED) -> int:
    """Write a run of at least ``records`` records into the folder ``out``; how many it has. The same
    arguments
    give the same bytes."""
    base = _base(source)
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    with atomic_writer(out / ARTICLES) as articles, atomic_writer(out / RECORDS) as lines:
        for article, found in _reports(base, random.Random(seed)):
            articles.write(_line(article))
            lines.writelines(map(_line, found))
            written += len(found)
            if written >= records:
                break
    info = json.loads((source / RUN).read_text(encoding="utf-8"))
    info["rejections"] = []
    info["settings"]["inputs"] = [f"{written} synthetic records, seed {seed}"]
    with atomic_writer(out / RUN) as stream:
        stream.write(json.dumps(info, indent=2).encode() + b"\n")
    return written


def _base(source: Path) -> list[tuple[Json, list[Json]]]:
    found: dict[str, tuple[Json, list[Json]]] = {}
    for line in (source / ARTICLES).read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        found[article["article_id"]] = (article, [])
    for line in (source / RECORDS).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["article_id"]][1].append(record)
    return [pair for pair in found.values() if pair[1]]


def _reports(base: list[tuple[Json, list[Json]]], rng: random.Random) -> Iterator[tuple[Json, list[Json]]]:
    """Articles with their records, without end: event after event, outlet after outlet."""
    pool = sorted(
        {(p["name"], p["type"], p["country"]) for _, records in base for r in records for p in r["parties"]},
        key=str,
    )
    words = _Words([r for _, records in base for r in records])
    event = 0
    while True:
        article, records = rng.choice(base)
        records = words.told_anew(records, rng)
        names = _names(records, pool, rng, event)
        shift = timedelta(days=rng.randrange(-_DAYS, 1))
        for outlet in range(min(_MOST_OUTLETS, 1 + int(rng.expovariate(0.5)))):
            yield _report(article, records, names=names, shift=shift, event=event, outlet=outlet)
        event += 1


class _Words:
    """The words of all records, the most frequent ones first, and which of them say little."""

    def __init__(self, records: list[Json]) -> None:
        count = Counter(w for r in records for w in set(_told_by(r)))
        self._common = {w for w, n in count.items() if n > max(3, _COMMON * len(records))}
        self._words = sorted(count.keys() - self._common, key=lambda w: (-count[w], w))

    def told_anew(self, records: list[Json], rng: random.Random) -> list[Json]:
        """The records of one event with other words for what it is about, the same ones in each of them."""
        own = {w: self._drawn(rng) for r in records for w in _told_by(r) if w not in self._common}

        def other(found: re.Match[str]) -> str:
            word = own.get(found[0].lower(), found[0])
            return word.capitalize() if found[0][0].isupper() else word

        made = []
        for record in records:
            told = {**record, "subject": _WORD.sub(other, record["subject"])}
            told["title"] = _WORD.sub(other, record["title"]) if record["title"] else None
            told["evidence"] = [_moved_text(e, _WORD.sub(other, e["text"])) for e in record["evidence"]]
            made.append(told)
        return made

    def _drawn(self, rng: random.Random) -> str:
        """A word, the n-th most frequent one with a chance of about 1/n (Zipf's law)."""
        rank = int(_FLAT * (1 + _WORDS / _FLAT) ** rng.random()) - _FLAT
        more, place = divmod(rank, len(self._words))
        ending = ""
        while more:
            more, letter = divmod(more, 20)
            ending += "bcdfghjklmnpqrtvwxzo"[letter]
        return self._words[place] + ending


def _told_by(record: Json) -> list[str]:
    return [w.lower() for w in _WORD.findall(f"{record['title'] or ''} {record['subject']}")]


def _moved_text(span: Json, text: str) -> Json:
    return {**span, "end": span["start"] + len(text), "text": text}


def _names(records: list[Json], pool: list[Any], rng: random.Random, event: int) -> dict[str, Any]:
    """For each party of an event somebody of the same type; organizations and persons are like no other's."""
    names: dict[str, Any] = {}
    for party in (p for r in records for p in r["parties"]):
        if party["name"] in names:
            continue
        name, _, country = rng.choice([p for p in pool if p[1] == party["type"]])
        names[party["name"]] = (name if party["type"] == "country" else f"{name} {event % 5000}", country)
    return names


def _report(
    article: Json, records: list[Json], *, names: dict[str, Any], shift: timedelta, event: int, outlet: int
) -> tuple[Json, list[Json]]:
    paper = _OUTLETS[(event + outlet) % len(_OUTLETS)]
    article_id = f"{article['article_id']}-{event:07d}-{outlet}"
    told = {**article, "article_id": article_id, "source": f"{paper}/{article_id}.txt"}
    told["text_sha256"] = hashlib.sha256(article_id.encode()).hexdigest()
    told["published"] = _moved(article["published"], shift + timedelta(days=outlet % 2))
    found = []
    for number, record in enumerate(records):
        made = copy.copy(record)
        made["article_id"] = article_id
        made["record_id"] = hashlib.sha256(f"{article_id} {number}".encode()).hexdigest()[:16]
        made["parties"] = [
            {**p, "name": names[p["name"]][0], "country": names[p["name"]][1]} for p in record["parties"]
        ]
        made["signatories"] = [
            {**s, "for": names[s["for"]][0] if s["for"] in names else s["for"]} for s in record["signatories"]
        ]
        made["when"] = _when(record["when"], shift)
        found.append(made)
    return told, found


def _when(when: Json | None, shift: timedelta) -> Json | None:
    if when is None:
        return None
    start, end = _moved(when["start"], shift), _moved(when["end"], shift)
    edtf = start if start and start == end else f"{start or '..'}/{end or '..'}"
    return {**when, "start": start, "end": end, "edtf": edtf}


def _moved(day: str | None, shift: timedelta) -> str | None:
    if day is None:
        return None
    try:
        return (date.fromisoformat(day) + shift).isoformat()
    except (ValueError, OverflowError):
        return day


def _line(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, metavar="RUN")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=_SEED)
    told = parser.parse_args()
    write_run(told.source, told.out, records=told.records, seed=told.seed)


if __name__ == "__main__":
    main()
