"""Inputs of every kind as articles: files, folders, JSON lines, standard input, gzipped or not."""

from pipeline.readers.raw import RawArticle

__all__ = ["RawArticle"]
