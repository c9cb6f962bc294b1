"""A small store whose rows are known: who agreed what in five articles."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select, update

from pipeline.dates.edtf import parse
from pipeline.sinks import ARTICLES, FAILURES, RECORDS, RUN, to_document, to_line
from pipeline.stores.keys import name_key
from pipeline.stores.load import load
from pipeline.stores.tables import (
    agreement_conflicts,
    agreement_parties,
    agreement_sources,
    agreement_stages,
    agreements,
    records,
)
from schemas import Article, Record
from tests.stores_from_gold import RUN_INFO

KAZAKHSTAN = ("Kazakhstan", "country", "KZ")
CHINA = ("China", "country", "CN")
TURKEY = ("Turkey", "country", "TR")
OTS = ("Organization of Turkic States", "organization", None)
QUAY = ("Quay Fisheries 100%_Ltd", "organization", None)

#: id, parties, instrument, status, subject, title, date, place (name, country, event)
ROWS: list[tuple[Any, ...]] = [
    (
        "r1",
        [KAZAKHSTAN, CHINA],
        "memorandum",
        "signed",
        "production of green energy",
        None,
        "2024-11-13",
        ("Baku", "AZ", "COP29"),
    ),
    ("r2", [KAZAKHSTAN], "agreement", "planned", "supply of energy", None, "2025", None),
    (
        "r3",
        [TURKEY, OTS],
        "declaration",
        "signed",
        "trade",
        "Gabala Declaration",
        "2025-06/2025-09",
        ("Gabala", "AZ", None),
    ),
    (
        "r4",
        [CHINA, QUAY],
        "contract",
        "agreed",
        "São Paulo's fishing fleets",
        None,
        None,
        ("São Paulo", "BR", None),
    ),
    (
        "r5",
        [KAZAKHSTAN, CHINA],
        "memorandum",
        "in_force",
        "Green Energies and their production",
        None,
        "../2026-01",
        None,
    ),
    (
        "r6",
        [("=cmd|' /C calc'!A0", "organization", None)],
        "contract",
        "ended",
        "@SUM(A1)",
        "+1",
        "XXXX-05-01",
        ("-x", None, None),
    ),
]


def fill(url: str, folder: Path) -> None:
    """Load the rows, one article each, into an empty store."""
    found = [_record(*row) for row in ROWS]
    folder.mkdir()
    articles = [
        Article(article_id=r.article_id, source="x", published="2025-03-01", text_sha256=r.record_id)
        for r in found
    ]
    (folder / ARTICLES).write_bytes(b"".join(map(to_line, articles)))
    (folder / RECORDS).write_bytes(b"".join(map(to_line, found)))
    (folder / FAILURES).write_bytes(b"")
    (folder / RUN).write_bytes(to_document(RUN_INFO))
    load(folder, url)


def link(engine: Engine) -> None:
    """Make r1 and r5 one agreement, "ag1", that was signed and came into force; r3 is "ag2" alone."""
    with engine.begin() as connection:
        keys = {id: key for id, key in connection.execute(select(records.c.record_id, records.c.record_key))}
        columns = [c.name for c in records.c if c.name in agreements.c]
        for agreement, members, status in (("ag1", ["r1", "r5"], "in_force"), ("ag2", ["r3"], "signed")):
            row = connection.execute(
                select(*(records.c[name] for name in columns)).where(records.c.record_id == members[0])
            ).one()
            values = {**row._mapping, "status": status, "document": "{}", "agreement_id": agreement}
            values |= {"articles": len(members), "records": len(members), "confidence": 1.0}
            connection.execute(insert(agreements).values(values))
            for member in members:
                source = {"record_key": keys[member], "agreement_id": agreement}
                connection.execute(insert(agreement_sources).values(source))
        for agreement, parties in (("ag1", [KAZAKHSTAN, CHINA]), ("ag2", [TURKEY, OTS])):
            for ordinal, (name, kind, country) in enumerate(parties):
                party = {"name": name, "name_key": name_key(name), "type": kind, "country": country}
                connection.execute(
                    insert(agreement_parties).values(
                        agreement_id=agreement, ordinal=ordinal, role="party", **party
                    )
                )
        stages = [("signed", "2024-11-13", "r1"), ("in_force", "2026-01-05", "r5")]
        for ordinal, (status, day, member) in enumerate(stages):
            stage = {"status": status, "when_edtf": day, "when_start": day, "when_end": day}
            connection.execute(
                insert(agreement_stages).values(
                    agreement_id="ag1", ordinal=ordinal, record_key=keys[member], **stage
                )
            )
        for field, ordinal, value in (
            ("when", 0, "2024-11-13"),
            ("when", 1, "2024-11-14"),
            ("where", 0, "Baku"),
        ):
            conflict = {"field": field, "ordinal": ordinal, "value": value, "record_key": keys["r1"]}
            connection.execute(insert(agreement_conflicts).values(agreement_id="ag1", **conflict))
        merged = {"document": '{"subject": "merged"}'}
        connection.execute(update(agreements).values(stale=agreements.c.agreement_id == "ag2", **merged))


def _record(
    id: str,
    parties: list[tuple[str, str, str | None]],
    instrument: str,
    status: str,
    subject: str,
    title: str | None,
    date: str | None,
    place: tuple[str, str | None, str | None] | None,
) -> Record:
    when = None
    if date:
        start, end = parse(date).bounds()
        when = {"edtf": date, "start": start, "end": end, "precision": "day", "basis": "stated", "text": date}
    where = dict(zip(("name", "country", "event"), place, strict=True)) if place else None
    return Record.model_validate(
        {
            "record_id": id,
            "article_id": f"a-{id}",
            "parties": [{"name": n, "type": t, "country": c} for n, t, c in parties],
            "instrument": instrument,
            "status": status,
            "subject": subject,
            "title": title,
            "when": when,
            "where": where,
            "evidence": [{"start": 0, "end": 5, "text": "They."}],
            "confidence": 0.9,
        }
    )
