"""checks of other appliances during a visit stand in the appliance's own history"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appliance_checks",
        sa.Column("appliance_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["appliance_id"], ["appliances.id"], name=op.f("fk_appliance_checks_appliance_id_appliances")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_appliance_checks_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("appliance_id", "visit_id", name=op.f("pk_appliance_checks")),
    )
    op.create_index(op.f("ix_appliance_checks_customer_id"), "appliance_checks", ["customer_id"])


def downgrade() -> None:
    op.drop_table("appliance_checks")
