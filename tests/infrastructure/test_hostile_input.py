"""Whatever strangers and users send, no route answers 500: not to odd text, dates, numbers, bytes or headers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from backend.accounts.models import Center, User
from backend.cards.events import CardSealed
from backend.care.keys import hash_key, new_key
from backend.care.links import open_link
from backend.care.models import Complaint
from backend.care.telling import on_card_sealed
from backend.catalog.operations import publish_seed
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.auth import CSRF_HEADER, guard_of
from backend.infrastructure.clock import utc_now
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import storage
from backend.messages.models import Message
from backend.reports.models import ReportBlob, ReportSummary, ReviewItem
from backend.reports.operations import Author, accept_report
from backend.reports.projection import project_report, read_report
from tests.factories import (
    create_administrator,
    create_customer,
    create_device,
    create_instrument,
    create_job,
    create_technician,
    digest_header,
    dummy_content,
    dummy_photo,
    dummy_report_body,
    sign_in,
)
from tests.office.conftest import seal

HOSTILE = (
    "\0",
    "a\0b",
    "²",
    "9" * 5000,
    "-1",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    "//[",
    "/office\r\nX-Evil: 1",
    "\u202e\ufeff'\"><svg/onload=alert(1)>",
    "王" * 70_000,
    "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjU5IiwgIjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIl0",
    str(UUID(int=0)),
)
FORM_TYPE = "application/x-www-form-urlencoded"
QUERY = (
    "q", "from", "to", "center", "technician", "customer", "job", "state", "type", "view", "role", "reason", "after",
    "before", "verdict", "result", "missing", "edition", "lang", "next", "cursor", "subject", "action", "which", "show",
)  # fmt: skip
FORM = (
    "username", "password", "next", "back", "language", "current", "new", "again", "name", "role", "grade", "reason",
    "staff_no", "phone", "center_id", "office_centers", "reveal_reason", "ids", "scope", "ticket", "from", "to", "q",
    "code", "lang", "customer_id", "line", "district", "category", "type", "fault_text", "note", "window_day",
    "window_from", "window_to", "purchased_on", "warranty", "wanted_grade", "technician_id", "minutes", "due",
    "certificate_kind", "certificate_number", "certificate_until", "instrument_id", "instrument_due",
)  # fmt: skip
# Encoded once: the client would do it again for each of some hundred requests, up to 29 MB each time.
FORMS = tuple(urlencode(dict.fromkeys(FORM, text)).encode() for text in HOSTILE)
JSON_BODIES = (
    b"", b"null", b"[]", b"1e999", b'"\\u0000"', b'{"a":' * 3000, b"[" * 100_000, b"\xff\xfe", b'{"a":NaN}', b"9" * 6000,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What an address may name: `named` by the argument's name; `author` has sent the report."""

    author: User
    named: dict[str, Any]
    sign_key: str


@pytest.fixture
def stored(app: Flask, session: Session) -> Stored:
    """One row of every kind that an address names, so that every view is reached."""
    author = create_technician()
    customer, job = create_customer(center_id=author.center_id), create_job(technician=author)
    photo, picture = dummy_photo()
    content = dummy_content(technician=author, photos=[photo])  # of a job that nobody knows: an item for the review
    content["confirmations"][2] |= {"answer": "not_done"}  # a complaint
    report_id, now = UUID(content["report_id"]), utc_now()
    sender = Author(user_id=author.id, center_id=author.center_id)
    keys = {LinkPurpose.CUSTOMER: new_key(), LinkPurpose.SIGN: new_key()}
    with transaction():
        publish_seed(now)
        accept_report(report_id, dummy_report_body(content=content, attestations=[]), author=sender, now=now)
    with transaction():
        project_report(read_report(report_id), now=now)
        session.get_one(ReportSummary, report_id).customer_id = customer.id
        session.get_one(ReportBlob, (report_id, photo["sha256"])).received_at = now
        on_card_sealed(CardSealed(report_id=report_id, number="AH-26-000042", edition=1, at=now))
        links = {each: open_link(report_id, each, key_hash=hash_key(keys[each]), now=now) for each in keys}
    storage().put(content_key("blobs", photo["sha256"]), picture)
    card = seal(report_id, session.get_one(Center, author.center_id))
    named = {
        "report_id": report_id, "sha256": photo["sha256"], "attestation_id": uuid4(), "event_id": uuid4(),
        "job_id": job.id, "customer_id": customer.id, "user_id": create_technician().id,
        "device_id": create_device(author).id, "instrument_id": create_instrument(author).id,
        "item_id": session.scalars(select(ReviewItem.id)).first(),
        "complaint_id": session.scalars(select(Complaint.id)).one(),
        "message_id": session.scalars(select(Message.id)).one(),
        "link_id": links[LinkPurpose.CUSTOMER].id, "key": keys[LinkPurpose.CUSTOMER],
        "code": card.verification_code, "move": "a" * 64, "name": "a" * 64,
    }  # fmt: skip
    return Stored(author=author, named=named, sign_key=keys[LinkPurpose.SIGN])


