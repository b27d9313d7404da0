from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.customers.models import Customer
from backend.infrastructure.database import db
from backend.jobs.models import Job, JobEvent
from tests.factories import bearer_header, create_customer, create_technician
from tests.factories.principals import at_once, create_told_job


def walk_in(**overrides: Any) -> dict[str, Any]:
    return {
        "type": "repair",
        "category": "range_hood",
        "fault_text": "噪声大",
        "customer": {"id": str(uuid4()), "name": "𠮷田 惠", "phone": "+8613800138000"},
        "address": {"id": str(uuid4()), "line": "杭州市滨江区江南大道 1 号"},
        "appliance": {"id": str(uuid4()), "category": "range_hood", "brand": "安禾"},
        "device_time": "2026-11-22T08:00:00Z",
    } | overrides


def test_a_walk_in_becomes_an_accepted_job_with_a_number_and_its_household(client: FlaskClient) -> None:
    technician = create_technician()
    body, job_id = walk_in(), uuid4()

    answer = client.put(f"/api/v1/jobs/{job_id}", json=body, headers=bearer_header(technician))

    assert answer.status_code == 200, answer.json
    assert answer.json["number"].startswith("J-")
    pulled = client.get("/api/v1/pull", headers=bearer_header(technician)).json["jobs"]
    assert [(job["id"], job["state"], job["customer"]["name"]) for job in pulled] == [
        (str(job_id), "accepted", "𠮷田 惠")
    ]
    assert pulled[0]["appliances"][0]["id"] == body["appliance"]["id"]


def test_five_repeats_at_once_make_one_job_with_one_number(app: Flask, client: FlaskClient) -> None:
    headers, body, job_id = bearer_header(create_technician()), walk_in(), uuid4()

    answers = at_once(app, [lambda: app.test_client().put(f"/api/v1/jobs/{job_id}", json=body, headers=headers)] * 5)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["number"] for answer in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1
    assert db.session.scalar(select(func.count()).select_from(JobEvent)) == 1


def test_the_same_id_with_other_content_is_a_conflict(client: FlaskClient) -> None:
    headers, body, job_id = bearer_header(create_technician()), walk_in(), uuid4()
    client.put(f"/api/v1/jobs/{job_id}", json=body, headers=headers)

    answer = client.put(f"/api/v1/jobs/{job_id}", json=body | {"fault_text": "不转"}, headers=headers)

    assert (answer.status_code, answer.json["code"]) == (409, "digest_mismatch")


def test_the_same_id_of_another_author_is_a_conflict_that_tells_nothing(client: FlaskClient) -> None:
    body, job_id = walk_in(), uuid4()
    client.put(f"/api/v1/jobs/{job_id}", json=body, headers=bearer_header(create_technician()))

    answer = client.put(f"/api/v1/jobs/{job_id}", json=body, headers=bearer_header(create_technician()))

    assert (answer.status_code, answer.json["code"]) == (409, "conflict")


def test_a_second_appliance_in_a_home_on_the_phone_needs_only_ids(client: FlaskClient) -> None:
    technician = create_technician()
    job = create_told_job(technician)
    body = walk_in(customer=None, address=None, customer_id=str(job.customer_id), address_id=str(job.address_id))

    answer = client.put(f"/api/v1/jobs/{uuid4()}", json=body, headers=bearer_header(technician))

    assert answer.status_code == 200, answer.json


def test_two_jobs_of_one_new_household_may_both_carry_it(client: FlaskClient) -> None:
    headers, body = bearer_header(create_technician()), walk_in()
    first = client.put(f"/api/v1/jobs/{uuid4()}", json=body, headers=headers)
    second = walk_in(customer=body["customer"], address=body["address"])

    answer = client.put(f"/api/v1/jobs/{uuid4()}", json=second, headers=headers)

    assert (first.status_code, answer.status_code) == (200, 200)
    assert db.session.scalar(select(func.count()).select_from(Customer)) == 1


def test_a_household_that_was_never_on_the_phone_is_not_found(client: FlaskClient) -> None:
    technician = create_technician()
    strangers = create_customer(center_id=technician.center_id)
    by_id = walk_in(customer=None, customer_id=str(strangers.id))
    pretending_to_be_new = walk_in(customer={"id": str(strangers.id), "name": "x", "phone": "+8613800138000"})

    for body in (by_id, pretending_to_be_new):
        answer = client.put(f"/api/v1/jobs/{uuid4()}", json=body, headers=bearer_header(technician))
        assert answer.status_code == 404


def test_a_body_of_wrong_types_is_refused_and_leaves_nothing(client: FlaskClient) -> None:
    headers = bearer_header(create_technician())
    for wrong in ({"type": "party"}, {"customer": "x"}, {"surprise": 1}, {"window_start": "2026-11-22T08:00:00Z"}):
        answer = client.put(f"/api/v1/jobs/{uuid4()}", json=walk_in(**wrong), headers=headers)
        assert answer.status_code == 422, wrong
    assert db.session.scalar(select(func.count()).select_from(Customer)) == 0
