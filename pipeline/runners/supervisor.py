"""A few worker processes under a watchful parent.

spaCy's ``nlp.pipe(n_process=N)`` cannot do this: one worker that dies ends the whole pipe without saying
which article it was, one endless loop blocks it for ever, and the parent unpacks every Doc alone. Here each
worker runs ``nlp.pipe`` on a batch of its own, and the parent knows at every moment who works on what. A
worker that dies or overruns its time is replaced; its unfinished articles are run again one by one, so that
only the culprit fails. Batches depend on the order of the articles alone, never on the number of workers.
"""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from pipeline.errors import PactwireError
from pipeline.readers import RawArticle
from pipeline.runners.settings import Settings, memory_share
from pipeline.runners.worker import FATAL, IDLE, READY, Outcome, WorkerSetup, work
from schemas import Failure

BATCH_ARTICLES = 16
BATCH_CHARS = 100_000
#: Batches that may be ahead of the oldest unfinished one, for each worker: bounds what waits in memory.
_WINDOW = 16
#: A longer article gets its share more of the time limit.
_CHARS_PER_LIMIT = 200_000
_LOAD_SECONDS = 600.0
_MAX_TRIES = 2
_ASLEEP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be extracted: its place in the input, and the key of what its result depends on."""

    position: int
    key: str
    article: RawArticle


@dataclass(slots=True)
class _Batch:
    number: int
    jobs: list[Job]
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    deadline: float
    ready: bool = False
    batch: _Batch | None = None
    waiting: dict[int, Job] = field(default_factory=dict)
    limit: float = 0.0


def batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Group jobs in order, by number and by length; a long article is alone."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        length = len(job.article.text)
        if batch and (len(batch) == BATCH_ARTICLES or size + length > BATCH_CHARS):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += length
    if batch:
        yield batch


class Supervisor:
    """Runs jobs on ``settings.workers`` processes; a worker is started only when there is work for it."""

    def __init__(self, settings: Settings) -> None:
        self._setup = WorkerSetup(
            loader=settings.loader,
            model=settings.model,
            profile=settings.profile,
            min_confidence=settings.min_confidence,
            max_chars=settings.max_chars,
            memory=settings.worker_memory or memory_share(settings.workers),
        )
        self._count = max(1, settings.workers)
        self._time_limit = settings.time_limit
        # Spawned, not forked: a progress display has threads, and a fork would copy their locks.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._queue: deque[_Batch] = deque()
        self._failed_starts = 0

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """As ``serve``, and stop the workers at the end or when the iterator is closed."""
        try:
            yield from self.serve(jobs)
        finally:
            self.close()

    def serve(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Yield every job once with what came of it, in the order of completion; the workers stay for more.

        Raises PactwireError when workers cannot start (a missing model).
        """
        feed = (_Batch(number, group) for number, group in enumerate(batches(jobs)))
        exhausted = False
        while True:
            while not exhausted and self._wants_more():
                batch = next(feed, None)
                exhausted = batch is None
                if batch is not None:
                    self._queue.append(batch)
            self._assign()
            if not self._queue and not any(w.batch for w in self._workers):
                if exhausted:
                    return
                continue
            yield from self._collect()

    def load(self) -> None:
        """Start all workers now and wait until they are ready. Raises PactwireError as ``serve``."""
        while sum(worker.ready for worker in self._workers) < self._count:
            while len(self._workers) < self._count:
                self._workers.append(self._start())
            for _ in self._collect():
                pass

    @property
    def processes(self) -> list[int]:
        """The ids of the worker processes, for who wants to look at their memory or time."""
        return [worker.process.pid or 0 for worker in self._workers]

    def _wants_more(self) -> bool:
        """Whether the next batch may be read: workers could use it and the oldest is not too far behind."""
        if len(self._queue) >= self._count:
            return False
        numbers = [b.number for b in self._queue] + [w.batch.number for w in self._workers if w.batch]
        return not numbers or max(numbers) - min(numbers) < _WINDOW * self._count

    def _assign(self) -> None:
        for worker in self._workers:
            if self._queue and worker.ready and worker.batch is None:
                self._give(worker, self._queue.popleft())
        starting = sum(not w.ready for w in self._workers)
        for _ in range(min(len(self._queue) - starting, self._count - len(self._workers))):
            self._workers.append(self._start())

    def _give(self, worker: _Worker, batch: _Batch) -> None:
        batch.tries += 1
        longest = max(len(job.article.text) for job in batch.jobs)
        worker.batch = batch
        worker.waiting = dict(enumerate(batch.jobs))
        worker.limit = self._time_limit * max(1.0, longest / _CHARS_PER_LIMIT)
        worker.deadline = time.monotonic() + worker.limit
        with suppress(OSError):  # it died while idle: _collect notices its closed connection
            worker.connection.send([job.article for job in batch.jobs])

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, deadline=time.monotonic() + _LOAD_SECONDS, limit=_LOAD_SECONDS)

    def _collect(self) -> Iterator[tuple[Job, Outcome]]:
        active = [w for w in self._workers if w.batch or not w.ready]
        asked = time.monotonic()
        patience = max(0.0, min(w.deadline for w in active) - asked)
        heard = wait([w.connection for w in active], timeout=patience)
        now = time.monotonic()
        if now - asked - patience > _ASLEEP_SECONDS:
            # All of us were stopped (SIGSTOP, a debugger): no worker could have been done.
            for worker in active:
                worker.deadline = now + worker.limit
        for worker in active:
            if worker.connection in heard:
                yield from self._hear(worker)
            elif time.monotonic() > worker.deadline:
                yield from self._lose(worker, timed_out=True)

    def _hear(self, worker: _Worker) -> Iterator[tuple[Job, Outcome]]:
        try:
            what, outcome = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, timed_out=False)
            return
        if what == FATAL:
            raise PactwireError(str(outcome))
        if what == READY:
            worker.ready = True
            self._failed_starts = 0
        elif what == IDLE:
            worker.batch = None
        else:
            worker.deadline = time.monotonic() + worker.limit
            yield worker.waiting.pop(what), outcome

    def _lose(self, worker: _Worker, *, timed_out: bool) -> Iterator[tuple[Job, Outcome]]:
        """Replace a worker that died or overran; run what it had not finished again, one by one."""
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        code = worker.process.exitcode or 0
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _MAX_TRIES:
                raise PactwireError(f"a worker {_cause_of_death(code)} while it loaded the language model")
            return
        batch, left = worker.batch, list(worker.waiting.values())
        if batch is None:
            return
        if len(batch.jobs) == 1 and left and (timed_out or batch.tries >= _MAX_TRIES):
            yield left[0], Outcome(failure=self._failure(left[0], worker, code, timed_out=timed_out))
            return
        again = [_Batch(batch.number, [job], batch.tries if len(batch.jobs) == 1 else 0) for job in left]
        self._queue.extendleft(reversed(again))

    def _failure(self, job: Job, worker: _Worker, code: int, *, timed_out: bool) -> Failure:
        if timed_out:
            error = "timeout"
            message = f"not done after {worker.limit:g} s; raise --time-limit if it is only long"
        else:
            error = "crash"
            message = f"the worker process {_cause_of_death(code)} on this article, {_MAX_TRIES} times"
        return Failure(
            source=job.article.source,
            article_id=job.article.article_id,
            stage="extract",
            error=error,
            message=message,
        )

    def close(self) -> None:
        """Stop the workers, whatever they do."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
        self._workers.clear()


def _cause_of_death(code: int) -> str:
    if code == -signal.SIGKILL:
        return "was killed (out of memory?)"
    if code < 0:
        return f"died of {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
