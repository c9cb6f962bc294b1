"""Errors that Pactwire raises on purpose; each message names the thing, the reason and the remedy."""


class PactwireError(Exception):
    """Base of all our errors."""


class InputError(PactwireError):
    """An input cannot be read as an article. ``code`` is the kind of error written to failures.jsonl."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ModelError(PactwireError):
    """The language model is missing or does not fit."""


class DataFileError(PactwireError):
    """A knowledge file of the package is malformed."""


class StoreError(PactwireError):
    """A store cannot be opened, read or written."""


class QueryError(PactwireError):
    """A question to a store cannot be understood."""
