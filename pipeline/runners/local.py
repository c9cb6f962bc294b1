"""A run: read, extract on worker processes or on a cluster, keep each result, write the output files."""

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Protocol

import pipeline
from pipeline.errors import PactwireError
from pipeline.readers import Meter, read_inputs
from pipeline.runners.fingerprint import article_key, fingerprint, model_info
from pipeline.runners.place import place_of
from pipeline.runners.settings import Settings
from pipeline.runners.state import State
from pipeline.runners.supervisor import Job, Supervisor
from pipeline.sinks import ARTICLES, FAILURES, RECORDS, RUN, to_document, to_line
from schemas import Failure, Rejection, RunInfo

#: At most this much work is lost when the process is killed.
_COMMIT_SECONDS = 5.0
#: Rejections written out in run.json; ``counts`` has the number of all.
MAX_REJECTIONS = 1000
#: Ids of deleted inputs written out in run.json; ``counts`` has the number of all.
_MAX_DELETED = 100


@dataclass
class Counts:
    """``read == extracted + skipped + failed`` at the end; ``records`` and ``rejections`` of all articles."""

    read: int = 0
    extracted: int = 0
    skipped: int = 0
    failed: int = 0
    records: int = 0
    rejections: int = 0
    deleted: int = 0


class Observer(Protocol):
    """Who wants to know how a run goes; both methods are called often and must be quick."""

    def failure(self, failure: Failure) -> None:
        """An input failed."""

    def progress(self, counts: Counts) -> None:
        """Some of the counts have changed."""


def run(
    inputs: Sequence[str],
    *,
    out: Path | str,
    settings: Settings,
    observer: Observer | None = None,
    meter: Meter | None = None,
) -> RunInfo:
    """Extract ``inputs`` into the folder ``out``, a path or a URL, and return what run.json says.

    Articles whose content, settings, code and model are those of an earlier run are skipped. Results are kept
    as they come, so that an interrupted run goes on where it was; the output files are replaced at the end.
    Raises PactwireError when the folder is in use or cannot be written, or the model is missing; what is
    wrong with an input or an article becomes a Failure.
    """
    return _Run(inputs, out=out, settings=settings, observer=observer, meter=meter).execute()


class _Run:
    def __init__(
        self,
        inputs: Sequence[str],
        *,
        out: Path | str,
        settings: Settings,
        observer: Observer | None,
        meter: Meter | None,
    ) -> None:
        self.inputs = list(inputs)
        self.place = place_of(out)
        self.settings = settings
        self.observer = observer
        self.meter = meter
        self.counts = Counts()
        model = model_info(settings.model)
        self.process = fingerprint(settings, model)
        self.input_digest = hashlib.sha256(self.process.encode())
        self.info = RunInfo(
            pactwire=pipeline.__version__,
            spacy=metadata.version("spacy"),
            model=model.summary(),
            settings={**asdict(settings), "inputs": self.inputs, "process_fingerprint": self.process},
            started=_now(),
            fingerprint="",
        )

    def execute(self) -> RunInfo:
        try:
            with State(self.place, many_writers=self.settings.engine == "ray") as state:
                state.begin()
                self._write_info()
                try:
                    self._extract(state)
                finally:
                    state.commit()
                self._finish(state)
        except BrokenPipeError:  # who watched has gone
            raise
        except (OSError, sqlite3.OperationalError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise PactwireError(
                f"cannot write to {self.place.name}: {reason}. What was finished is kept: make room "
                "there, and run the same command again"
            ) from error
        return self.info

    def _extract(self, state: State) -> None:
        if self.settings.engine == "ray":
            self._extract_on_ray(state)
            return
        last = time.monotonic()
        for job, outcome in Supervisor(self.settings).run(self._jobs(state)):
            state.add(job, outcome)
            self._count(outcome.failure, len(outcome.records), len(outcome.rejections))
            if state.shard_is_full or time.monotonic() - last > _COMMIT_SECONDS:
                state.commit()
                self._write_info()
                last = time.monotonic()

    def _extract_on_ray(self, state: State) -> None:
        from pipeline.runners.ray_engine import RayEngine

        with RayEngine(self.settings, place=self.place, process=self.process) as engine:
            for shard, entries in engine.run(self._jobs(state), new_shard=state.new_shard):
                state.enter(shard, entries)
                state.commit()
                for entry in entries:
                    failure = Failure.model_validate_json(entry.failure) if entry.failure else None
                    self._count(failure, entry.record_count, entry.rejection_count)
                self._write_info()

    def _count(self, failure: Failure | None, records: int, rejections: int) -> None:
        if failure:
            self._failed(failure)
            return
        self.counts.extracted += 1
        self.counts.records += records
        self.counts.rejections += rejections
        self._progress()

    def _jobs(self, state: State) -> Iterator[Job]:
        """Read the inputs, enter each at its place, and pass on those that have to be extracted."""
        articles = read_inputs(
            self.inputs,
            field_names=self.settings.fields,
            published=self.settings.published,
            max_chars=self.settings.max_chars,
            meter=self.meter,
        )
        for position, article in enumerate(articles):
            self.counts.read += 1
            if isinstance(article, Failure):
                state.place(position, article.article_id, article)
                self.input_digest.update(to_line(article))
                self._failed(article)
                continue
            key = article_key(article, process=self.process)
            self.input_digest.update(key.encode())
            state.place(position, article.article_id)
            known = state.known(article.article_id)
            failed_before = known[1] if known else None
            if self.settings.retry_failed:
                wanted = failed_before is not None
            else:
                wanted = self.settings.force or known is None or known[0] != key
            if wanted:
                yield Job(position, key, article)
            elif failed_before:
                self._failed(failed_before)
            else:
                self.counts.skipped += 1
                self._progress()

    def _finish(self, state: State) -> None:
        absent = state.absent()
        self.counts.deleted = len(absent)
        self.info.settings["deleted"] = absent[:_MAX_DELETED]
        if self.settings.prune:
            state.forget_absent()
        self._write_results(state)
        with self.place.write(FAILURES) as stream:
            stream.writelines(map(to_line, state.failures()))
        state.close_run()
        self.info.fingerprint = self.input_digest.hexdigest()
        self.info.finished = _now()
        self._write_info()

    def _write_results(self, state: State) -> None:
        self.counts.records = self.counts.rejections = 0
        with self.place.write(RECORDS) as records, self.place.write(ARTICLES) as articles:
            for stored in state.results():
                articles.write(stored.article)
                records.write(stored.records)
                self.counts.records += stored.records.count(b"\n")
                self.counts.rejections += stored.rejections.count(b"\n")
                if len(self.info.rejections) < MAX_REJECTIONS:
                    self.info.rejections += _rejections(stored.rejections.splitlines())
        del self.info.rejections[MAX_REJECTIONS:]

    def _write_info(self) -> None:
        self.info.counts = asdict(self.counts)
        with self.place.write(RUN) as stream:
            stream.write(to_document(self.info))

    def _failed(self, failure: Failure) -> None:
        self.counts.failed += 1
        if self.observer:
            self.observer.failure(failure)
        self._progress()

    def _progress(self) -> None:
        if self.observer:
            self.observer.progress(self.counts)


def _rejections(lines: Iterable[bytes]) -> list[Rejection]:
    return [Rejection.model_validate_json(line) for line in lines]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
