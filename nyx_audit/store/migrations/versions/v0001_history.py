"""The first tables of the history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint("digest", name="uq_address_digest"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("selector", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("landmark", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("digest", name="uq_finding_digest"),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("final_url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("linked_from", sa.Text, nullable=False),
        sa.Column("redirects", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        sa.UniqueConstraint("digest", name="uq_place_digest"),
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("outcomes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint("digest", name="uq_sheet_digest"),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("ruleset", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("figures", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.UniqueConstraint("digest", name="uq_snapshot_digest"),
    )
    op.create_table(
        "occurrence",
        sa.Column("sheet", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("finding", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("views", sa.String(24), nullable=False),
        sa.ForeignKeyConstraint(["sheet"], ["sheet.id"], name="fk_occurrence_sheet", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sheet", "number", name="pk_occurrence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("snapshot", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("ruleset", sa.Text, nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("touched_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("incomplete", sa.Text, nullable=False),
        sa.Column("tool", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.id"], name="fk_run_snapshot"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("before_cap", sa.Float),
        sa.Column("score_reason", sa.Text, nullable=False),
        sa.Column("areas", sa.Text, nullable=False),
        sa.Column("audited", sa.Integer),
        sa.Column("found", sa.Integer),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_site_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("run", "site", name="uq_site_run_site"),
    )
    op.create_index("ix_site_site", "site", ["site"])
    op.create_table(
        "frontier",
        sa.Column("site", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("found_on", sa.Text),
        sa.Column("start", sa.Boolean, nullable=False),
        sa.Column("pinned", sa.Boolean, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("linked_from", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_frontier_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", "url", name="pk_frontier"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("site", sa.Integer, nullable=False),
        sa.Column("address", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("sheet", sa.Integer, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("http_status", sa.Integer),
        sa.Column("start", sa.Boolean, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_page_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
        sa.UniqueConstraint("site", "address", name="uq_page_site_address"),
    )
