"""The two things that can be asked for, agreements and records, as columns of one form."""

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, func, select

from pipeline.stores.tables import (
    agreement_parties,
    agreement_sources,
    agreements,
    parties,
    records,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """``table`` holds the hits, ``parties`` who takes part, joined by ``key`` = ``party_key``."""

    name: str
    table: Table
    key: Column
    parties: Table
    party_key: Column


AGREEMENTS = Kind(
    "agreement",
    agreements,
    agreements.c.agreement_id,
    agreement_parties,
    agreement_parties.c.agreement_id,
)
RECORDS = Kind("record", records, records.c.record_key, parties, parties.c.record_key)


def best_kind(connection: Connection) -> Kind:
    """Agreements where the store is linked, else records."""
    linked = connection.execute(select(agreements.c.agreement_id).limit(1)).first()
    return AGREEMENTS if linked else RECORDS


def unlinked(connection: Connection) -> int:
    """How many records belong to no agreement yet."""
    outside = (
        ~select(agreement_sources.c.record_key)
        .where(agreement_sources.c.record_key == records.c.record_key)
        .exists()
    )
    return connection.execute(select(func.count()).select_from(records).where(outside)).scalar_one()


def stale(connection: Connection) -> int:
    """How many agreements have a source that changed since they were merged."""
    return connection.execute(
        select(func.count()).select_from(agreements).where(agreements.c.stale.is_(True))
    ).scalar_one()
