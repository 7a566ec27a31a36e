"""The facts of pages, for as long as a run is under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_facts_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", "url", name="pk_facts"),
        sqlite_with_rowid=False,
    )
