"""The work of a run on a Ray cluster: actors keep the model and write shards, the run enters them.

An actor holds what the local engine holds for one worker (``Supervisor``), so that limits, isolation and
batches are the same, and with them every byte. It writes a shard where the run keeps its results and sends
back only where each result lies. A shard whose actor is lost is given to another one, under a new number:
what the lost one may still write is never entered.
"""

import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import PactwireError
from pipeline.readers.files import STATE_FOLDER
from pipeline.runners.fingerprint import fingerprint, model_info
from pipeline.runners.place import LocalPlace, Place, place_of
from pipeline.runners.settings import Settings, available_cores, memory_share
from pipeline.runners.shards import Entry, write_shard
from pipeline.runners.supervisor import Job, Supervisor, batches
from schemas import Failure

#: Batches in a shard: what a lost actor costs, and what it may hold in memory.
SHARD_BATCHES = 8
_MAX_TRIES = 2
#: Actors that may die one after the other before any has loaded the model.
_MAX_FAILED_STARTS = 3
_START_SECONDS = 600.0
_TOKEN = f"{STATE_FOLDER}/token"


class ShardWorker:
    """What an actor does; the model is loaded once, in a process of its own beside the actor."""

    def __init__(self, settings: Settings, out: str) -> None:
        memory = settings.worker_memory or memory_share(available_cores())
        self._settings = settings
        self._out = out
        self._supervisor = Supervisor(replace(settings, workers=1, worker_memory=memory))

    def start(self, token: str, process: str) -> None:
        """Check that this node has the same code, model and folder as the run, and load the model.

        Raises PactwireError when it has not.
        """
        import ray

        node = f"the Ray node {ray.util.get_node_ip_address()}"
        if fingerprint(self._settings, model_info(self._settings.model)) != process:
            raise PactwireError(
                f"{node} has another version of pactwire, its libraries or its model than the machine that "
                "started the run; install the same on all nodes"
            )
        self._place = place_of(self._out)
        if _read(self._place) != token:
            raise PactwireError(
                f"{node} does not see the folder {self._out} of this run; choose one that all nodes share, "
                "or a URL such as s3://bucket/results"
            )
        self._supervisor.load()

    def work(self, shard: int, jobs: list[Job]) -> list[Entry]:
        """Extract the articles of a shard, write it and say where each result lies."""
        results = sorted(self._supervisor.serve(jobs), key=lambda r: r[0].position)
        try:
            return write_shard(self._place, shard, results)
        except OSError as error:
            raise PactwireError(f"cannot write to {self._place.name}: {error.strerror or error}") from error


@dataclass(slots=True)
class _Shard:
    number: int
    jobs: list[Job]
    tries: int = 0


@dataclass(slots=True)
class _Slot:
    """An actor with what it is at; ``shard`` is None while it starts."""

    actor: Any
    shard: _Shard | None = None


