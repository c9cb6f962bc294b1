"""Inputs of every kind as articles: files, folders, JSON lines, standard input, gzipped or not."""

from typing import TYPE_CHECKING, Any

from pipeline.readers.options import MAX_CHARS, FieldNames, Meter
from pipeline.readers.raw import RawArticle

if TYPE_CHECKING:
    from pipeline.readers.read import read_inputs

__all__ = ["MAX_CHARS", "FieldNames", "Meter", "RawArticle", "read_inputs"]


def __getattr__(name: str) -> Any:
    """Import what needs pydantic only when it is used (``pactwire --help`` must be quick)."""
    if name == "read_inputs":
        from pipeline.readers.read import read_inputs

        return read_inputs
    raise AttributeError(f"module 'pipeline.readers' has no attribute {name!r}")
