"""The tables with which the library began."""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)

from policydiff.library.texts import Words

revision = "first_tables"
down_revision = None


def words(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words(), nullable=null)


def number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer(), nullable=null)


def upgrade() -> None:
    op.create_table(
        "decisions",
        number("id"),
        words("fingerprint"),
        words("status"),
        words("owner", null=True),
        words("note", null=True),
        words("decided_at"),
        PrimaryKeyConstraint("id", name="decisions_key"),
    )
    op.create_index("decisions_by_fingerprint", "decisions", ["fingerprint"])
    op.create_table(
        "policies",
        number("id"),
        words("name"),
        words("payer_id", null=True),
        words("payer", null=True),
        words("policy_number", null=True),
        words("title", null=True),
        words("lines_of_business"),
        PrimaryKeyConstraint("id", name="policies_key"),
        UniqueConstraint("name", name="policies_once_per_name"),
    )
    op.create_index("policies_by_payer_id", "policies", ["payer_id"])
    op.create_index("policies_by_policy_number", "policies", ["policy_number"])
    op.create_table(
        "quarantine",
        words("sha256"),
        words("name"),
        words("kind"),
        words("reason"),
        words("read_with"),
        words("set_aside_at"),
        PrimaryKeyConstraint("sha256", name="quarantine_key"),
    )
    op.create_table(
        "sources",
        number("id"),
        words("sha256"),
        words("name"),
        words("media_type"),
        number("size"),
        number("pages", null=True),
        words("added_at"),
        Column("content", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("id", name="sources_key"),
        UniqueConstraint("sha256", name="sources_once_per_sha256"),
    )
    op.create_table(
        "codes",
        number("id"),
        number("source_id"),
        number("place"),
        words("system", null=True),
        words("code"),
        words("last_code", null=True),
        words("description", null=True),
        words("determination"),
        words("heading", null=True),
        words("statement", null=True),
        number("page", null=True),
        number("line", null=True),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="codes_source_id_in_sources"),
        PrimaryKeyConstraint("id", name="codes_key"),
    )
    op.create_index("codes_by_code", "codes", ["code"])
    op.create_index(
        "codes_by_last_code",
        "codes",
        ["last_code"],
        sqlite_where=text("last_code IS NOT NULL"),
        postgresql_where=text("last_code IS NOT NULL"),
    )
    op.create_index("codes_by_source_id_place", "codes", ["source_id", "place"])
    op.create_table(
        "criteria",
        number("id"),
        number("source_id"),
        number("place"),
        words("statement"),
        number("depth"),
        words("operator", null=True),
        number("minimum", null=True),
        words("label", null=True),
        words("text"),
        words("thresholds"),
        number("page", null=True),
        number("line", null=True),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="criteria_source_id_in_sources"),
        PrimaryKeyConstraint("id", name="criteria_key"),
    )
    op.create_index("criteria_by_source_id_place", "criteria", ["source_id", "place"])
    op.create_table(
        "diffs",
        number("id"),
        number("older_id"),
        number("newer_id"),
        words("verdict"),
        words("diff"),
        ForeignKeyConstraint(["newer_id"], ["sources.id"], name="diffs_newer_id_in_sources"),
        ForeignKeyConstraint(["older_id"], ["sources.id"], name="diffs_older_id_in_sources"),
        PrimaryKeyConstraint("id", name="diffs_key"),
    )
    op.create_index("diffs_by_newer_id", "diffs", ["newer_id"])
    op.create_index("diffs_by_older_id_newer_id", "diffs", ["older_id", "newer_id"], unique=True)
    op.create_table(
        "links",
        number("source_id"),
        number("continues_id"),
        words("linked_at"),
        ForeignKeyConstraint(["continues_id"], ["sources.id"], name="links_continues_id_in_sources"),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="links_source_id_in_sources"),
        PrimaryKeyConstraint("source_id", name="links_key"),
    )
    op.create_index("links_by_continues_id", "links", ["continues_id"])
    op.create_table(
        "records",
        number("source_id"),
        words("bucket"),
        words("read_by"),
        words("engine"),
        Column("generic", Boolean(), nullable=False),
        words("code_sets"),
        words("record"),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="records_source_id_in_sources"),
        PrimaryKeyConstraint("source_id", name="records_key"),
    )
    op.create_index("records_by_bucket", "records", ["bucket"])
    op.create_table(
        "revisions",
        number("id"),
        number("source_id"),
        number("place"),
        words("date", null=True),
        words("date_end", null=True),
        words("approval_date", null=True),
        words("kind", null=True),
        words("summary"),
        words("claims"),
        number("page", null=True),
        number("line", null=True),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="revisions_source_id_in_sources"),
        PrimaryKeyConstraint("id", name="revisions_key"),
    )
    op.create_index("revisions_by_source_id_place", "revisions", ["source_id", "place"])
    op.create_table(
        "statements",
        number("id"),
        number("source_id"),
        number("place"),
        words("statement"),
        words("section", null=True),
        words("services"),
        words("determination"),
        words("wording"),
        words("text"),
        Column("residual", Boolean(), nullable=False),
        words("populations"),
        words("lines_of_business"),
        words("codes"),
        words("notes"),
        number("page", null=True),
        number("line", null=True),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="statements_source_id_in_sources"),
        PrimaryKeyConstraint("id", name="statements_key"),
    )
    op.create_index("statements_by_source_id_place", "statements", ["source_id", "place"])
    op.create_table(
        "versions",
        number("source_id"),
        number("policy_id"),
        number("place"),
        Column("is_current", Boolean(), nullable=False),
        words("policy_number", null=True),
        words("title", null=True),
        words("effective_date", null=True),
        words("last_review_date", null=True),
        words("next_review_date", null=True),
        words("in_force_from", null=True),
        words("in_force_until", null=True),
        words("remarks"),
        ForeignKeyConstraint(["policy_id"], ["policies.id"], name="versions_policy_id_in_policies"),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="versions_source_id_in_sources"),
        PrimaryKeyConstraint("source_id", name="versions_key"),
    )
    op.create_index("versions_by_in_force_from", "versions", ["in_force_from"])
    op.create_index("versions_by_next_review_date", "versions", ["next_review_date"])
    op.create_index("versions_by_policy_id_place", "versions", ["policy_id", "place"], unique=True)
    op.create_table(
        "changes",
        number("id"),
        number("diff_id"),
        number("place"),
        words("fingerprint"),
        words("rule"),
        words("area"),
        words("action"),
        words("direction"),
        words("service", null=True),
        words("old_text", null=True),
        number("old_page", null=True),
        words("new_text", null=True),
        number("new_page", null=True),
        words("why"),
        Column("confidence", Double(), nullable=False),
        ForeignKeyConstraint(["diff_id"], ["diffs.id"], name="changes_diff_id_in_diffs"),
        PrimaryKeyConstraint("id", name="changes_key"),
    )
    op.create_index("changes_by_diff_id_place", "changes", ["diff_id", "place"], unique=True)
    op.create_index("changes_by_direction", "changes", ["direction"])
    op.create_index("changes_by_fingerprint", "changes", ["fingerprint"])
    op.create_table(
        "log_checks",
        number("id"),
        number("diff_id"),
        number("place"),
        words("date", null=True),
        words("says"),
        words("verdict"),
        words("why"),
        words("changes"),
        ForeignKeyConstraint(["diff_id"], ["diffs.id"], name="log_checks_diff_id_in_diffs"),
        PrimaryKeyConstraint("id", name="log_checks_key"),
    )
    op.create_index("log_checks_by_diff_id_place", "log_checks", ["diff_id", "place"], unique=True)
    op.create_table(
        "renderings",
        number("source_id"),
        number("version_id"),
        ForeignKeyConstraint(["source_id"], ["sources.id"], name="renderings_source_id_in_sources"),
        ForeignKeyConstraint(["version_id"], ["versions.source_id"], name="renderings_version_id_in_versions"),
        PrimaryKeyConstraint("source_id", name="renderings_key"),
    )
    op.create_index("renderings_by_version_id", "renderings", ["version_id"])
