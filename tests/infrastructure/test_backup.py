"""A backup brings everything back, and phones learn that they must offer again what came after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from backend.infrastructure.database import db
from tests.factories import create_administrator
from tests.postgres_server import PostgresServer

KEY = "blobs/ab/abcdef"


@pytest.fixture(autouse=True)
def programs(database_kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump of the server's own version."""
    if database_kind == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        monkeypatch.setenv("PATH", str(server.programs), prepend=":")


def run(app: Flask, *words: str) -> str:
    db.session.remove()
    done = app.test_cli_runner().invoke(args=list(words))
    assert done.exit_code == 0, done.output
    db.session.remove()
    return done.output


def test_a_restored_server_has_what_was_saved_and_begins_a_new_epoch(
    app: Flask, client: FlaskClient, session: Session, tmp_path: Path
) -> None:
    storage = app.extensions["fuwuka_storage"]
    create_administrator(username="before")
    storage.put(KEY, b"a photo")
    epoch = client.get("/api/v1/hello").json["epoch"]
    run(app, "backup", str(tmp_path / "saved"))

    create_administrator(username="after")
    storage.delete(KEY)
    run(app, "restore", str(tmp_path / "saved"))

    names = [row.username for row in db.session.execute(db.text("select username from users"))]
    assert names == ["before"]
    assert storage.get(KEY) == b"a photo"
    assert client.get("/api/v1/hello").json["epoch"] != epoch


def test_a_backup_is_brought_up_to_date_and_readable_by_nobody_else(app: Flask, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    run(app, "backup", str(saved))
    app.extensions["fuwuka_storage"].put(KEY, b"another photo")
    run(app, "backup", str(saved))
    assert (saved / "store" / KEY).read_bytes() == b"another photo"
    assert saved.stat().st_mode & 0o077 == 0
