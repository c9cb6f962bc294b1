"""Records by keyword, for tests of linking: what is not said is as in a plain signing."""

from typing import Any

from pipeline.dates.edtf import parse
from pipeline.linking import Profile, Profiler, Report
from schemas.record import Amount, Evidence, Party, Record, Signatory, When, Where

COUNTRIES = {
    "Kazakhstan": "KZ",
    "Uzbekistan": "UZ",
    "Azerbaijan": "AZ",
    "Norway": "NO",
    "Chile": "CL",
    "Peru": "PE",
    "Turkey": "TR",
    "Somalia": "SO",
}


def report(
    id: str,
    parties: list[str],
    subject: str = "production and transfer of green energy",
    *,
    article: str | None = None,
    when: str | None = "2024-11-13",
    basis: str = "stated",
    place: str | None = None,
    country: str | None = None,
    published: str | None = "2024-11-14",
    evidence: str | None = None,
    amounts: tuple[tuple[float, str], ...] = (),
    signatories: tuple[str, ...] = (),
    **fields: Any,
) -> Report:
    """A report whose article is named like the record; other parties are organisations."""
    date = None
    if when is not None:
        value = parse(when)
        first, last = value.bounds()
        date = When(
            edtf=when,
            start=first,
            end=last,
            precision=value.precision(),
            basis=basis,  # type: ignore[arg-type]
            text=when,
        )
    said = evidence or f"They signed it: {subject}."
    record = Record(
        record_id=id,
        article_id=article or f"article-{id}",
        parties=[party(name) for name in parties],
        instrument=fields.pop("instrument", "agreement"),
        status=fields.pop("status", "signed"),
        subject=subject,
        when=date,
        where=Where(name=place, country=country) if place or country else None,
        amounts=[Amount(text=f"{value:g} {unit}", value=value, unit=unit) for value, unit in amounts],
        signatories=[Signatory(name=name) for name in signatories],
        evidence=[Evidence(start=0, end=len(said), text=said)],
        confidence=fields.pop("confidence", 0.9),
        **fields,
    )
    return Report(record, published=published)


def party(name: str) -> Party:
    """A party by its name; "Mr" makes it a person."""
    if name.startswith("Mr "):
        return Party(name=name.removeprefix("Mr "), type="person")
    if name in COUNTRIES:
        return Party(name=name, type="country", country=COUNTRIES[name])
    return Party(name=name, type="organization")


def profiles(*reports: Report) -> list[Profile]:
    """Profiles without any knowledge of names but ``COUNTRIES``."""
    profiler = Profiler(lambda name, type: (name, COUNTRIES.get(name) or _inside(name)))
    return [profiler.profile(r) for r in reports]


def _inside(name: str) -> str | None:
    return next((code for country, code in COUNTRIES.items() if country in name), None)
