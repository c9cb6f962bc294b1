"""Validated records from the acts on a Doc, with offsets into the raw text."""
