"""INSERT … ON CONFLICT on both databases: uniqueness is the database's word, never read-then-insert."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from backend.infrastructure.database import db


def on_postgres() -> bool:
    return db.engine.dialect.name == "postgresql"


def insert_into(model: type[Any]) -> PostgresInsert | SqliteInsert:
    """An INSERT of the running database's dialect; it knows `on_conflict_do_nothing` and `…_do_update`."""
    return postgres_insert(model) if on_postgres() else sqlite_insert(model)


def insert_new(model: type[Any], /, **values: Any) -> bool:
    """Insert one row unless its key is taken; True if it was inserted. Waits for a rival that holds the key."""
    statement = insert_into(model).values(**values).on_conflict_do_nothing()
    key = list(model.__table__.primary_key)
    return db.session.execute(statement.returning(*key)).first() is not None
