"""where phones were at an arrival, for 30 days"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_locations",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("latitude", sa.String(length=12), nullable=False),
        sa.Column("longitude", sa.String(length=12), nullable=False),
        sa.Column("accuracy_m", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["job_events.id"], name=op.f("fk_event_locations_event_id_job_events")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_locations")),
    )
    op.create_index(op.f("ix_event_locations_recorded_at"), "event_locations", ["recorded_at"])


def downgrade() -> None:
    op.drop_table("event_locations")
