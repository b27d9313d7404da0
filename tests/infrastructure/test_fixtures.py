"""The fixtures keep their promises: every other test stands on them."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.app import create_app
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from backend.reports.content_v1 import ReportBodyV1
from tests.conftest import dummy_settings
from tests.factories import (
    bearer_header,
    canonical,
    create_administrator,
    create_job,
    create_technician,
    dummy_photo,
    dummy_report_body,
    sign_in,
    upload_header,
)


@pytest.fixture
def app(app: Flask) -> Flask:
    @guard("self")
    def who() -> dict[str, str]:
        return {"username": principal().user.username, "via": principal().via}

    @guard("user:write")
    def rename() -> str:
        with transaction():
            principal().user.name = "新名字"
        return "done"

    @guard("report:write")
    def deliver() -> str:
        return principal().via

    app.add_url_rule("/api/v1/who", view_func=who)
    app.add_url_rule("/api/v1/rename", view_func=rename, methods=["POST"])
    app.add_url_rule("/api/v1/deliver", view_func=deliver, methods=["PUT"])
    return app


def test_what_one_test_wrote_no_other_finds(make_database: Callable[[], Any], tmp_path: Path) -> None:
    for _ in range(2):
        with make_database() as url:
            app = create_app(dummy_settings(tmp_path / "data", database_url=url))
            with app.app_context():
                assert {table.name for table in db.metadata.sorted_tables if _holds_rows(table)} == set()
                create_job(technician=create_technician())
                db.session.commit()
                db.session.remove()
                db.engine.dispose()


def _holds_rows(table: Table) -> bool:
    return db.session.execute(select(table).limit(1)).first() is not None


def test_a_fresh_database_is_empty_and_a_factory_fills_it(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Job)) == 0
    job = create_job(technician=create_technician(), fault_text="不制热")
    assert session.scalar(select(Job.fault_text).where(Job.id == job.id)) == "不制热"


def test_two_clients_are_two_people(app: Flask) -> None:
    first, second = create_administrator(username="first"), create_technician(username="second")
    one, two = app.test_client(), app.test_client()
    sign_in(one, first)
    sign_in(two, second)
    assert one.get("/api/v1/who").json == {"username": "first", "via": "cookie"}
    assert two.get("/api/v1/who").json == {"username": "second", "via": "cookie"}
    assert app.test_client().get("/api/v1/who").status_code == 401


def test_a_write_by_cookie_needs_the_header_that_sign_in_returns(client: FlaskClient, session: Session) -> None:
    somebody = create_administrator(name="旧名字")
    header = sign_in(client, somebody)
    assert client.post("/api/v1/rename").status_code == 403
    assert somebody.name == "旧名字"
    assert client.post("/api/v1/rename", headers=header).status_code == 200
    assert somebody.name == "新名字"
    assert session.scalar(select(User.name)) == "新名字"


def test_tokens_sign_in_without_a_cookie(client: FlaskClient) -> None:
    technician = create_technician()
    assert client.get("/api/v1/who", headers=bearer_header(technician)).status_code == 200
    assert client.put("/api/v1/deliver", headers=upload_header(technician)).text == "upload"
    assert client.get("/api/v1/who", headers=upload_header(technician)).status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dummy_report_is_valid_and_canonical(language: str) -> None:
    said, _ = dummy_photo()
    body = dummy_report_body(language=language, photos=[said])
    assert ReportBodyV1().validate(json.loads(body)) == {}
    assert canonical(json.loads(body)) == body


def test_nothing_reaches_the_network() -> None:
    with socket.socket() as connection, pytest.raises(AssertionError, match="reached for the network"):
        connection.connect(("192.0.2.1", 80))


def test_a_test_may_be_one_transaction(transaction: Session) -> None:
    db.session.add(User(username="u", password_hash="", name="n", role="manager", created_at=utc_now()))
    db.session.flush()
    assert transaction.scalar(select(User.username)) == "u"
