"""Records made by hand for the exports."""

from typing import Any

from pipeline.interchange import Reported
from pipeline.interchange.source import AgreementFacts, ArticleFacts, Run
from schemas import Record

RUN = Run("run-1", "0.1.0", "2025-02-01T10:00:00+00:00", "2025-02-01T10:05:00+00:00")
SENTENCE = "Norway and Chile signed a treaty on fishing in Oslo."


def party(
    name: str, type: str = "country", country: str | None = None, role: str = "party"
) -> dict[str, Any]:
    return {"name": name, "type": type, "country": country, "role": role}


NORWAY, CHILE = party("Norway", country="NO"), party("Chile", country="CL")


def record(**changes: Any) -> Record:
    """A signed treaty of Norway and Chile, but for ``changes``."""
    fields: dict[str, Any] = {
        "record_id": "r1",
        "article_id": "a1",
        "parties": [NORWAY, CHILE],
        "instrument": "agreement",
        "status": "signed",
        "subject": "fishing",
        "when": when("2025-01-30"),
        "evidence": [{"start": 10, "end": 10 + len(SENTENCE), "text": SENTENCE}],
        "confidence": 0.9,
    }
    return Record.model_validate(fields | changes)


def when(edtf: str, start: str | None = "", end: str | None = "") -> dict[str, Any]:
    """A stated date; a whole day bounds itself."""
    first, last = (edtf if side == "" else side for side in (start, end))
    return {"edtf": edtf, "start": first, "end": last, "precision": "day", "basis": "stated", "text": edtf}


def reported(agreement: str | None = None, published: str | None = "2025-02-01", **changes: Any) -> Reported:
    """The record of ``changes`` in an article of 1 February 2025."""
    made = record(**changes)
    facts = ArticleFacts(made.article_id, published, "A title", "https://news.example/a1", "ab12")
    linked = (
        AgreementFacts(agreement, "Fish Treaty", "fishing", "in_force", "agreement") if agreement else None
    )
    return Reported(made, facts, linked, RUN)
