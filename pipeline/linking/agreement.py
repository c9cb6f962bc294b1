"""One agreement as all its sources tell it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from schemas.record import Amount, Party, Signatory, When, Where


@dataclass(frozen=True, slots=True)
class Source:
    """A record that reports the agreement; ``score`` is how surely it belongs, None for a single one."""

    article_id: str
    record_id: str
    published: str | None
    source: str | None
    url: str | None
    attribution: str | None
    status: str
    confidence: float
    score: float | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A status that the agreement reached, when, and the numbers in ``Agreement.sources`` of who says so; the
    first of them gives the date."""

    status: str
    when: When | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several values of a field, as text (None: it is not given), and the sources that have it."""

    value: str | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which the sources contradict one another; the first claim is the one that the view shows."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The merged view: fullest parties, most precise date, most advanced status; then its life, what its
    sources contradict one another in, and the sources, earliest first. ``absorbed`` are ids that it had
    besides.

    ``when`` is that of the signing, else of the conclusion, else of the approval; ``where`` that of the
    signing or conclusion, else what most sources give.
    """

    id: str
    parties: tuple[Party, ...]
    signatories: tuple[Signatory, ...]
    instrument: str
    title: str | None
    status: str
    subject: str
    when: When | None
    where: Where | None
    amounts: tuple[Amount, ...]
    stages: tuple[Stage, ...]
    disagreements: tuple[Disagreement, ...]
    sources: tuple[Source, ...]
    confidence: float
    absorbed: tuple[str, ...] = field(default=())

    @property
    def articles(self) -> int:
        """How many articles report it."""
        return len({source.article_id for source in self.sources})

    def as_json(self) -> dict[str, Any]:
        """The agreement as plain data, in the names of a record's fields."""
        plain = asdict(self)
        for name in ("parties", "signatories", "amounts"):
            plain[name] = [part.model_dump(mode="json", by_alias=True) for part in getattr(self, name)]
        for name in ("when", "where"):
            part = getattr(self, name)
            plain[name] = part.model_dump(mode="json") if part is not None else None
        for made, stage in zip(plain["stages"], self.stages, strict=True):
            made["when"] = stage.when.model_dump(mode="json") if stage.when is not None else None
        return plain
