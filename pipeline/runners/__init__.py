"""Running the pipeline over many articles: on worker processes, resumable, one bad article at a time."""

from pipeline.runners.local import Counts, Observer, run
from pipeline.runners.settings import Settings, available_cores
from pipeline.runners.stream import stream
from pipeline.runners.worker import Outcome

__all__ = ["Counts", "Observer", "Outcome", "Settings", "available_cores", "run", "stream"]
