"""INSERT … ON CONFLICT on both databases: uniqueness is the database's word, never read-then-insert."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table
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
    db.session.flush()
    statement = _insert_new(model.__table__, on_postgres())
    # Past the session's own handling of statements, which cost more than the insert.
    return db.session.connection().execute(statement, values).first() is not None


@cache
def _insert_new(table: Table, postgres: bool, /) -> PostgresInsert | SqliteInsert:
    statement = (postgres_insert if postgres else sqlite_insert)(table).on_conflict_do_nothing()
    return statement.returning(*table.primary_key)  # type: ignore[return-value]  # still an Insert
