"""One agreement record: who agreed what, where and when."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Contract

PartyType = Literal["country", "organization", "person", "group"]
Instrument = Literal["agreement", "memorandum", "contract", "declaration", "plan", "institution", "decision"]
Status = Literal["proposed", "planned", "agreed", "signed", "approved", "in_force", "ended", "rejected"]


class Span(Contract):
    """A half-open range of Unicode code points in the raw input text; ``raw[start:end] == text``."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start or self.end - self.start != len(self.text):
            raise ValueError(
                f"span {self.start}:{self.end} does not fit a text of {len(self.text)} characters"
            )
        return self


class Evidence(Span):
    """A sentence that states the act; a record lists the clearest one first."""


class Party(Contract):
    """Who is bound by the act, who decides it, or who proposes it."""

    name: str = Field(min_length=1)
    type: PartyType
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    role: Literal["party", "proposer"] = "party"
    mentions: list[Span] = []


class Signatory(Contract):
    """A person who acted for a party in this act."""

    name: str = Field(min_length=1)
    for_: str | None = Field(default=None, alias="for")
    mentions: list[Span] = []


class When(Contract):
    """The date of the act as EDTF, with the ISO dates that bound it (null where digits are unknown)."""

    edtf: str
    start: str | None = None
    end: str | None = None
    precision: str
    basis: Literal["stated", "dateline"]
    text: str
    span: Span | None = None


class Where(Contract):
    """The place of the act and the named event it happened at."""

    name: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    event: str | None = None
    basis: Literal["stated", "dateline"] = "stated"
    spans: list[Span] = []


class Amount(Contract):
    """A figure that belongs to the content of the agreement."""

    text: str
    value: float
    unit: str
    span: Span | None = None


class Trace(Contract):
    """Why the record says what it says: the rule and the sentence behind each field."""

    pattern: str
    trigger: Span
    fields: dict[str, str] = {}
    considered: list[str] = []


class Record(Contract):
    """One act: something that commits, or would commit, named actors."""

    record_id: str
    article_id: str
    parties: list[Party] = Field(min_length=1)
    signatories: list[Signatory] = []
    instrument: Instrument
    title: str | None = None
    status: Status
    subject: str = Field(min_length=1)
    when: When | None = None
    where: Where | None = None
    amounts: list[Amount] = []
    evidence: list[Evidence] = Field(min_length=1)
    attribution: str | None = None
    confidence: float = Field(ge=0.0, le=1.0)
    trace: Trace | None = None


class Rejection(Contract):
    """A candidate act that did not become a record, and why; nothing is dropped in silence."""

    article_id: str
    reason: Literal["invalid", "low_confidence", "merged", "no_party", "no_subject"]
    message: str
    pattern: str
    trigger: Span
    confidence: float | None = None
