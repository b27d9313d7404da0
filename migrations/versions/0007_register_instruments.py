"""instruments are a register of their own, each with maker, state and history"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_NAMES = UUID("6f6a3c1e-2c53-4d0e-9d3c-8a6a1f0b7c21")  # an id out of technician and old id: the same at every run


def upgrade() -> None:
    instruments = op.create_table(
        "instruments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", _JSON, nullable=False),
        sa.Column("model", sa.String(length=60), nullable=False),
        sa.Column("serial", sa.String(length=60), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_instruments_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruments")),
    )
    op.create_index(op.f("ix_instruments_user_id"), "instruments", ["user_id"])
    users = sa.table("users", sa.column("id", sa.Uuid()), sa.column("instruments", _JSON))
    now = datetime.now(UTC)
    rows = {
        row["id"]: row
        for user_id, carried in op.get_bind().execute(sa.select(users.c.id, users.c.instruments)).all()
        for row in (_row(user_id, each, now) for each in _listed(carried))
    }
    if rows:
        op.bulk_insert(instruments, list(rows.values()))
    with op.batch_alter_table("users") as batch:
        batch.drop_column("instruments")


def _listed(carried: Any) -> list[dict[str, Any]]:
    return json.loads(carried) if isinstance(carried, str) else carried or []


def _row(user_id: UUID, each: dict[str, Any], now: datetime) -> dict[str, Any]:
    kind = str(each["kind"])[:40]
    return {
        "id": uuid5(_NAMES, f"{user_id}:{each.get('id', kind)}"),
        "user_id": user_id,
        "kind": kind,
        "name": each.get("name") or {"zh": kind, "en": kind},
        "model": "",
        "serial": str(each.get("serial") or "")[:60],
        "due": each.get("due"),
        "retired_at": None,
        "created_at": now,
        "changed_at": now,
    }


def downgrade() -> None:
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("instruments", _JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("users") as batch:
        batch.alter_column("instruments", server_default=None)
    columns = ("id", "user_id", "kind", "name", "serial", "due", "retired_at")
    instruments = sa.table(
        "instruments",
        *(sa.column(name, sa.Uuid() if name in ("id", "user_id") else _JSON if name == "name" else None)
          for name in columns),
    )  # fmt: skip
    users = sa.table("users", sa.column("id", sa.Uuid()), sa.column("instruments", _JSON))
    carried: dict[UUID, list[dict[str, Any]]] = {}
    for row in op.get_bind().execute(sa.select(instruments)).mappings():
        if row["user_id"] is not None and row["retired_at"] is None:
            kept = {key: row[key] for key in ("kind", "name", "serial", "due")}
            carried.setdefault(row["user_id"], []).append({"id": str(row["id"]), **kept})
    for user_id, listed in carried.items():
        op.execute(users.update().where(users.c.id == user_id).values(instruments=listed))
    op.drop_table("instruments")
