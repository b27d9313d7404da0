"""The table of architecture.md: what arrives, and what is answered."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.reports.api import MAX_REPORT
from backend.reports.models import Report, ReportConflict, ReviewItem
from backend.reports.operations import QUARANTINE_BYTES, QUARANTINE_ITEMS
from tests.factories.jobs import create_job
from tests.factories.people import create_technician
from tests.factories.reports import (
    canonical,
    digest_header,
    digest_of,
    dummy_attestation,
    dummy_content,
    dummy_report_body,
)
from tests.factories.signing_in import upload_header


class Phone:
    """A technician's phone: an own job, an upload token, and reports to send."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.technician = create_technician()
        self.job = create_job(technician=self.technician)
        self.token = upload_header(self.technician)

    def content(self, **overrides: Any) -> dict[str, Any]:
        return dummy_content(technician=self.technician, job=self.job, **overrides)

    def body(self, **overrides: Any) -> tuple[str, bytes]:
        content = self.content(**overrides)
        return content["report_id"], dummy_report_body(content=content)

    def put(self, report_id: str, body: bytes, **headers: str) -> Any:
        return self.client.put(
            f"/api/v1/reports/{report_id}",
            data=body,
            headers=self.token | digest_header(body) | headers,
            content_type="application/json",
        )


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    return Phone(client)


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Report)) or 0


def reviews() -> list[str]:
    return sorted(db.session.scalars(select(ReviewItem.reason)))


def test_a_sound_report_is_accepted_byte_for_byte(phone: Phone) -> None:
    report_id, body = phone.body()
    answer = phone.put(report_id, body)
    assert answer.status_code == 201
    assert answer.json["state"] == "accepted"
    assert answer.json["id"] == report_id
    assert answer.json["digest"] == digest_of(body)
    assert db.session.scalar(select(Report.body)) == body
    assert reviews() == []


def test_the_same_report_again_gets_the_same_receipt(phone: Phone) -> None:
    report_id, body = phone.body()
    first, second = phone.put(report_id, body), phone.put(report_id, body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert stored() == 1


def test_five_replays_at_once_make_one_row_and_one_receipt(app: Flask, phone: Phone) -> None:
    report_id, body = phone.body()

    def send(_: int) -> Any:
        with app.app_context():
            answer = app.test_client().put(
                f"/api/v1/reports/{report_id}", data=body, headers=phone.token | digest_header(body)
            )
            return answer.status_code, answer.json

    db.session.commit()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(send, range(5)))
    assert sorted(status for status, _ in answers) == [200, 200, 200, 200, 201]
    assert all(receipt == answers[0][1] for _, receipt in answers)
    assert stored() == 1


def test_other_bytes_under_the_same_id_are_kept_beside_it(phone: Phone) -> None:
    report_id, body = phone.body()
    phone.put(report_id, body)
    other = dummy_report_body(content=phone.content(report_id=report_id, app_version="9.9"))
    for _ in range(2):
        answer = phone.put(report_id, other)
        assert answer.status_code == 409
        assert answer.json["code"] == "digest_mismatch"
        assert answer.json["stored_digest"] == digest_of(body)
    assert db.session.scalar(select(Report.body)) == body
    assert db.session.scalars(select(ReportConflict.body)).all() == [other]
    assert reviews() == ["digest_mismatch"]


def test_another_authors_id_is_refused_without_detail(phone: Phone, client: FlaskClient) -> None:
    report_id, body = phone.body()
    phone.put(report_id, body)
    stranger = Phone(client)
    answer = stranger.put(report_id, dummy_report_body(content=stranger.content(report_id=report_id)))
    assert answer.status_code == 409
    assert answer.json["code"] == "conflict"
    assert "stored_digest" not in answer.json
    assert stored() == 1


