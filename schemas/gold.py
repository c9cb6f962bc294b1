"""A gold file: the labelled right answer for one article (corpus/GUIDELINES.md, section 4)."""

from typing import Literal

from pydantic import Field

from schemas.base import Contract
from schemas.record import Instrument, PartyType, Status


class GoldParty(Contract):
    """A party with the other names that a right answer could use."""

    name: str
    type: PartyType
    accept: list[str] = []
    role: Literal["party", "proposer"] = "party"
    optional: bool = False
    country: str | None = None


class GoldSignatory(Contract):
    """A person who acted for a party."""

    name: str
    accept: list[str] = []
    for_: str | None = Field(default=None, alias="for")
    optional: bool = False


class GoldWhen(Contract):
    """The date of the act."""

    edtf: str
    text: str | None = None
    basis: Literal["stated", "dateline"]
    accept: list[str] = []


class GoldWhere(Contract):
    """The place of the act."""

    name: str | None = None
    country: str | None = None
    event: str | None = None
    accept: list[str] = []
    basis: Literal["stated", "dateline"] = "stated"


class GoldAmount(Contract):
    """A figure of the agreement."""

    text: str
    value: float
    unit: str | None = None


class GoldRecord(Contract):
    """One act as the annotator sees it."""

    parties: list[GoldParty]
    signatories: list[GoldSignatory] = []
    instrument: Instrument
    instrument_accept: list[Instrument] = []
    title: str | None = None
    status: Status
    status_accept: list[Status] = []
    subject: str
    subject_accept: list[str] = []
    when: GoldWhen | None = None
    where: GoldWhere | None = None
    amounts: list[GoldAmount] = []
    evidence: list[str]
    optional: bool = False


class GoldDate(Contract):
    """A date expression of the body."""

    text: str
    edtf: str
    accept: list[str] = []


class GoldEntity(Contract):
    """A distinct surface form of a named entity in the body."""

    text: str
    type: Literal["PERSON", "ORG", "GPE", "LOC", "EVENT"]


class GoldArticle(Contract):
    """The gold of one article."""

    id: str
    pack_id: str | None = None
    published: str | None = None
    language: str = "en"
    records: list[GoldRecord]
    dates: list[GoldDate] = []
    entities: list[GoldEntity] = []
    noise: list[str] = []
