from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.accounts.models import User
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job, JobEvent
from backend.jobs.operations import assign_job, cancel_job
from tests.factories import bearer_header, create_administrator, create_technician, upload_header
from tests.factories.principals import acting, at_once, create_told_job


def told(job_id: UUID, kind: str = "accepted", **overrides: Any) -> dict[str, Any]:
    return {"job_id": str(job_id), "kind": kind, "device_time": "2026-11-22T08:00:00Z", "sequence": 1} | overrides


@pytest.fixture
def technician(app: Flask) -> User:
    return create_technician()


def test_a_visit_moves_the_job_from_accepted_to_on_site_by_upload_token(client: FlaskClient, technician: User) -> None:
    job, headers = create_told_job(technician), upload_header(technician)

    for sequence, (kind, state) in enumerate(
        [("accepted", "accepted"), ("en_route", "en_route"), ("arrived", "on_site")], start=1
    ):
        answer = client.put(
            f"/api/v1/job-events/{uuid4()}", json=told(job.id, kind, sequence=sequence), headers=headers
        )
        assert (answer.status_code, answer.json["applied"], answer.json["state"]) == (200, True, state)


def test_five_repeats_at_once_store_one_event_and_answer_one_receipt(app: Flask, technician: User) -> None:
    job, headers, event_id = create_told_job(technician), upload_header(technician), uuid4()

    answers = at_once(
        app, [lambda: app.test_client().put(f"/api/v1/job-events/{event_id}", json=told(job.id), headers=headers)] * 5
    )

    assert [answer.json for answer in answers] == [answers[0].json] * 5
    assert answers[0].json["applied"] is True
    assert db.session.scalar(select(func.count()).select_from(JobEvent)) == 1


def test_an_event_of_a_cancelled_job_is_stored_and_not_applied(client: FlaskClient, technician: User) -> None:
    job = create_told_job(technician)
    with transaction():
        cancel_job(job.id, actor=acting(create_administrator()), now=utc_now(), why="客户取消")

    event_id = uuid4()
    answer = client.put(
        f"/api/v1/job-events/{event_id}", json=told(job.id, "arrived"), headers=upload_header(technician)
    )

    assert (answer.status_code, answer.json["applied"], answer.json["why"]) == (200, False, "job_cancelled")
    assert db.session.get_one(JobEvent, event_id).applied is False
    assert db.session.get(Job, job.id, populate_existing=True).state == "cancelled"


def test_another_technician_s_job_looks_like_one_that_does_not_exist(client: FlaskClient, technician: User) -> None:
    job, headers = create_told_job(create_technician()), upload_header(technician)

    answers = [
        client.put(f"/api/v1/job-events/{uuid4()}", json=told(job_id), headers=headers).json
        for job_id in (job.id, uuid4())
    ]

    for answer in answers:
        assert (answer["applied"], answer["why"], answer["state"]) == (False, "job_unknown", "")
    assert db.session.get(Job, job.id, populate_existing=True).state == "assigned"
    assert db.session.scalar(select(func.count()).select_from(JobEvent)) == 2


def test_a_job_that_was_given_to_somebody_else_says_so_without_its_state(client: FlaskClient, technician: User) -> None:
    job = create_told_job(technician)
    successor = create_technician(center_id=technician.center_id)
    with transaction():
        assign_job(job.id, actor=acting(create_administrator()), now=utc_now(), technician_id=successor.id)

    answer = client.put(f"/api/v1/job-events/{uuid4()}", json=told(job.id), headers=upload_header(technician))

    assert (answer.json["applied"], answer.json["why"], answer.json["state"]) == (False, "job_reassigned", "")


def test_an_event_that_comes_after_its_turn_changes_nothing(client: FlaskClient, technician: User) -> None:
    job, headers = create_told_job(technician, state="on_site"), upload_header(technician)

    answer = client.put(f"/api/v1/job-events/{uuid4()}", json=told(job.id, "accepted"), headers=headers)

    assert (answer.json["applied"], answer.json["state"]) == (False, "on_site")
    assert answer.json["why"]


def test_a_declined_job_leaves_the_phone_and_waits_for_another_technician(
    client: FlaskClient, technician: User
) -> None:
    job = create_told_job(technician)
    cursor = client.get("/api/v1/pull", headers=bearer_header(technician)).json["cursor"]

    client.put(
        f"/api/v1/job-events/{uuid4()}", json=told(job.id, "declined", why="车坏了"), headers=upload_header(technician)
    )

    after = client.get(f"/api/v1/pull?cursor={cursor}", headers=bearer_header(technician)).json
    assert after["removed"] == [{"id": str(job.id), "reason": "reassigned"}]
    stored = db.session.get(Job, job.id, populate_existing=True)
    assert (stored.technician_id, stored.state) == (None, "scheduled")


def test_the_same_event_id_with_other_content_or_of_another_author_is_a_conflict(
    client: FlaskClient, technician: User
) -> None:
    job, event_id = create_told_job(technician), uuid4()
    client.put(f"/api/v1/job-events/{event_id}", json=told(job.id), headers=upload_header(technician))

    other = client.put(
        f"/api/v1/job-events/{event_id}", json=told(job.id, "arrived"), headers=upload_header(technician)
    )
    stranger = client.put(
        f"/api/v1/job-events/{event_id}", json=told(job.id), headers=upload_header(create_technician())
    )

    assert (other.status_code, other.json["code"]) == (409, "digest_mismatch")
    assert (stranger.status_code, stranger.json["code"]) == (409, "conflict")


def test_an_upload_token_may_neither_pull_nor_make_jobs(client: FlaskClient, technician: User) -> None:
    headers = upload_header(technician)

    assert client.get("/api/v1/pull", headers=headers).status_code == 403
    assert client.put(f"/api/v1/jobs/{uuid4()}", json={}, headers=headers).status_code == 403
