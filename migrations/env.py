"""How migrations reach the database: the application's own engine and tables, SQLite and PostgreSQL alike.

Migrations speak in plain SQLAlchemy types: they must run for ever, whatever becomes of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, DateTime, Uuid

from backend.infrastructure.database import UtcDateTime, db, writing


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our own column types as what they are in the database."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Uuid):
        return "sa.Uuid()"
    if isinstance(item, JSON):
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def compare_type(
    _context: Any, _column: Any, _metadata_column: Any, database_type: Any, model_type: Any
) -> bool | None:
    # SQLite keeps instants and their zone in one DATETIME; there is nothing to differ.
    if isinstance(model_type, UtcDateTime) and isinstance(database_type, DateTime):
        return False
    return None


@contextmanager
def unchecked_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: the old one must go without taking its children along."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction, so it comes before
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"a migration left rows whose parents are missing: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def migrate() -> None:
    """Run what is missing inside one transaction, so that a failed upgrade leaves nothing half done."""
    token = writing.set(True)  # SQLite: BEGIN IMMEDIATE
    try:
        with db.engine.connect() as connection, unchecked_references(connection):
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_as_batch=True,
                render_item=render_item,
                compare_type=compare_type,
                compare_server_default=True,
                transactional_ddl=True,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
    finally:
        writing.reset(token)


migrate()
