"""Errors of evaluation; each message names the file or folder, the reason and the remedy."""


class EvaluationError(ValueError):
    """Gold, a run or a floors file cannot be used as given."""
