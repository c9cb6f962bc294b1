"""An input that could not be processed."""

from schemas.base import Contract


class Failure(Contract):
    """Which input failed, at which stage, with which kind of error, and what a person can do about it."""

    source: str
    stage: str
    error: str
    message: str
    article_id: str | None = None
