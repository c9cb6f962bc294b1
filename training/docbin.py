"""Silver shards to spaCy's training format."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.name_lists import load_name_lists
from training.repair import Votes, count_votes, repair
from training.silver import SHARDS, SilverDoc, Span, read_shard

ATTRIBUTES = ["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"]
HELD_OUT_SOURCE = "newscluster"
SEGMENT_LENGTHS = (1, 2, 3, 4, 6)
LONGEST_SENTENCE = 110
SHORTEST_SEGMENT = 5


def new_bin() -> DocBin:
    """An empty DocBin for all annotated layers."""
    return DocBin(attrs=ATTRIBUTES, store_user_data=False)


def is_held_out(doc: SilverDoc, shard: int, position: int) -> bool:
    """Whether an article belongs to the pack's development or test sets."""
    if doc.source == HELD_OUT_SOURCE:
        return True
    return shard == 0 and (position % 3 == 0 or position % 12 == 1)


def is_noise(words: Sequence[str]) -> bool:
    """Whether a sentence is a table or a headline in capitals rather than prose."""
    capitals = sum(word.isupper() and len(word) > 1 for word in words)
    return len(words) > LONGEST_SENTENCE or (len(words) > 3 and capitals > 0.5 * len(words))


def segments(doc: SilverDoc, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Runs of a few sentences, their number drawn at random, broken at noise."""
    bounds = [*doc.sentence_starts, len(doc.words)]
    start, count, wanted = None, 0, rng.choice(SEGMENT_LENGTHS)
    for first, last in itertools.pairwise(bounds):
        if is_noise(doc.words[first:last]):
            if start is not None:
                yield start, first
            start, count = None, 0
            continue
        start = first if start is None else start
        count += 1
        if count >= wanted:
            yield start, last
            start, count, wanted = None, 0, rng.choice(SEGMENT_LENGTHS)
    if start is not None:
        yield start, bounds[-1]


def trim(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """A span without white-space tokens at its ends."""
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def iob(words: Sequence[str], entities: Sequence[Span], start: int, end: int) -> list[str]:
    """The entities inside a segment as IOB labels."""
    labels = ["O"] * (end - start)
    for first, last, label in entities:
        if first < start or last > end:
            continue
        first, last = trim(words, first, last)
        if first >= last or any(word.isspace() for word in words[first:last]):
            continue
        labels[first - start] = f"B-{label}"
        for i in range(first + 1, last):
            labels[i - start] = f"I-{label}"
    return labels


def absolute_heads(heads: Sequence[int], start: int, end: int) -> list[int]:
    """Heads as positions in the segment; a head outside of it makes a root."""
    absolute = []
    for i in range(start, end):
        head = i + heads[i]
        absolute.append((head if start <= head < end else i) - start)
    return absolute


def segment_docs(doc: SilverDoc, vocab: Vocab, rng: random.Random) -> Iterator[Doc]:
    """The training documents that an article gives."""
    for start, end in segments(doc, rng):
        start, end = trim(doc.words, start, end)
        if end - start < SHORTEST_SEGMENT:
            continue
        yield Doc(
            vocab,
            words=list(doc.words[start:end]),
            spaces=list(doc.spaces[start:end]),
            tags=list(doc.tags[start:end]),
            heads=absolute_heads(doc.heads, start, end),
            deps=list(doc.deps[start:end]),
            ents=iob(doc.words, doc.entities, start, end),
        )


def build_shard(shard: int, data: Path, out: Path, votes: Votes, seed: int, excluded: frozenset[str]) -> int:
    """Write the training documents of one shard; return the number of words."""
    vocab, names = spacy.blank("en").vocab, load_name_lists()
    rng = random.Random(seed * 1000 + shard)
    docs: list[Doc] = []
    for position, article in enumerate(read_shard(data, shard)):
        if article.id in excluded or is_held_out(article, shard, position):
            continue
        docs += segment_docs(repair(article, names, votes), vocab, rng)
    shuffle(docs, seed, shard)
    packed = new_bin()
    for doc in docs:
        packed.add(doc)
    packed.to_disk(out / f"{shard:02d}.spacy")
    return sum(map(len, docs))


def shuffle(docs: list[Doc], seed: int, shard: int) -> None:
    """Mix the documents of a shard, because the tagger and parser read them in file order."""
    random.Random(f"{seed}/{shard}").shuffle(docs)


def build_corpus(
    data: Path,
    out: Path,
    *,
    excluded: frozenset[str] = frozenset(),
    shards: int = SHARDS,
    seed: int = 0,
    workers: int = 2,
) -> int:
    """Write `shards` shards as DocBins into `out`; return the number of words.

    Articles whose ids are in `excluded` are left out, because something is tested on them.
    """
    out.mkdir(parents=True, exist_ok=True)
    votes = count_votes(doc for shard in range(shards) for doc in read_shard(data, shard))
    make = partial(build_shard, data=data, out=out, votes=votes, seed=seed, excluded=excluded)
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(make, range(shards)))
