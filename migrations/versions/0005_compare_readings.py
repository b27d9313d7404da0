"""reports are compared by what was measured"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report_summaries") as batch:
        batch.add_column(sa.Column("readings_print", sa.String(length=64), nullable=False, server_default=""))
        batch.create_index(batch.f("ix_report_summaries_readings_print"), ["readings_print"])
    with op.batch_alter_table("report_summaries") as batch:
        batch.alter_column("readings_print", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report_summaries") as batch:
        batch.drop_index(batch.f("ix_report_summaries_readings_print"))
        batch.drop_column("readings_print")
