"""The database: one SQLAlchemy object, column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, Uuid, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from backend.infrastructure.ids import new_id
from backend.infrastructure.write_turns import WriteTurns

# Set by transaction(): a SQLite transaction that will write must say so at BEGIN, or two of them
# read the same state and one fails or overwrites (measured: 529 of 800 increments lost).
writing: ContextVar[bool] = ContextVar("writing", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


_TURN = "fuwuka_write_turn"

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

# Tables inherit from this. mypy can't follow an attribute of an object as a base class.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused; SQLite, which stores no zone, gets UTC back on read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("instants carry a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")


def uuid_key() -> Mapped[UUID]:
    """A primary key that is made where the row is made (UUIDv7)."""
    return mapped_column(Uuid(), primary_key=True, default=new_id)


def connect_database(app: Flask, url: str) -> None:
    """Bind the database to the application and set up its engine for concurrent, durable work."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {"connect_args": {"timeout": 30, "check_same_thread": False}}
        if url.startswith("sqlite")
        else {
            "pool_pre_ping": True,
            "pool_size": 5,
            "max_overflow": 5,
            "connect_args": {"options": "-c jit=off"},  # compiling costs more than any of our questions
        }
    ) | {"hide_parameters": True}  # an error's text goes into logs: no names, phones or hashes in it
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # what is acknowledged survives a power cut
            "foreign_keys=ON",
            "busy_timeout=30000",
            "cache_size=-32000",
            "mmap_size=268435456",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    turns = WriteTurns(Path(f"{engine.url.database}-turns")) if engine.url.database else None

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if not writing.get():
            connection.exec_driver_sql("BEGIN")
            return
        if turns is not None and _TURN not in connection.info:
            connection.info[_TURN] = turns.take()
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def give_back(_connection: Any, record: Any) -> None:
        """After commit or rollback, whatever became of the connection."""
        if turns is not None and (turn := record.info.pop(_TURN, None)) is not None:
            turns.give_back(turn)