def addresses(app: Flask, stored: Stored) -> Iterator[tuple[Rule, str, str]]:
    """Every rule with each of its methods, and an address that it takes."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            given = {name: stored.named[name] for name in rule.arguments}
            if rule.rule.startswith("/s/<key>"):
                given["key"] = stored.sign_key
            for method in sorted(rule.methods or ()):
                yield rule, method, rule.build(given, append_unknown=False)[1]  # type: ignore[index]


def test_every_address_names_something_that_is_there(app: Flask, stored: Stored) -> None:
    """Else the tests below would try the page for "not found" alone."""
    client = app.test_client()
    sign_in(client, create_administrator())
    # Styles and pictures go by their own names; this report found no dangers.
    others = ("/app/", "/c/assets/", "/verify/assets/", "/office/assets/", "/office/reports/<uuid:report_id>/hazard")
    missing = []
    for rule, method, address in addresses(app, stored):
        if method == "GET" and rule.arguments and not address.startswith("/api") and not rule.rule.startswith(others):
            missing += [rule.rule] if client.get(address).status_code == 404 else []
    assert missing == []


@pytest.fixture(params=["stranger", "administrator"])
def browser(app: Flask, request: pytest.FixtureRequest, stored: Stored) -> FlaskClient:
    client = app.test_client()
    if request.param != "stranger":
        token = sign_in(client, stored.author if request.param == "technician" else create_administrator())
        client.environ_base[f"HTTP_{CSRF_HEADER.upper().replace('-', '_')}"] = token[CSRF_HEADER]
    return client


# Phones' calls are the technicians' own.
with_technician = pytest.mark.parametrize("browser", ["stranger", "administrator", "technician"], indirect=True)


def tried(rule: Rule, browser: FlaskClient, every: Sequence[Any]) -> Sequence[Any]:
    """A stranger is turned away from what is guarded before anything is read: two tries say so."""
    guarded = guard_of(browser.application, rule.endpoint)
    is_stranger = not any(CSRF_HEADER.upper().replace("-", "_") in name for name in browser.environ_base)
    return every[:2] if is_stranger and guarded and guarded[0] != "public" else every


def faults(browser: FlaskClient, sent: list[tuple[str, str, dict[str, Any]]]) -> list[str]:
    found = []
    for method, address, what in sent:
        answer = browser.open(address, method=method, **what)
        if answer.status_code >= 500:
            found.append(f"{method} {address[:60]} {str(what)[:120]}")
        if address.startswith("/api/v1") and answer.status_code >= 400 and method != "HEAD":
            assert answer.mimetype == "application/problem+json", (method, address)
    return found


def test_no_query_makes_a_fault(app: Flask, browser: FlaskClient, stored: Stored) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    short = [text for text in HOSTILE if len(text) < 9000]
    for rule, method, address in addresses(app, stored):
        if method == "GET":
            sent += [
                (method, address, {"query_string": dict.fromkeys(QUERY, text)}) for text in tried(rule, browser, short)
            ]
    assert faults(browser, sent) == []


def test_no_form_makes_a_fault(app: Flask, browser: FlaskClient, stored: Stored) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    for rule, method, address in addresses(app, stored):
        if method == "POST" and not address.startswith("/api") and "sign-out" not in address:
            forms = tried(rule, browser, FORMS)
            sent += [(method, address, {"data": form, "content_type": FORM_TYPE}) for form in forms]
    for move in ("assess", "schedule", "assign", "unassign", "hold", "reopen", "cancel", "reveal"):
        address = f"/office/jobs/{stored.named['job_id']}/{move}"
        sent += [("POST", address, {"data": form, "content_type": FORM_TYPE}) for form in FORMS]
    assert faults(browser, sent) == []


@with_technician
def test_no_body_makes_a_fault(app: Flask, browser: FlaskClient, stored: Stored) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    for rule, method, address in addresses(app, stored):
        if (
            method in ("PUT", "POST", "PATCH", "DELETE")
            and address.startswith("/api")
            and method + address != "DELETE/api/v1/session"
        ):
            sent += [
                (method, address, {"data": body, "content_type": "application/json", "headers": digest_header(body)})
                for body in tried(rule, browser, JSON_BODIES)
            ]
    assert faults(browser, sent) == []


@pytest.mark.parametrize("browser", ["stranger", "technician"], indirect=True)
def test_no_header_makes_a_fault(browser: FlaskClient, stored: Stored) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    report = f"/api/v1/reports/{stored.named['report_id']}"
    for text in (
        "²",
        "é" * 20,
        "9" * 5000,
        "//[",
        "http://[",
        "null",
        "Bearer é",
        "Bearer fwu_é",
        "%00",
        '"',
        "zh;q=²",
    ):
        names = (CSRF_HEADER, "Origin", "Upload-Offset", "Content-Digest", "If-None-Match", "Accept", "Accept-Language",
                 "X-Request-ID", "Range", "Cookie", "X-Forwarded-For", "Content-Type")  # fmt: skip
        headers = {name: text.encode("utf-8").decode("latin-1") for name in names}
        for name in names:
            one = {name: headers[name]}
            sent += [
                ("POST", "/office/sign-in", {"headers": one, "data": {"username": "a", "password": "b"}}),
                ("POST", "/office/language", {"headers": one, "data": {"language": "en"}}),
                ("PATCH", f"{report}/blobs/{stored.named['sha256']}", {"headers": one, "data": b"x"}),
                ("PUT", report, {"headers": one, "data": b"{}"}),
                ("GET", "/office/jobs", {"headers": one}),
                ("GET", "/verify/X", {"headers": one}),
                ("GET", "/api/v1/hello", {"headers": one | {"Authorization": headers[name]}}),
            ]
    assert faults(browser, sent) == []


def test_text_that_no_database_can_hold_is_refused_in_words(app: Flask) -> None:
    for text in ("a\0", "\ud800"):
        for body in ({"username": text, "password": "x"}, {"username": "x", "password": text}):
            answer = app.test_client().post("/api/v1/session", data=json.dumps(body), content_type="application/json")
            assert answer.status_code in (401, 422), text
            assert answer.mimetype == "application/problem+json"
