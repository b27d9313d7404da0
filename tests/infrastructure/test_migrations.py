"""Migrations lead to exactly the tables of the models, there and back, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from backend.app import create_app
from backend.infrastructure.database import db
from backend.infrastructure.health import check_migrations
from backend.infrastructure.migrations import FOLDER
from tests.conftest import dummy_settings
from tests.postgres_server import PostgresServer


@pytest.fixture
def empty_database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    yield server.create("fuwuka_empty")
    server.drop("fuwuka_empty")


@pytest.fixture
def app(tmp_path: Path, empty_database: str) -> Iterator[Flask]:
    app = create_app(dummy_settings(tmp_path / "data", database_url=empty_database))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False, "target_metadata": db.metadata})
        return list(compare_metadata(context, db.metadata))


def test_there_is_one_newest_migration() -> None:
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert len(heads) == 1, f"two branches of migrations: give the later one the other's id as down_revision {heads}"


def test_migrations_make_what_the_models_say(app: Flask) -> None:
    upgrade()
    assert tables() == set(db.metadata.tables)
    assert differences() == [], "models and migrations differ: make migration NAME=what_changes"


def test_every_migration_can_be_taken_back_and_made_again(app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == set(db.metadata.tables)


def test_a_database_that_was_not_migrated_is_not_ready(app: Flask) -> None:
    assert "db upgrade" in str(check_migrations())
    upgrade()
    assert check_migrations() is None


def test_instruments_move_into_their_register_and_back(app: Flask) -> None:
    upgrade(revision="0006")
    carried = (
        '[{"id": "dm", "kind": "multimeter", "name": {"zh": "万用表", "en": "Meter"}, "serial": "DM-7", "due": null}]'
    )
    add = text(
        "insert into users (id, username, password_hash, must_change_password, name, role, phone, language, certificates,"
        " instruments, active, created_at) values (:id, 'li', '', false, '李', 'technician', '', 'zh', '[]', :carried,"
        " true, '2026-01-01 00:00:00')"
    )
    with db.engine.begin() as connection:
        connection.execute(add, {"id": "01a205d06fc877c380b6fb3bbc08edf8", "carried": carried})
    upgrade(revision="0007")
    with db.engine.connect() as connection:
        kept = connection.execute(text("select kind, serial, due, retired_at from instruments")).all()
    assert [tuple(row) for row in kept] == [("multimeter", "DM-7", None, None)]
    downgrade(revision="0006")
    with db.engine.connect() as connection:
        back = str(connection.execute(text("select instruments from users")).scalar())
    assert "DM-7" in back
