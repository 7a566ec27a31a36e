"""What the settled score needs: roles, journeys and templates of pages; law figures, intervals; scores made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("place", sa.Column("role", sa.Text, nullable=False, server_default="content"))
    op.add_column("place", sa.Column("role_reason", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("place", sa.Column("journeys", sa.Text, nullable=False, server_default="[]"))
    op.add_column("place", sa.Column("template", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("site", sa.Column("journeys", sa.Text, nullable=False, server_default="[]"))
    op.add_column("site", sa.Column("law", sa.Text, nullable=False, server_default="{}"))
    op.add_column("site", sa.Column("low", sa.Float))
    op.add_column("site", sa.Column("high", sa.Float))
    op.add_column("frontier", sa.Column("drawn", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.create_table(
        "rescore",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("site", sa.Integer, nullable=False),
        sa.Column("snapshot", sa.Integer, nullable=False),
        sa.Column("ruleset", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("before_cap", sa.Float),
        sa.Column("score_reason", sa.Text, nullable=False),
        sa.Column("areas", sa.Text, nullable=False),
        sa.Column("law", sa.Text, nullable=False),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_rescore_site", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.id"], name="fk_rescore_snapshot"),
        sa.PrimaryKeyConstraint("id", name="pk_rescore"),
        sa.UniqueConstraint("site", "ruleset", name="uq_rescore_site_ruleset"),
    )
