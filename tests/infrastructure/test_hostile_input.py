"""Whatever strangers and users send, no route answers 500: not to odd text, dates, numbers, bytes or headers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from backend.infrastructure.auth import CSRF_HEADER
from tests.factories import create_administrator, create_job, sign_in

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


def addresses(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Every rule with each of its methods, and an address that it takes."""
    known = {"report_id", "job_id", "event_id", "attestation_id", "device_id", "user_id", "customer_id", "item_id"}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            given = {name: uuid4() if name in known else "a" * 64 for name in rule.arguments}
            for method in sorted(rule.methods or ()):
                yield rule, method, rule.build(given, append_unknown=False)[1]  # type: ignore[index]


@pytest.fixture(params=["stranger", "administrator"])
def browser(app: Flask, request: pytest.FixtureRequest) -> FlaskClient:
    client = app.test_client()
    if request.param != "stranger":
        token = sign_in(client, create_administrator())
        client.environ_base[f"HTTP_{CSRF_HEADER.upper().replace('-', '_')}"] = token[CSRF_HEADER]
    return client


def faults(browser: FlaskClient, sent: list[tuple[str, str, dict[str, Any]]]) -> list[str]:
    found = []
    for method, address, what in sent:
        answer = browser.open(address, method=method, **what)
        if answer.status_code >= 500:
            found.append(f"{method} {address[:60]} {str(what)[:120]}")
        if address.startswith("/api/v1") and answer.status_code >= 400 and method != "HEAD":
            assert answer.mimetype == "application/problem+json", (method, address)
    return found


def test_no_query_makes_a_fault(app: Flask, browser: FlaskClient) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    for _rule, method, address in addresses(app):
        if method == "GET":
            sent += [
                (method, address, {"query_string": dict.fromkeys(QUERY, text)}) for text in HOSTILE if len(text) < 9000
            ]
    assert faults(browser, sent) == []


def test_no_form_makes_a_fault(app: Flask, browser: FlaskClient) -> None:
    job = create_job()
    sent: list[tuple[str, str, dict[str, Any]]] = []
    for _rule, method, address in addresses(app):
        if method == "POST" and not address.startswith("/api") and "sign-out" not in address:
            sent += [(method, address, {"data": form, "content_type": FORM_TYPE}) for form in FORMS]
    for move in ("assess", "schedule", "assign", "unassign", "hold", "reopen", "cancel", "reveal"):
        address = f"/office/jobs/{job.id}/{move}"
        sent += [("POST", address, {"data": form, "content_type": FORM_TYPE}) for form in FORMS]
    assert faults(browser, sent) == []


def test_no_body_makes_a_fault(app: Flask, browser: FlaskClient) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
    for _rule, method, address in addresses(app):
        if (
            method in ("PUT", "POST", "PATCH", "DELETE")
            and address.startswith("/api")
            and method + address != "DELETE/api/v1/session"
        ):
            sent += [(method, address, {"data": body, "content_type": "application/json"}) for body in JSON_BODIES]
    assert faults(browser, sent) == []


def test_no_header_makes_a_fault(browser: FlaskClient) -> None:
    sent: list[tuple[str, str, dict[str, Any]]] = []
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
                ("PATCH", f"/api/v1/reports/{uuid4()}/blobs/{'a' * 64}", {"headers": one, "data": b"x"}),
                ("PUT", f"/api/v1/reports/{uuid4()}", {"headers": one, "data": b"{}"}),
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
