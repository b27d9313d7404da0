"""how many later signatures a sealed edition was printed with"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("cards", "hazard_notices"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("later_signatures", sa.Integer(), nullable=False, server_default="0"))
        op.execute(
            f"update {table} set later_signatures = (select count(*) from attestations"  # noqa: S608 - two fixed names
            f" where attestations.report_id = {table}.report_id and attestations.received_at <= {table}.sealed_at)"
        )
        with op.batch_alter_table(table) as batch:
            batch.alter_column("later_signatures", server_default=None)


def downgrade() -> None:
    for table in ("cards", "hazard_notices"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("later_signatures")
