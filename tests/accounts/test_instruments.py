"""The register of instruments: what technicians register on their phones and what the office does with it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Instrument, User
from backend.audit.models import AuditEntry
from backend.catalog.operations import publish_seed
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction
from tests.factories import bearer_header, create_administrator, create_instrument, create_technician
from tests.factories.principals import at_once
from tests.office.conftest import browse

CLAMP = {
    "kind": "leakage_clamp",
    "name": {"zh": "漏电流钳表", "en": "Leakage clamp"},
    "model": "Kyoritsu 2413F",
    "serial": "LC-88",
    "due": "2027-03-31",
    "retired": False,
}


def put(client: FlaskClient, user: User, instrument: object, **changes: Any) -> Any:
    return client.put(f"/api/v1/instruments/{instrument}", json=CLAMP | changes, headers=bearer_header(user))


def carried(client: FlaskClient, user: User) -> list[tuple[str, str, str | None]]:
    me = client.get("/api/v1/hello", headers=bearer_header(user)).json["user"]
    return [(each["serial"], each["model"], each["due"]) for each in me["instruments"]]


def test_what_a_phone_registers_is_on_every_phone_of_the_technician(client: FlaskClient) -> None:
    technician, clamp = create_technician(), uuid4()
    answer = put(client, technician, clamp)
    assert (answer.status_code, answer.json["id"], answer.json["mine"]) == (200, str(clamp), True)
    assert ("LC-88", "Kyoritsu 2413F", "2027-03-31") in carried(client, technician)


def test_the_same_again_changes_nothing(client: FlaskClient, session: Session) -> None:
    technician, clamp = create_technician(), uuid4()
    assert put(client, technician, clamp).json == put(client, technician, clamp).json
    told = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == clamp)).all()
    assert [entry.action for entry in told] == ["instrument.add"]


def test_replays_at_once_make_one_row_and_one_answer(app: Flask, session: Session) -> None:
    technician, clamp = create_technician(), uuid4()
    header = bearer_header(technician)

    def send() -> Any:
        answer = app.test_client().put(f"/api/v1/instruments/{clamp}", json=CLAMP, headers=header)
        return answer.status_code, answer.json

    answers = at_once(app, [send] * 5)
    assert answers == [answers[0]] * 5
    assert answers[0][0] == 200
    told = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == clamp)).all()
    assert told == ["instrument.add"]


def test_a_late_copy_does_not_bring_back_what_was_retired(client: FlaskClient) -> None:
    technician, clamp = create_technician(), uuid4()
    put(client, technician, clamp, retired=True)
    assert put(client, technician, clamp, retired=False).json["mine"] is False
    assert "LC-88" not in [serial for serial, *_ in carried(client, technician)]


def test_a_new_calibration_date_replaces_the_old_one(client: FlaskClient) -> None:
    technician, clamp = create_technician(), uuid4()
    put(client, technician, clamp)
    put(client, technician, clamp, due="2028-03-31")
    assert ("LC-88", "Kyoritsu 2413F", "2028-03-31") in carried(client, technician)


def test_a_retired_one_disappears_from_the_phone_and_stays_in_the_register(
    client: FlaskClient, session: Session
) -> None:
    technician, clamp = create_technician(), uuid4()
    put(client, technician, clamp)
    assert put(client, technician, clamp, retired=True).json["mine"] is False
    assert "LC-88" not in [serial for serial, *_ in carried(client, technician)]
    assert session.get(Instrument, clamp) is not None


def test_somebody_elses_instrument_is_not_mine_to_change(client: FlaskClient) -> None:
    other = create_instrument(create_technician())
    answer = put(client, create_technician(), other.id)
    assert (answer.status_code, answer.json["code"]) == (409, "conflict")


@pytest.fixture
def kinds(session: Session) -> None:
    """The catalog names the kinds of instruments."""
    assert session is not None
    with transaction():
        publish_seed(utc_now())


@pytest.mark.usefixtures("kinds")
def test_the_office_registers_assigns_and_retires(app: Flask, client: FlaskClient, session: Session) -> None:
    technician, admin = create_technician(), browse(app, create_administrator(language="en"))
    form = {"kind": "multimeter", "model": "Meter 87", "serial": "DM-77", "due": "2020-01-31", "user_id": ""}
    assert admin.post("/office/instruments/new", **form).status_code == 303
    stored = session.scalars(select(Instrument).where(Instrument.serial == "DM-77")).one()
    page = admin.page("/office/instruments?view=overdue")
    assert "DM-77" in page
    assert "In the store (nobody)" in page
    assert admin.post(f"/office/instruments/{stored.id}", **form | {"user_id": str(technician.id)}).status_code == 303
    assert ("DM-77", "Meter 87", "2020-01-31") in carried(client, technician)
    assert admin.post(f"/office/instruments/{stored.id}/retire").status_code == 303
    assert "DM-77" not in [serial for serial, *_ in carried(client, technician)]
    assert "DM-77" in admin.page("/office/instruments?view=retired")
    assert admin.post(f"/office/instruments/{stored.id}/return").status_code == 303
    assert "DM-77" in [serial for serial, *_ in carried(client, technician)]


def test_the_office_is_told_what_is_missing(app: Flask) -> None:
    admin = browse(app, create_administrator(language="en"))
    answer = admin.post("/office/instruments/new", kind="multimeter", serial="", due="tomorrow")
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text


def test_a_technician_sees_no_register_of_others(client: FlaskClient) -> None:
    assert client.get("/office/instruments", headers=bearer_header(create_technician())).status_code in (302, 403)
