"""The inside of a worker process: load the pipeline once, then turn batches of articles into outcomes."""

import importlib
import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pipeline
from pipeline.errors import PactwireError
from pipeline.readers import RawArticle
from pipeline.sinks import to_line
from schemas import Failure

#: What a worker sends: READY once, then per batch one (index, Outcome) for each article and IDLE.
READY, IDLE, FATAL = "ready", "idle", "fatal"
#: Batches after which the strings and lexemes of their articles are given back (a new zone costs little).
_BATCHES_PER_ZONE = 32
_log = logging.getLogger("pactwire.runners")
_PACKAGE = Path(pipeline.__file__).parent
_WARM_UP = "BAKU, October 7. The ministries signed a memorandum on energy on Tuesday, the agency said."
#: Each worker has one core; libraries that start threads of their own would fight over it.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article, as the JSON lines to be written; or the Failure that it became."""

    article: bytes = b""
    records: tuple[bytes, ...] = ()
    rejections: tuple[bytes, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """What a worker needs to start: ``loader`` is "module:function", called with model and min_confidence."""

    loader: str
    model: str | None
    profile: str
    min_confidence: float | None
    max_chars: int
    memory: int | None


def work(connection: Connection, setup: WorkerSetup) -> None:
    """Serve batches from ``connection`` until it closes; the entry point of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    _volunteer_for_oom()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        extractor = load(setup)
        _limit_memory(setup.memory)
    except Exception as error:
        message = str(error) if isinstance(error, PactwireError) else f"{type(error).__name__}: {error}"
        connection.send((FATAL, message))
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send((READY, None))
        _serve(connection, extractor)


def load(setup: WorkerSetup) -> Any:
    """Call the loader and run it once, so that what it builds on first use outlives the memory zones."""
    module, _, function = setup.loader.partition(":")
    # A loader of somebody else's need not know profiles, unless one is asked for.
    profile = {} if setup.profile == "accurate" else {"profile": setup.profile}
    extractor = getattr(importlib.import_module(module), function)(
        setup.model, min_confidence=setup.min_confidence, **profile
    )
    nlp = getattr(extractor, "nlp", None)
    if nlp is not None:
        nlp.max_length = max(nlp.max_length, setup.max_chars)
    try:
        list(extractor.extract([_WARM_UP]))
    except PactwireError:  # a part of the package is missing or malformed: every article would fail
        raise
    except Exception:
        _log.warning("the first article of a worker failed", exc_info=True)
    return extractor


def _serve(connection: Connection, extractor: Any) -> None:
    while True:
        with zone(extractor):
            for _ in range(_BATCHES_PER_ZONE):
                batch: list[RawArticle] = connection.recv()
                for index, outcome in outcomes(extractor, batch):
                    connection.send((index, outcome))
                connection.send((IDLE, None))


def zone(extractor: Any) -> AbstractContextManager[Any]:
    """The memory zone of the extractor's vocabulary, if it has one; no Doc may leave it."""
    nlp = getattr(extractor, "nlp", None)
    return nlp.memory_zone() if nlp is not None else nullcontext()


def outcomes(extractor: Any, batch: list[RawArticle]) -> Iterator[tuple[int, Outcome]]:
    """Extract a batch together; from the first error on, one by one, so that only the culprit fails."""
    done = 0
    try:
        for extraction in extractor.extract(batch, batch_size=len(batch)):
            yield done, to_outcome(extraction)
            done += 1
    except Exception as error:
        if len(batch) == 1:
            yield 0, Outcome(failure=to_failure(batch[0], error))
            return
    for index in range(done, len(batch)):
        for _, outcome in outcomes(extractor, [batch[index]]):
            yield index, outcome


def to_outcome(extraction: Any) -> Outcome:
    """Serialise an Extraction in the worker, where it costs the parent nothing."""
    return Outcome(
        article=to_line(extraction.article),
        records=tuple(map(to_line, extraction.records)),
        rejections=tuple(map(to_line, extraction.rejections)),
    )


def to_failure(article: RawArticle, error: Exception) -> Failure:
    """Name the stage in which ``error`` was raised: the deepest of our packages in its traceback."""
    stage, place = "extract", ""
    reason = "out of memory" if isinstance(error, MemoryError) else str(error) or "no message"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            inside = path.relative_to(_PACKAGE)
            if len(inside.parts) > 1 and inside.parts[0] != "runners":
                stage, place = inside.parts[0], f" ({inside.as_posix()}:{frame.lineno})"
    return Failure(
        source=article.source,
        article_id=article.article_id,
        stage=stage,
        error=type(error).__name__,
        message=f"{reason[:500]}{place}",
    )


def _limit_memory(megabytes: int | None) -> None:
    """Make an allocation beyond the limit a MemoryError, where the system can (not Windows, hardly macOS)."""
    if megabytes is None:
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _end_with_parent() -> None:
    """Do not outlive a parent that was killed; an endless article would never notice."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _volunteer_for_oom() -> None:
    """When memory runs out, let the kernel end a worker (one article is lost) rather than the run."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as stream:
        stream.write("500")
