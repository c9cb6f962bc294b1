"""Version 1: runs, articles, records with their parts, agreements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agreements",
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("when_edtf", sa.Text()),
        sa.Column("when_start", sa.Text()),
        sa.Column("when_end", sa.Text()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("when_basis", sa.Text()),
        sa.Column("when_text", sa.Text()),
        sa.Column("where_name", sa.Text()),
        sa.Column("where_country", sa.Text()),
        sa.Column("where_event", sa.Text()),
        sa.Column("where_basis", sa.Text()),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("first_published", sa.Text()),
        sa.Column("last_published", sa.Text()),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("stale", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", name="pk_agreements"),
    )
    op.create_index("ix_agreements_stale", "agreements", ["stale"])
    op.create_index("ix_agreements_status", "agreements", ["status"])
    op.create_index("ix_agreements_when_end", "agreements", ["when_end"])
    op.create_index("ix_agreements_when_start", "agreements", ["when_start"])
    op.create_table(
        "runs",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("contract", sa.Integer(), nullable=False),
        sa.Column("pactwire", sa.Text(), nullable=False),
        sa.Column("spacy", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_runs"),
    )
    op.create_table(
        "agreement_parties",
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.agreement_id"],
            name="fk_agreement_parties_agreement_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "ordinal", name="pk_agreement_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agreement_parties_country", "agreement_parties", ["country"])
    op.create_index("ix_agreement_parties_name_key", "agreement_parties", ["name_key"])
    op.create_table(
        "articles",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published", sa.Text()),
        sa.Column("published_basis", sa.Text()),
        sa.Column("dateline_place", sa.Text()),
        sa.Column("dateline_country", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("text_basis", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("clean_text", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_articles_run_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_articles"),
    )
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_run_id", "articles", ["run_id"])
    op.create_index("ix_articles_text_sha256", "articles", ["text_sha256"])
    op.create_table(
        "records",
        sa.Column("record_key", _KEY, autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("when_edtf", sa.Text()),
        sa.Column("when_start", sa.Text()),
        sa.Column("when_end", sa.Text()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("when_basis", sa.Text()),
        sa.Column("when_text", sa.Text()),
        sa.Column("where_name", sa.Text()),
        sa.Column("where_country", sa.Text()),
        sa.Column("where_event", sa.Text()),
        sa.Column("where_basis", sa.Text()),
        sa.Column("attribution", sa.Text()),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_records_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", name="pk_records"),
        sa.UniqueConstraint("article_id", "record_id", name="uq_records_article_id"),
    )
    op.create_index("ix_records_record_id", "records", ["record_id"])
    op.create_index("ix_records_status", "records", ["status"])
    op.create_index("ix_records_when_end", "records", ["when_end"])
    op.create_index("ix_records_when_start", "records", ["when_start"])
    op.create_table(
        "agreement_conflicts",
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("record_key", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.agreement_id"],
            name="fk_agreement_conflicts_agreement_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_key"],
            ["records.record_key"],
            name="fk_agreement_conflicts_record_key",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "field", "ordinal", name="pk_agreement_conflicts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agreement_conflicts_record_key", "agreement_conflicts", ["record_key"])
    op.create_table(
        "agreement_sources",
        sa.Column("record_key", _KEY, autoincrement=False, nullable=False),
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(precision=53)),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.agreement_id"],
            name="fk_agreement_sources_agreement_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_agreement_sources_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", name="pk_agreement_sources"),
    )
    op.create_index("ix_agreement_sources_agreement_id", "agreement_sources", ["agreement_id"])
    op.create_table(
        "agreement_stages",
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("when_edtf", sa.Text()),
        sa.Column("when_start", sa.Text()),
        sa.Column("when_end", sa.Text()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("when_basis", sa.Text()),
        sa.Column("when_text", sa.Text()),
        sa.Column("record_key", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.agreement_id"],
            name="fk_agreement_stages_agreement_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_agreement_stages_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agreement_id", "ordinal", name="pk_agreement_stages"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agreement_stages_record_key", "agreement_stages", ["record_key"])
    op.create_index("ix_agreement_stages_when_start", "agreement_stages", ["when_start"])
    op.create_table(
        "amounts",
        sa.Column("record_key", _KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(precision=53)),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer()),
        sa.Column("span_end", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_amounts_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", "ordinal", name="pk_amounts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("record_key", _KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_evidence_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", "ordinal", name="pk_evidence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "parties",
        sa.Column("record_key", _KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_parties_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", "ordinal", name="pk_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_country", "parties", ["country"])
    op.create_index("ix_parties_name_key", "parties", ["name_key"])
    op.create_table(
        "signatories",
        sa.Column("record_key", _KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("acts_for", sa.Text()),
        sa.ForeignKeyConstraint(
            ["record_key"], ["records.record_key"], name="fk_signatories_record_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_key", "ordinal", name="pk_signatories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_signatories_name_key", "signatories", ["name_key"])
    # ### end Alembic commands ###


def downgrade() -> None:
    """Drop them."""
    for name in (
        "signatories",
        "parties",
        "evidence",
        "amounts",
        "agreement_stages",
        "agreement_sources",
        "agreement_conflicts",
        "records",
        "articles",
        "agreement_parties",
        "runs",
        "agreements",
    ):
        op.drop_table(name)
