"""What a run keeps of its visits, so that the next can carry pages over that are still the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "memory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_memory"),
        sa.UniqueConstraint("digest", name="uq_memory_digest"),
    )
    op.create_table(
        "visit",
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("memory", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.LargeBinary(16), nullable=False),
        sa.Column("rest", sa.Integer(), nullable=False),
        sa.Column("audited_in", sa.Integer(), nullable=False),
        sa.Column("audited_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_visit_site", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["memory"], ["memory.id"], name="fk_visit_memory"),
        sa.PrimaryKeyConstraint("site", "url", name="pk_visit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_memory", "visit", ["memory"])
    op.add_column("page", sa.Column("audited_in", sa.Integer))
    op.add_column("page", sa.Column("audited_at", sa.String(32)))
    # They were those of runs under way, which are not resumed: no settings are those of none.
    op.drop_table("facts")
    run = sa.table("run", sa.column("digest"), sa.column("finished_at"))
    op.execute(sa.update(run).where(run.c.finished_at.is_(None)).values(digest=""))
