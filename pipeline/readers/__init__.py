"""Inputs of every kind as articles: files, folders, JSON lines, standard input, gzipped or not."""

from pipeline.readers.options import MAX_CHARS, FieldNames, Meter
from pipeline.readers.raw import RawArticle
from pipeline.readers.read import read_inputs

__all__ = ["MAX_CHARS", "FieldNames", "Meter", "RawArticle", "read_inputs"]
