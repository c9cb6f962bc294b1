"""A run that keeps nothing: results as they come, in the order of the inputs, for standard output."""

from collections.abc import Iterator, Sequence

from pipeline.readers import Meter, read_inputs
from pipeline.runners.settings import Settings
from pipeline.runners.supervisor import Job, Supervisor
from pipeline.runners.worker import Outcome
from schemas import Failure


def stream(inputs: Sequence[str], *, settings: Settings, meter: Meter | None = None) -> Iterator[Outcome]:
    """Extract ``inputs`` and yield one Outcome for each, in order; what fails is an Outcome with its failure.

    Raises PactwireError when the model is missing. How many outcomes wait for an earlier one is bounded by
    the supervisor's window.
    """
    ready: dict[int, Outcome] = {}
    following = 0

    def jobs() -> Iterator[Job]:
        articles = read_inputs(
            inputs,
            field_names=settings.fields,
            published=settings.published,
            max_chars=settings.max_chars,
            meter=meter,
        )
        for position, article in enumerate(articles):
            if isinstance(article, Failure):
                ready[position] = Outcome(failure=article)
            else:
                yield Job(position, "", article)

    for job, outcome in Supervisor(settings).run(jobs()):
        ready[job.position] = outcome
        while following in ready:
            yield ready.pop(following)
            following += 1
    while following in ready:
        yield ready.pop(following)
        following += 1
