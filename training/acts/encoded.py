"""The encoder's scores for training: out of fold where it saw the article, by the shipped model elsewhere."""

import gzip
import json
from collections import defaultdict
from pathlib import Path

from pipeline.relations.encoder import INSTRUMENTS, STATUSES, SentenceScore, score_sentences
from training.acts.corpus import Labelled


def encode(articles: list[Labelled], out_of_fold: Path) -> dict[str, dict[int, SentenceScore]]:
    """Scores by article id and sentence index. ``out_of_fold`` is the oof.jsonl of ``training.encoder``."""
    seen: dict[str, list[dict]] = defaultdict(list)
    packed = out_of_fold.read_bytes()
    text = gzip.decompress(packed) if out_of_fold.suffix == ".gz" else packed
    for line in text.decode("utf-8").splitlines():
        row = json.loads(line)
        seen[row["article"]].append(row)
    return {
        a.id: _from_rows(a, seen[a.id]) if a.id in seen else _fresh(a) for a in articles if a.doc is not None
    }


def _fresh(article: Labelled) -> dict[int, SentenceScore]:
    sentences = [s.text.strip() for s in article.doc.sents]  # type: ignore[union-attr]
    return score_sentences(sentences, list(range(len(sentences))))


def _from_rows(article: Labelled, rows: list[dict]) -> dict[int, SentenceScore]:
    """The row that overlaps each sentence most; offsets of the rows count in the raw text."""
    doc = article.doc
    assert doc is not None
    out: dict[int, SentenceScore] = {}
    for index, sent in enumerate(doc.sents):
        span = doc._.source.raw_span(sent.start_char, sent.end_char)
        if span is None:
            continue
        best = max(rows, key=lambda r: min(r["end"], span[1]) - max(r["start"], span[0]))
        if min(best["end"], span[1]) > max(best["start"], span[0]):
            out[index] = SentenceScore(
                best["p_act"],
                dict(zip(STATUSES, best["status"], strict=True)),
                dict(zip(INSTRUMENTS, best["instrument"], strict=True)),
            )
    return out
