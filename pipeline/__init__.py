"""Pactwire: who agreed what, where and when, from raw news articles.

>>> import pipeline
>>> extractor = pipeline.load()
>>> for article in extractor.extract(["BAKU, October 7. ..."]):
...     print(article.records)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.assemble import Extractor, load

__all__ = ["Extractor", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the heavy parts only when they are used (``pactwire --help`` must be quick)."""
    if name in __all__:
        from pipeline import assemble

        return getattr(assemble, name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
