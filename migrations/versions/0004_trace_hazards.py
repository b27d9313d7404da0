"""hazards know the check, rule or limit that found them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hazards") as batch:
        batch.add_column(sa.Column("source", sa.String(length=60), nullable=False, server_default=""))
        batch.add_column(sa.Column("by_test", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("hazards") as batch:  # the application gives the values; the defaults were for old rows
        batch.alter_column("source", server_default=None)
        batch.alter_column("by_test", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("hazards") as batch:
        batch.drop_column("by_test")
        batch.drop_column("source")