def quarantined_bodies(phone: Phone) -> dict[str, tuple[str, bytes]]:
    """Every way in which bytes whose digest is right can be unreadable."""
    report_id, body = phone.body()
    document = json.loads(body)
    content = phone.content(report_id=report_id)
    stranger = create_technician()
    return {
        "truncated JSON": (report_id, body[:-40]),
        "not an object": (report_id, b"[1,2]"),
        "not canonical": (report_id, json.dumps(document, indent=1).encode()),
        "unknown version": (report_id, canonical(document | {"v": 99})),
        "unknown field": (report_id, canonical(document | {"surprise": True})),
        "unknown field inside": (report_id, dummy_report_body(content=content | {"surprise": 1})),
        "wrong type": (report_id, dummy_report_body(content=content | {"photos": "none"})),
        "float": (report_id, body.replace(b'"v":1', b'"v":1.5')),
        "duplicate key": (report_id, body.replace(b'"v":1', b'"v":1,"v":1')),
        "another id inside": (report_id, dummy_report_body(content=phone.content(report_id=str(uuid4())))),
        "another technician inside": (
            report_id,
            dummy_report_body(content=dummy_content(technician=stranger, job=phone.job, report_id=report_id)),
        ),
        "a signature of other content": (
            report_id,
            dummy_report_body(content=content, attestations=[dummy_attestation(phone.content())]),
        ),
        "a service answered twice": (
            report_id,
            dummy_report_body(content=content | {"confirmations": [content["confirmations"][0]] * 5}),
        ),
        "not UTF-8": (report_id, body[:-3] + b"\xff\xfe}"),
    }


WAYS = [
    "truncated JSON", "not an object", "not canonical", "unknown version", "unknown field", "unknown field inside",
    "wrong type", "float", "duplicate key", "another id inside", "another technician inside",
    "a signature of other content", "a service answered twice", "not UTF-8",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_unreadable_bytes_are_quarantined_and_kept(phone: Phone, way: str) -> None:
    bodies = quarantined_bodies(phone)
    assert sorted(bodies) == sorted(WAYS)
    report_id, body = bodies[way]
    answer = phone.put(report_id, body)
    assert answer.status_code == 201, answer.json
    assert answer.json["state"] == "quarantined"
    assert answer.json["why"]
    assert db.session.scalar(select(Report.body)) == body
    assert reviews() == ["quarantined"]
    assert phone.put(report_id, body).status_code == 200


def test_a_phone_may_fill_its_quarantine_only_so_far(phone: Phone) -> None:
    for number in range(QUARANTINE_ITEMS):
        assert phone.put(str(uuid4()), b"{%d" % number).status_code == 201
    full = phone.put(str(uuid4()), b"{one more")
    assert full.status_code == 429
    assert int(full.headers["Retry-After"]) > 0
    assert phone.put(*phone.body()).status_code == 201


def fill_the_quarantine(phone: Phone) -> None:
    """Twenty times one megabyte that nobody can read."""
    for number in range(QUARANTINE_BYTES // MAX_REPORT):
        assert phone.put(str(uuid4()), (b"{%d" % number).ljust(MAX_REPORT)).status_code == 201


def test_a_phone_may_fill_its_quarantine_with_so_many_bytes_only(phone: Phone) -> None:
    report_id, body = phone.body()
    phone.put(report_id, body)
    other = dummy_report_body(content=phone.content(report_id=report_id, app_version="9.9"))
    third = dummy_report_body(content=phone.content(report_id=report_id, app_version="9.8"))
    assert phone.put(report_id, other).status_code == 409
    fill_the_quarantine(phone)
    assert phone.put(str(uuid4()), b"{one more").status_code == 429
    assert phone.put(report_id, third).status_code == 429
    kept = phone.put(report_id, other)
    assert (kept.status_code, kept.json["code"]) == (409, "digest_mismatch"), "what is kept is told so, however full"
    assert phone.put(report_id, body).status_code == 200


def test_other_bytes_under_the_same_id_count_too(phone: Phone) -> None:
    report_id, body = phone.body()
    phone.put(report_id, body)
    for number in range(QUARANTINE_ITEMS):
        other = dummy_report_body(content=phone.content(report_id=report_id, app_version=f"9.{number}"))
        assert phone.put(report_id, other).status_code == 409
    last = dummy_report_body(content=phone.content(report_id=report_id, app_version="8"))
    assert phone.put(report_id, last).status_code == 429
    assert phone.put(str(uuid4()), b"{not readable").status_code == 429
    assert phone.put(*phone.body()).status_code == 201


@pytest.mark.parametrize("header", [None, "", "sha-256=:AAAA:", "md5=:abcd:", "nonsense"])
def test_a_body_without_its_digest_is_not_kept(phone: Phone, header: str | None) -> None:
    report_id, body = phone.body()
    headers = phone.token | ({} if header is None else {"Content-Digest": header})
    answer = phone.client.put(f"/api/v1/reports/{report_id}", data=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json["code"] in ("digest_missing", "digest_error")
    assert stored() == 0


def test_a_report_over_one_megabyte_is_refused(phone: Phone) -> None:
    report_id, body = phone.body()
    answer = phone.put(report_id, body + b" " * 1024 * 1024)
    assert answer.status_code == 413
    assert answer.json["code"] == "too_large"
    assert stored() == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "cancelled"}, "job_cancelled"),
        ({"technician_id": None}, "job_reassigned"),
        ({"report_id": UUID(int=1)}, "job_completed"),
    ],
)
def test_work_on_a_job_that_changed_meanwhile_is_accepted_for_review(
    phone: Phone, change: dict[str, Any], reason: str
) -> None:
    with transaction():
        for name, value in change.items():
            setattr(phone.job, name, value)
    answer = phone.put(*phone.body())
    assert answer.status_code == 201
    assert answer.json["state"] == "needs_review"
    assert reason in answer.json["why"]
    assert reviews() == [reason]


