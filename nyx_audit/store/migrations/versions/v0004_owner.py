"""Who can mend what was found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("finding", sa.Column("owner", sa.Text, nullable=False, server_default="agency"))
