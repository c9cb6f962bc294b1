"""The runners: 1 and 2 workers, short and long articles, 1 and 2 actors on Ray; the cost of a million.

Workers are started and have loaded the model before the clock runs, as in a run of hours.
"""

import logging
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.processes import processor_seconds
from pipeline.readers import RawArticle
from pipeline.runners.fingerprint import fingerprint, model_info
from pipeline.runners.place import place_of
from pipeline.runners.settings import Settings
from pipeline.runners.supervisor import Job, Supervisor

WORKERS = (1, 2)
#: A short article is a wire item of this many characters, a long one is made of so many articles.
SHORT_CHARS = 500
LONG_OF = 8
#: Dollars that a core costs for an hour; what clouds ask for one of a plain machine.
CORE_HOUR = 0.04


def kinds(found: Sequence[RawArticle]) -> dict[str, list[RawArticle]]:
    """The articles as they are, cut short, and joined to long ones."""
    texts = [article.text for article in found]
    long = ["\n\n".join(islice(cycle(texts), at, at + LONG_OF)) for at in range(0, len(texts), LONG_OF)]
    return {
        "as they are": list(found),
        f"short ({SHORT_CHARS} characters)": [_article(i, t[:SHORT_CHARS]) for i, t in enumerate(texts)],
        f"long ({LONG_OF} in one)": [_article(i, text) for i, text in enumerate(long)],
    }


def workers(
    found: Sequence[RawArticle], *, model: str | None, profiles: Sequence[str]
) -> list[dict[str, Any]]:
    """A row for each profile, kind of article and number of workers."""
    rows = []
    for profile in profiles:
        for number in WORKERS:
            supervisor = Supervisor(Settings(model=model, profile=profile, workers=number))
            try:
                supervisor.load()
                for kind, articles in kinds(found).items():
                    row = {"profile": profile, "workers": number, "kind": kind, "articles": len(articles)}
                    rows.append({**row, **_worked(supervisor, articles)})
            finally:
                supervisor.close()
    return rows


def cost(seconds_an_article: float) -> dict[str, float]:
    """Core hours and dollars for a million articles that each take so many seconds of processor time."""
    hours = seconds_an_article * 1e6 / 3600
    return {"core_hours": round(hours, 1), "dollars": round(hours * CORE_HOUR, 2)}


def ray_actors(
    found: Sequence[RawArticle], *, model: str | None, profile: str
) -> list[dict[str, Any]] | None:
    """A row for 1 and for 2 actors on a cluster of two nodes on this machine; None where Ray is missing."""
    try:
        import ray
        from ray.cluster_utils import Cluster
    except ImportError:
        return None
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        for _ in range(max(WORKERS)):
            cluster.add_node(num_cpus=1)
        ray.init(cluster.address, log_to_driver=False, logging_level=logging.ERROR)
        return [
            _on_ray(found, settings=Settings(model=model, profile=profile, workers=number, engine="ray"))
            for number in WORKERS
        ]
    finally:
        ray.shutdown()
        cluster.shutdown()


def _on_ray(found: Sequence[RawArticle], *, settings: Settings) -> dict[str, Any]:
    from pipeline.runners.ray_engine import RayEngine

    numbers = count(1)
    with tempfile.TemporaryDirectory() as folder:
        place = place_of(Path(folder))
        place.make(".pactwire/shards")
        process = fingerprint(settings, model_info(settings.model))
        with RayEngine(settings, place=place, process=process, shard_batches=1) as engine:
            few = _jobs(_article(i, "Nothing was signed on Monday.") for i in range(16 * settings.workers))
            while engine.ready < settings.workers:
                for _ in engine.run(few, new_shard=lambda: next(numbers)):
                    pass
            start = time.perf_counter()
            done = sum(len(e) for _, e in engine.run(_jobs(found), new_shard=lambda: next(numbers)))
            wall = time.perf_counter() - start
    return {"actors": settings.workers, "articles": done, "wall_seconds": round(wall, 2)}


def _worked(supervisor: Supervisor, articles: Sequence[RawArticle]) -> dict[str, Any]:
    before = processor_seconds(supervisor.processes)
    start = time.perf_counter()
    for _ in supervisor.serve(_jobs(articles)):
        pass
    wall = time.perf_counter() - start
    after = processor_seconds(supervisor.processes)
    row: dict[str, Any] = {
        "wall_seconds": round(wall, 2),
        "articles_per_second_wall": round(len(articles) / wall, 2),
        "words": sum(len(article.text.split()) for article in articles),
    }
    if before is not None and after is not None:
        spent = (after - before) / len(articles)
        row |= {"process_seconds": round(after - before, 2), "million": cost(spent)}
    return row


def _jobs(articles: Iterable[RawArticle]) -> list[Job]:
    return [Job(i, "", article) for i, article in enumerate(articles)]


def _article(number: int, text: str) -> RawArticle:
    return RawArticle(article_id=str(number), source=str(number), text=text)
