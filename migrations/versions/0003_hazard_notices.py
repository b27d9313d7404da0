"""hazard notices beside cards: a register of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hazard_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("verification_code", sa.String(length=26), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("template_version", sa.String(length=20), nullable=False),
        sa.Column("photos_missing", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_hazard_notices_center_id_centers")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_hazard_notices_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_notices")),
        sa.UniqueConstraint("report_id", "edition", name=op.f("uq_hazard_notices_report_id_edition")),
        sa.UniqueConstraint("sha256", name=op.f("uq_hazard_notices_sha256")),
    )
    with op.batch_alter_table("hazard_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_notices_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_notices_verification_code"), ["verification_code"], unique=False)


def downgrade() -> None:
    op.drop_table("hazard_notices")