def test_work_on_another_technicians_job_is_accepted_for_review_and_leaves_the_job_alone(phone: Phone) -> None:
    other = create_technician()
    with transaction():
        phone.job.technician_id = other.id
    answer = phone.put(*phone.body())
    assert (answer.status_code, answer.json["state"]) == (201, "needs_review")
    assert reviews() == ["job_reassigned"]
    assert (phone.job.technician_id, phone.job.report_id) == (other.id, None)


def test_work_on_an_unknown_job_is_accepted_for_review(phone: Phone) -> None:
    content = phone.content()
    content["jobs"][0]["id"] = str(uuid4())
    answer = phone.put(content["report_id"], dummy_report_body(content=content))
    assert answer.json["state"] == "needs_review"
    assert reviews() == ["job_unknown"]


def test_a_dismissed_technicians_finished_work_still_arrives(phone: Phone) -> None:
    with transaction():
        phone.technician.active = False
    assert phone.put(*phone.body()).status_code == 201


def test_without_a_token_nothing_is_stored(phone: Phone) -> None:
    report_id, body = phone.body()
    answer = phone.put(report_id, body, Authorization="Bearer expired")
    assert answer.status_code == 401
    assert stored() == 0


def test_text_that_no_database_can_hold_is_quarantined(phone: Phone) -> None:
    for text in ("a\0b", "\\\0"):
        body = json.loads(phone.body()[1])
        body["content"]["appliance"]["model"] = text
        data = canonical(body)
        answer = phone.put(body["content"]["report_id"], data)
        assert answer.json["state"] == "quarantined"
        assert "NUL" in answer.json["why"]


def test_an_absurd_version_is_quarantined(phone: Phone) -> None:
    for version in (2**53 - 1, -1, True):
        report_id, body = phone.body()
        answer = phone.put(report_id, canonical(json.loads(body) | {"v": version}))
        assert answer.json["state"] == "quarantined"


def test_a_truth_is_no_number(phone: Phone) -> None:
    content = phone.content()
    answer = phone.put(
        content["report_id"], dummy_report_body(content=content | {"work": content["work"] | {"minutes": True}})
    )
    assert answer.json["state"] == "quarantined"
    assert "minutes" in answer.json["why"]
