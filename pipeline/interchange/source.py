"""What an export is made from: a record, the article it was read in, the agreement it was linked to."""

from dataclasses import dataclass

from schemas import Record


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is told of an article; every field but the id may be unknown."""

    article_id: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """The agreement that a record was linked to, as its sources together tell it."""

    agreement_id: str
    title: str | None = None
    subject: str | None = None
    status: str | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The run that made a record: its fingerprint, the version of Pactwire, and ISO times."""

    fingerprint: str
    pactwire: str
    started: str | None = None
    finished: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """One record with what is known around it; ``agreement`` is None before linking."""

    record: Record
    article: ArticleFacts
    agreement: AgreementFacts | None = None
    run: Run | None = None
