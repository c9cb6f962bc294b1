"""``pactwire link``: the records of a store into agreements."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import typer
from sqlalchemy import Engine, select

from pipeline.cli.asked import store_url
from pipeline.cli.names import known_names
from pipeline.errors import StoreError
from pipeline.stores.linked import LinkReport, link_store
from pipeline.stores.open import open_store
from pipeline.stores.tables import agreements

Document = dict[str, Any]


def run_link(store: str, *, again: bool, show: bool, agreement: str | None, limit: int) -> None:
    """Link a store and say what was done; then print what is asked for."""
    engine = open_store(store_url(store), create=False)
    try:
        terminal = sys.stderr.isatty()
        observer = (lambda step: typer.echo(f"\r\033[K{step} ...", nl=False, err=True)) if terminal else None
        report = link_store(engine, known_names(), again=again, observer=observer)
        typer.echo(("\r\033[K" if terminal else "") + _told(report), err=True)
        if agreement is not None:
            typer.echo("\n".join(lines(_one(engine, agreement), full=True)))
        elif show:
            for document in _several(engine, limit):
                typer.echo("\n".join(lines(document, full=False)) + "\n")
    finally:
        engine.dispose()


def _told(report: LinkReport) -> str:
    said = f"{report.records:,} records, {report.waiting:,} of them new: {report.agreements:,} agreements"
    work = f"{report.made:,} made, {report.changed:,} changed, {report.gone:,} gone"
    return f"{said} ({work}), {report.several:,} with several articles; {report.compared:,} pairs compared"


def _one(engine: Engine, id: str) -> Document:
    with engine.connect() as connection:
        found = connection.scalar(select(agreements.c.document).where(agreements.c.agreement_id == id))
        if found is None:
            # An id that went up in another one still leads to it.
            asked = select(agreements.c.document).where(
                agreements.c.document.contains(f'"{id}"', autoescape=True)
            )
            for document in connection.scalars(asked):
                if id in json.loads(document)["absorbed"]:
                    return json.loads(document)
            raise StoreError(
                f"{id}: no such agreement in the store; list them with  pactwire link STORE --show"
            )
    return json.loads(found)


def _several(engine: Engine, limit: int) -> Iterator[Document]:
    c = agreements.c
    query = select(c.document).where(c.articles > 1).order_by(c.articles.desc(), c.agreement_id).limit(limit)
    with engine.connect() as connection:
        for document in connection.scalars(query):
            yield json.loads(document)


def lines(agreement: Document, *, full: bool) -> Iterator[str]:
    """An agreement for the terminal: what it is, its life, disagreements, and its sources."""
    parties = ", ".join(party["name"] for party in agreement["parties"])
    yield f"{agreement['id']}  {parties}"
    title = f" ({agreement['title']})" if agreement["title"] else ""
    yield f"  {agreement['instrument']}: {agreement['subject']}{title}"
    where = agreement["where"] or {}
    place = ", ".join(part for part in (where.get("name"), where.get("event")) if part)
    yield f"  {agreement['status']}, {_day(agreement)}" + (f", {place}" if place else "")
    if len(agreement["stages"]) > 1:
        yield "  life: " + "; ".join(f"{s['status']} {_day(s)}" for s in agreement["stages"])
    for conflict in agreement["disagreements"]:
        claims = (f"{claim['value']} [{_numbers(claim)}]" for claim in conflict["claims"])
        yield f"  they disagree on {conflict['field']}: " + "; ".join(claims)
    for number, source in enumerate(agreement["sources"], start=1):
        sure = f", {source['score']:.2f}" if source["score"] is not None else ""
        yield f"  [{number}] {source['article_id']} ({source['published'] or 'no date'}{sure})"
        for evidence in source["evidence"] if full else source["evidence"][:1]:
            yield f"      {' '.join(evidence.split())}"
    if full and agreement["absorbed"]:
        yield f"  also known as {', '.join(agreement['absorbed'])}"


def _day(part: Document) -> str:
    return part["when"]["edtf"] if part["when"] else "no date"


def _numbers(claim: Document) -> str:
    return ", ".join(str(number + 1) for number in claim["sources"])
