"""A small extractor for tests of the runners: no language model, and poison on demand.

The text of an article says what happens: "boom" raises, "crash" ends the process, "loop" never returns,
"hog" takes memory without end, "slow" takes a moment, "parricide" ends the process above.
"""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ModelError
from pipeline.readers import RawArticle
from schemas import Article, Evidence, Party, Record, Rejection, Span


@dataclass
class FakeExtraction:
    article: Article
    records: list[Record] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


class FakeExtractor:
    def extract(
        self, articles: Iterable[str | RawArticle], *, batch_size: int = 16, n_process: int = 1
    ) -> Iterator[FakeExtraction]:
        for article in articles:
            if isinstance(article, RawArticle):
                _act(article.text)
                yield _extraction(article)


def load(model: str | None = None, *, min_confidence: float | None = None) -> FakeExtractor:
    return FakeExtractor()


def load_nothing(model: str | None = None, *, min_confidence: float | None = None) -> FakeExtractor:
    raise ModelError("no such model; give another")


class BrokenExtractor:
    def extract(self, articles: Iterable[str | RawArticle], **options: int) -> Iterator[FakeExtraction]:
        raise ModelError("the weights are missing; make them")


def load_broken(model: str | None = None, *, min_confidence: float | None = None) -> BrokenExtractor:
    return BrokenExtractor()


def load_and_die(model: str | None = None, *, min_confidence: float | None = None) -> FakeExtractor:
    os._exit(7)


def _act(text: str) -> None:
    if "boom" in text:
        raise ValueError("boom")
    if "crash" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "loop" in text:
        while True:
            pass
    if "hog" in text:
        hoard: list[Any] = []
        while True:
            hoard.append(bytearray(1 << 24))
    if "parricide" in text:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(5)
    if "slow" in text:
        time.sleep(0.05 * text.count("slow"))


def _extraction(raw: RawArticle) -> FakeExtraction:
    span = {"start": 0, "end": len(raw.text), "text": raw.text}
    record = Record(
        record_id=f"{raw.article_id}-1",
        article_id=raw.article_id,
        parties=[Party(name="Freedonia", type="country")],
        instrument="agreement",
        status="signed",
        subject="trade",
        evidence=[Evidence(**span)],
        confidence=0.9,
    )
    rejection = Rejection(
        article_id=raw.article_id, reason="no_party", message="nobody", pattern="fake", trigger=Span(**span)
    )
    article = Article(
        article_id=raw.article_id,
        source=raw.source,
        published=raw.published,
        published_basis=raw.published_basis,
        text_sha256=raw.sha256,
        clean_text=raw.text,
    )
    return FakeExtraction(article, [record, record], [rejection])
