"""The tables of a store, the same for every database; docs/stores.md explains them.

A record is known in the store by ``record_key``, a number given when it is loaded: two outlets that print the
same agency text have the same ``record_id``, so that ``record_id`` is unique within its article only.
``record_key`` stays as long as the record does; it says nothing outside this store.

Ordinals begin at 0 and are the order of the contract. Dates are ISO text (``2024-11-13``), so that they sort
and compare the same everywhere. ``name_key`` is what names are looked up by: see ``pipeline.stores.keys``.

Who writes what: ``load`` writes runs, articles and records with their parts; linking writes ``agreements``
and what hangs on them. When an article is extracted anew and a record of it is gone or says something else,
the record's row is deleted; its membership, stages and conflicts go with it, and its agreement is marked
``stale``. A record without a row in ``agreement_sources`` has not been linked yet.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: In SQLite only a column of exactly this type is the row's own number.
_KEY = BigInteger().with_variant(Integer(), "sqlite")


def _when() -> list[Column]:
    """The date of an act: EDTF, the ISO dates that bound it, what it was read from; null without a date."""
    names = ("when_edtf", "when_start", "when_end", "when_precision", "when_basis", "when_text")
    return [Column(name, Text) for name in names]


def _where() -> list[Column]:
    """The place of an act; ``where_country`` is ISO 3166 alpha-2."""
    return [Column(name, Text) for name in ("where_name", "where_country", "where_event", "where_basis")]


def _record_key(**options: Any) -> Column:
    return Column("record_key", _KEY, ForeignKey("records.record_key", ondelete="CASCADE"), **options)


def _agreement_id(**options: Any) -> Column:
    return Column("agreement_id", Text, ForeignKey("agreements.agreement_id", ondelete="CASCADE"), **options)


#: One run of ``pactwire extract`` of which something was loaded. ``run_id`` is made from when it began and
#: how it was set up; model, settings and counts are JSON; ``finished`` is null when it was loaded unfinished.
runs = Table(
    "runs",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("contract", Integer, nullable=False),
    Column("pactwire", Text, nullable=False),
    Column("spacy", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("fingerprint", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("counts", Text, nullable=False),
)

#: One article; ``run_id`` is the run that brought what is here now. ``document`` is the article's JSON as in
#: articles.jsonl but for ``clean_text``; ``content_sha256`` is over the article and its records as they were
#: loaded.
articles = Table(
    "articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("run_id", Text, ForeignKey("runs.run_id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("published", Text, index=True),
    Column("published_basis", Text),
    Column("dateline_place", Text),
    Column("dateline_country", Text),
    Column("title", Text),
    Column("url", Text),
    Column("text_basis", Text, nullable=False),
    Column("text_sha256", Text, nullable=False, index=True),
    Column("clean_text", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("content_sha256", Text, nullable=False),
)

#: One act that an article reports. ``document`` is the whole record as JSON, as in records.jsonl.
records = Table(
    "records",
    metadata,
    Column("record_key", _KEY, primary_key=True, autoincrement=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("article_id", Text, ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("title", Text),
    Column("status", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False),
    *_when(),
    *_where(),
    Column("attribution", Text),
    Column("confidence", Float(53), nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("article_id", "record_id"),
)
Index("ix_records_when_start", records.c.when_start)
Index("ix_records_when_end", records.c.when_end)

#: Who is bound by a record's act, decides or proposes it; ``type``, ``role`` and ``country`` as in the
#: contract.
parties = Table(
    "parties",
    metadata,
    _record_key(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("country", Text, index=True),
    Column("role", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Persons who acted for a party; ``acts_for`` is the party's name or null.
signatories = Table(
    "signatories",
    metadata,
    _record_key(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("acts_for", Text),
    sqlite_with_rowid=False,
)

#: Figures of a record; spans are half-open code points of the raw article text. ``value`` is null for what no
#: number holds (NaN).
amounts = Table(
    "amounts",
    metadata,
    _record_key(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("value", Float(53)),
    Column("unit", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    sqlite_with_rowid=False,
)

#: Sentences that state a record's act, the clearest (ordinal 0) first.
evidence = Table(
    "evidence",
    metadata,
    _record_key(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: One agreement, whoever reports it: the merged view of its records. ``articles`` and ``records`` count its
#: sources; ``stale`` says that a source has changed since it was merged; ``document`` is the merged view as
#: JSON.
agreements = Table(
    "agreements",
    metadata,
    Column("agreement_id", Text, primary_key=True),
    Column("instrument", Text, nullable=False),
    Column("title", Text),
    Column("status", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False),
    *_when(),
    *_where(),
    Column("articles", Integer, nullable=False),
    Column("records", Integer, nullable=False),
    Column("first_published", Text),
    Column("last_published", Text),
    Column("confidence", Float(53), nullable=False),
    Column("stale", Boolean(create_constraint=False), nullable=False, server_default=false(), index=True),
    Column("document", Text, nullable=False),
)
Index("ix_agreements_when_start", agreements.c.when_start)
Index("ix_agreements_when_end", agreements.c.when_end)

#: Which agreement a record reports; a record reports one. ``score`` is how sure the linking was, null for the
#: first.
agreement_sources = Table(
    "agreement_sources",
    metadata,
    _record_key(primary_key=True, autoincrement=False),
    _agreement_id(nullable=False, index=True),
    Column("score", Float(53)),
)

#: The fullest parties that the sources give; columns as in ``parties``.
agreement_parties = Table(
    "agreement_parties",
    metadata,
    _agreement_id(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("country", Text, index=True),
    Column("role", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: The life of an agreement: which status was reached when, and the record that says so.
agreement_stages = Table(
    "agreement_stages",
    metadata,
    _agreement_id(primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    *_when(),
    _record_key(nullable=False, index=True),
    sqlite_with_rowid=False,
)
Index("ix_agreement_stages_when_start", agreement_stages.c.when_start)

#: What the sources disagree about: a row for each value of ``field`` and each record that has it. ``value``
#: is the value as text, null when it is missing there.
agreement_conflicts = Table(
    "agreement_conflicts",
    metadata,
    _agreement_id(primary_key=True),
    Column("field", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("value", Text),
    _record_key(nullable=False, index=True),
    sqlite_with_rowid=False,
)

#: What ``load`` writes, in the order in which rows may be inserted.
LOADED = (runs, articles, records, parties, signatories, amounts, evidence)
