"""Records in the forms of others: PLOVER events for event data, JSON-LD for linked data.

Imports nothing of ours but ``schemas`` and ``errors``. What maps to what is data (``plover.toml``,
``jsonld.toml``), shown as tables in ``docs/interchange.md``.
"""

from pipeline.interchange.source import Reported, Run

__all__ = ["Reported", "Run"]