class RayEngine:
    """Runs jobs on actors of a cluster; a context manager that connects and lets go."""

    def __init__(
        self, settings: Settings, *, place: Place, process: str, shard_batches: int | None = None
    ) -> None:
        """``place`` is where the run keeps its results, ``process`` the fingerprint of code and model."""
        self._shard_batches = shard_batches or SHARD_BATCHES
        self._settings = settings
        self._place = place
        self._process = process
        self._token = secrets.token_hex(8)
        self._busy: dict[Any, _Slot] = {}
        self._idle: list[_Slot] = []
        self._queue: deque[_Shard] = deque()
        self._failed_starts = 0

    def __enter__(self) -> "RayEngine":
        self._ray = _ray()
        self._ours = not self._ray.is_initialized()
        if self._ours:
            try:
                self._ray.init(self._settings.address, logging_level=logging.ERROR, log_to_driver=False)
            except (ConnectionError, OSError, RuntimeError, ValueError) as error:
                where = self._settings.address or "on this machine"
                raise PactwireError(f"no Ray cluster {where}: {error}; check --address") from error
        with self._place.write(_TOKEN) as stream:
            stream.write(self._token.encode())
        return self

    def __exit__(self, *error: object) -> None:
        for slot in (*self._busy.values(), *self._idle):
            self._end(slot)
        self._place.remove(_TOKEN)
        if self._ours:
            self._ray.shutdown()

    @property
    def ready(self) -> int:
        """Actors that have loaded the model and wait for work."""
        return len(self._idle)

    def run(self, jobs: Iterable[Job], *, new_shard: Callable[[], int]) -> Iterator[tuple[int, list[Entry]]]:
        """Yield every written shard with its entries, as they are completed; every job is in one of them.

        Raises PactwireError when no actor can start or one cannot write.
        """
        feed = self._shards(jobs, new_shard)
        most = self._settings.workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        while True:
            while len(self._queue) < most and (shard := next(feed, None)):
                self._queue.append(shard)
            self._assign(most)
            if not self._queue and not any(slot.shard for slot in self._busy.values()):
                return
            yield from self._hear(new_shard)

    def _shards(self, jobs: Iterable[Job], new_shard: Callable[[], int]) -> Iterator[_Shard]:
        held: list[Job] = []
        for number, batch in enumerate(batches(jobs), start=1):
            held += batch
            if number % self._shard_batches == 0:
                yield _Shard(new_shard(), held)
                held = []
        if held:
            yield _Shard(new_shard(), held)

    def _assign(self, most: int) -> None:
        while self._idle and self._queue:
            slot = self._idle.pop()
            slot.shard = self._queue.popleft()
            slot.shard.tries += 1
            self._busy[slot.actor.work.remote(slot.shard.number, slot.shard.jobs)] = slot
        starting = sum(slot.shard is None for slot in self._busy.values())
        for _ in range(min(len(self._queue) - starting, most - len(self._busy))):
            options = {"num_cpus": 1, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
            actor = self._ray.remote(**options)(ShardWorker).remote(self._settings, _everywhere(self._place))
            self._busy[actor.start.remote(self._token, self._process)] = _Slot(actor)

    def _hear(self, new_shard: Callable[[], int]) -> Iterator[tuple[int, list[Entry]]]:
        working = any(slot.shard for slot in self._busy.values())
        ready, _ = self._ray.wait(list(self._busy), timeout=None if working else _START_SECONDS)
        if not ready:
            raise PactwireError(
                f"no Ray node has started a worker within {_START_SECONDS:.0f} s; each needs a free CPU "
                "(see `ray status`)"
            )
        for done in ready:
            slot = self._busy.pop(done)
            try:
                entries = self._ray.get(done)
            except self._ray.exceptions.RayTaskError as error:
                raise PactwireError(str(error.cause or error)) from error
            except self._ray.exceptions.RayError as error:
                yield from self._lose(slot, error, new_shard)
                continue
            self._failed_starts = 0
            shard, slot.shard = slot.shard, None
            self._idle.append(slot)
            if shard:
                yield shard.number, entries

    def _lose(
        self, slot: _Slot, error: Exception, new_shard: Callable[[], int]
    ) -> Iterator[tuple[int, list[Entry]]]:
        """Let go of an actor whose process or node is gone, and give its shard to another one, once."""
        self._end(slot)
        shard = slot.shard
        if shard is None:
            self._failed_starts += 1
            if self._failed_starts >= _MAX_FAILED_STARTS:
                raise PactwireError(f"workers on Ray die while they start: {error}") from error
        elif shard.tries < _MAX_TRIES:
            self._queue.appendleft(replace(shard, number=new_shard()))
        else:
            yield shard.number, [_lost(job) for job in shard.jobs]

    def _end(self, slot: _Slot) -> None:
        with suppress(self._ray.exceptions.RayError):
            self._ray.kill(slot.actor)


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise PactwireError("--engine ray needs Ray: pip install 'pactwire[ray]'") from error
    return ray


def _everywhere(place: Place) -> str:
    """The place by a name that means the same in any working directory."""
    return str(place.path.absolute()) if isinstance(place, LocalPlace) else place.name


def _read(place: Place) -> str | None:
    try:
        with place.open(_TOKEN) as stream:
            return stream.read().decode()
    except OSError:
        return None


def _lost(job: Job) -> Entry:
    failure = Failure(
        source=job.article.source,
        article_id=job.article.article_id,
        stage="extract",
        error="lost",
        message=f"the Ray worker that had it was lost {_MAX_TRIES} times; try again with --retry-failed",
    )
    return Entry(job.article.article_id, job.key, failure.model_dump_json(by_alias=True))
