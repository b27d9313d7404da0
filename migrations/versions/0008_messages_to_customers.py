"""messages to customers; who wants none; a service not done is one thing for a person, the complaint"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=400), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('card_ready', 'complaint_answered')", name=op.f("ck_messages_kind")),
        sa.CheckConstraint("state in ('waiting', 'sent', 'failed')", name=op.f("ck_messages_state")),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_messages_center_id_centers")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_messages_customer_id_customers")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_messages_report_id_reports")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["users.id"], name=op.f("fk_messages_sent_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_messages_key")),
    )
    op.create_index(op.f("ix_messages_state_next_at"), "messages", ["state", "next_at"])
    op.create_index(op.f("ix_messages_center_id_state_created_at"), "messages", ["center_id", "state", "created_at"])
    with op.batch_alter_table("customers") as batch_op:
        batch_op.add_column(sa.Column("messages", sa.Boolean(), nullable=False, server_default=sa.true()))
    _settle_doubled_reviews()


def _settle_doubled_reviews() -> None:
    """Each of these has its complaint, which stays open; two lists asked for the same thing."""
    op.execute(
        "UPDATE review_items SET resolved_at = opened_at, resolution = '见投诉 / see the complaint' "
        "WHERE reason = 'service_missing' AND resolved_at IS NULL"
    )


def downgrade() -> None:
    op.execute(
        "UPDATE review_items SET resolved_at = NULL, resolution = '' "
        "WHERE reason = 'service_missing' AND resolution = '见投诉 / see the complaint'"
    )
    with op.batch_alter_table("customers") as batch_op:
        batch_op.drop_column("messages")
    op.drop_table("messages")
