"""Where results go: JSON lines in files that appear whole or not at all, standard output, a readable table.

Imports nothing of ours but ``schemas``.
"""

from pipeline.sinks.atomic import atomic_path, atomic_writer
from pipeline.sinks.jsonl import ARTICLES, FAILURES, RECORDS, RUN, to_document, to_line

__all__ = ["ARTICLES", "FAILURES", "RECORDS", "RUN", "atomic_path", "atomic_writer", "to_document", "to_line"]
