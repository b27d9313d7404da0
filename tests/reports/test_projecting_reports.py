"""After the receipt: a report is judged again, indexed, and asks for a person where one is needed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.cards.models import CardWork
from backend.care.models import Complaint
from backend.catalog.operations import publish_seed
from backend.infrastructure.clock import iso, parse_signed, utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from backend.reports.models import Attestation, Feedback, Report, ReportSummary, ReviewItem
from backend.reports.projection import project_due
from tests.factories.reports import canonical, digest_header, dummy_attestation, dummy_report_body
from tests.reports.test_accepting_reports import Phone


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    with transaction():
        publish_seed(utc_now())
    return Phone(client)


def send(phone: Phone, **overrides: Any) -> str:
    report_id, body = phone.body(**overrides)
    assert phone.put(report_id, body).status_code == 201
    return report_id


def send_at(phone: Phone, instant: str, **visit: Any) -> None:
    """A report whose every clock stood at `instant`; nobody signed."""
    content = phone.content()
    content |= {
        "frozen_at": instant,
        "visit": content["visit"] | visit | {"arrived_at": instant, "finished_at": instant},
    }
    body = dummy_report_body(content=content, attestations=[])
    assert phone.put(content["report_id"], body).status_code == 201


def project() -> int:
    done = project_due(utc_now())
    db.session.expire_all()
    return done


def summary() -> ReportSummary:
    return db.session.scalars(select(ReportSummary)).one()


def reviews() -> list[str]:
    return sorted(db.session.scalars(select(ReviewItem.reason)))


def test_the_office_finds_a_report_once_it_is_projected(phone: Phone) -> None:
    send(phone)
    assert project() == 1
    found = summary()
    assert found.technician_id == phone.technician.id
    assert found.center_id == phone.technician.center_id
    assert found.confirmations == dict.fromkeys("ABCDE", "done")
    assert found.customer_name.lower() in found.search


def test_projecting_again_makes_the_same_rows(phone: Phone) -> None:
    send(phone)
    project()
    first = {column.key: getattr(summary(), column.key) for column in ReportSummary.__table__.columns}
    with transaction():
        db.session.execute(update(Report).values(projected_at=None))
    assert project() == 1
    assert {column.key: getattr(summary(), column.key) for column in ReportSummary.__table__.columns} == first


def test_a_finished_report_completes_its_job(phone: Phone) -> None:
    report_id = send(phone)
    project()
    job = db.session.get(Job, phone.job.id, populate_existing=True)
    assert job is not None
    assert job.state == "completed"
    assert str(job.report_id) == report_id


def test_a_second_visit_keeps_the_job_open(phone: Phone) -> None:
    work = phone.content()["work"] | {"result": "second_visit", "reason": "parts", "reason_text": "等配件"}
    send(phone, work=work)
    project()
    job = db.session.get(Job, phone.job.id, populate_existing=True)
    assert job is not None
    assert job.state == "second_visit"


def test_a_service_that_was_not_done_is_one_thing_for_a_person_the_complaint(phone: Phone) -> None:
    confirmations = phone.content()["confirmations"]
    confirmations[4]["answer"] = "not_done"
    send(phone, confirmations=confirmations)
    project()
    assert "service_missing" not in reviews()
    assert summary().services_missing == 1
    assert db.session.scalars(select(Complaint.service)).all() == ["E"]


def test_a_profile_that_the_catalog_does_not_know_asks_a_person_and_loses_nothing(phone: Phone) -> None:
    send(phone, safety=phone.content()["safety"] | {"profile": "FR"})
    project()
    assert "verdict_differs" in reviews()
    assert summary().server_verdict == summary().verdict == "pass"


def test_a_verdict_that_the_server_does_not_share_asks_a_person(phone: Phone) -> None:
    safety = phone.content()["safety"]
    safety["readings"][0] |= {"value": "180.0", "value_text": "180.0 V"}
    send(phone, safety=safety)
    project()
    assert "verdict_differs" in reviews()
    assert summary().verdict == "pass"
    assert summary().server_verdict == "refuse"


def test_a_phone_whose_clock_is_an_hour_ahead_is_noticed(phone: Phone) -> None:
    send(phone, frozen_at=utc_now() + timedelta(hours=1))
    project()
    assert "clock_skew" in reviews()


def test_one_report_that_cannot_be_projected_holds_up_no_other(phone: Phone) -> None:
    """Its time zone does not exist: well-formed, but nothing can be computed from it."""
    visit = phone.content()["visit"] | {"time_zone": "Mars/Olympus"}
    bad, good = send(phone, visit=visit), send(phone)
    assert project() == 2
    assert str(summary().report_id) == good
    assert "projection_failed" in reviews()
    answer = phone.client.post(
        "/api/v1/reports/status",
        json={"items": [{"id": bad, "digest": "0" * 64}], "device": {"version": "1", "unsent": 3, "free": None}},
        headers=phone.token,
    )
    assert answer.json["items"][0]["state"] == "held"
    assert answer.json["items"][0]["digest_matches"] is False


@pytest.mark.parametrize(
    "year", ["0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"]
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_a_phone_whose_clock_stands_in_another_age_is_indexed_all_the_same(phone: Phone, year: str, zone: str) -> None:
    send_at(phone, year, time_zone=zone)
    project()
    assert "projection_failed" not in reviews()
    assert abs(summary().signed_at - parse_signed(year)) <= timedelta(days=1)
    assert abs(summary().visit_date.year - int(year[:4])) <= 1
    assert ("clock_skew" in reviews()) == (year > "2026")


@pytest.mark.parametrize("never", ["2026-02-30T10:00:00Z", "0000-01-01T00:00:00Z", "2026-11-22T29:00:00Z"])
def test_an_instant_that_no_calendar_has_asks_a_person_and_says_which(phone: Phone, never: str) -> None:
    visit = phone.content()["visit"] | {"arrived_at": never}
    send(phone, visit=visit)
    project()
    item = db.session.scalars(select(ReviewItem).where(ReviewItem.reason == "projection_failed")).one()
    assert f"{never} is no instant of the calendar" in item.detail["error"]


def test_a_second_report_that_supersedes_the_same_one_asks_a_person(phone: Phone) -> None:
    first = send(phone)
    for _ in range(2):
        send(phone, supersedes=first, supersedes_reason="typing error")
    project()
    assert "supersedes_twice" in reviews()
    assert len(db.session.scalars(select(ReportSummary)).all()) == 3


def test_nobody_corrects_the_report_of_another_technician(phone: Phone, client: FlaskClient) -> None:
    first = send(phone)
    send(Phone(client), supersedes=first, supersedes_reason="I know better")
    project()
    assert "supersedes_twice" in reviews()
    assert all(row.supersedes_id is None for row in db.session.scalars(select(ReportSummary)))


def test_status_tells_only_the_author(phone: Phone, client: FlaskClient) -> None:
    report_id = send(phone)
    asked = {"items": [{"id": report_id, "digest": "0" * 64}]}
    stranger = Phone(client)
    unknown = client.post("/api/v1/reports/status", json=asked, headers=stranger.token).json["items"][0]
    assert unknown["state"] == "unknown"
    own = client.post("/api/v1/reports/status", json=asked, headers=phone.token).json["items"][0]
    assert own["state"] == "complete"


def test_a_rating_is_kept_beside_the_report_and_the_first_one_stays(phone: Phone) -> None:
    report_id = send(phone)
    url = f"/api/v1/reports/{report_id}/feedback"
    first = {"scores": {"overall": 5, "quality": 4}, "comment": "很好", "skipped": False}
    assert phone.client.put(url, json=first, headers=phone.token).status_code == 204
    assert phone.client.put(url, json=first | {"comment": "other"}, headers=phone.token).status_code == 204
    assert db.session.scalars(select(Feedback)).one().comment == "很好"
    too_good = {"scores": {"overall": 6}}
    assert phone.client.put(url, json=too_good, headers=phone.token).status_code == 422


def test_a_signature_may_come_after_its_report(phone: Phone) -> None:
    content = phone.content()
    phone.put(content["report_id"], dummy_report_body(content=content, attestations=[]))
    attestation = dummy_attestation(content, at=iso(utc_now()))
    body = canonical(attestation)
    url = f"/api/v1/reports/{content['report_id']}/attestations/{attestation['id']}"
    headers = phone.token | digest_header(body)
    assert phone.client.put(url, data=body, headers=headers).status_code == 201
    assert phone.client.put(url, data=body, headers=headers).status_code == 200
    other = canonical(attestation | {"name": "someone else"})
    answer = phone.client.put(url, data=other, headers=phone.token | digest_header(other))
    assert answer.status_code == 409


def test_another_technicians_report_takes_no_signature_and_no_rating(phone: Phone, client: FlaskClient) -> None:
    content = phone.content()
    report_id = content["report_id"]
    assert phone.put(report_id, dummy_report_body(content=content, attestations=[])).status_code == 201
    attestation, stranger = dummy_attestation(content), Phone(client)
    body = canonical(attestation)
    url = f"/api/v1/reports/{report_id}"
    signed = client.put(
        f"{url}/attestations/{attestation['id']}", data=body, headers=stranger.token | digest_header(body)
    )
    rated = client.put(
        f"{url}/feedback", json={"scores": {"overall": 1}, "comment": "", "skipped": False}, headers=stranger.token
    )
    assert [(answer.status_code, answer.json["code"]) for answer in (signed, rated)] == [(404, "not_found")] * 2
    assert db.session.scalars(select(Attestation)).all() == []
    assert db.session.scalars(select(Feedback)).all() == []


def test_a_signature_of_other_content_is_refused(phone: Phone) -> None:
    report_id = send(phone)
    foreign = dummy_attestation(phone.content())
    body = canonical(foreign)
    url = f"/api/v1/reports/{report_id}/attestations/{foreign['id']}"
    answer = phone.client.put(url, data=body, headers=phone.token | digest_header(body))
    assert (answer.status_code, answer.json["code"]) == (422, "other_content")


def test_a_card_made_without_a_signature_is_made_again_when_it_comes(phone: Phone) -> None:
    content = phone.content()
    phone.put(content["report_id"], dummy_report_body(content=content, attestations=[]))
    project()
    with transaction():
        db.session.execute(update(CardWork).values(done_at=utc_now()))
    attestation = dummy_attestation(content)
    body = canonical(attestation)
    url = f"/api/v1/reports/{content['report_id']}/attestations/{attestation['id']}"
    assert phone.client.put(url, data=body, headers=phone.token | digest_header(body)).status_code == 201
    assert db.session.scalars(select(CardWork.done_at)).one() is None
