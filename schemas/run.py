"""The run as a whole."""

from typing import Any

from schemas.base import Contract
from schemas.record import Rejection


class RunInfo(Contract):
    """Versions, settings and counts of one run; ``read == extracted + failed + skipped``."""

    contract: int = 1
    pactwire: str
    spacy: str
    model: dict[str, Any]
    settings: dict[str, Any]
    started: str
    finished: str | None = None
    fingerprint: str
    counts: dict[str, int] = {}
    rejections: list[Rejection] = []
