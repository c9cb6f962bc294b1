"""Cleaning: raw article text to the article's own words, with an offset map and what was taken out.

This stage precedes the Doc and is a pure function of its arguments; what it knows is data in the TOML files
beside it. See docs/clean.md.
"""

from pipeline.clean.article import clean
from pipeline.clean.model import CleanArticle, RemovedSpan

__all__ = ["CleanArticle", "RemovedSpan", "clean"]
