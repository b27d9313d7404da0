from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from backend.accounts.models import User
from backend.customers.models import Hazard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.operations import assign_job, cancel_job, schedule_job
from backend.sync import queries
from backend.sync.epoch import begin_epoch
from backend.sync.schemas import PullSchema
from tests.factories import (
    bearer_header,
    create_address,
    create_administrator,
    create_appliance,
    create_customer,
    create_job,
    create_technician,
)
from tests.factories.principals import acting, create_told_job
from tests.factories.storing import store
from tests.sync.summaries import create_report_summary


@pytest.fixture
def technician(app: Flask) -> User:
    return create_technician()


@pytest.fixture
def pull(client: FlaskClient, technician: User) -> Any:
    headers = bearer_header(technician)
    return lambda cursor="": client.get(f"/api/v1/pull?cursor={cursor}", headers=headers)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement != "BEGIN":  # SQLite's is a statement, PostgreSQL's is not
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def test_a_new_phone_gets_open_jobs_with_all_that_a_visit_needs(pull: Any, technician: User) -> None:
    customer = create_customer(center_id=technician.center_id, name="王䶮", vip=True)
    address = create_address(customer)
    heater, hood = create_appliance(address), create_appliance(address, category="range_hood")
    job = create_told_job(technician, appliance=heater)
    store(Hazard(customer_id=customer.id, appliance_id=heater.id, level="C2", text_zh="无接地", text_en="No earth",
                 found_on=utc_now().date(), decision="declined"))  # fmt: skip
    create_job(technician=create_technician())

    answer = pull().json

    assert PullSchema().validate(answer) == {}
    (pulled,) = answer["jobs"]
    assert (pulled["id"], pulled["customer"]["name"], pulled["customer"]["vip"]) == (str(job.id), "王䶮", True)
    assert set(ids(pulled["appliances"])) == {str(heater.id), str(hood.id)}
    assert pulled["hazards"][0]["text"] == {"zh": "无接地", "en": "No earth"}
    assert (answer["removed"], answer["more"]) == ([], False)


def test_an_appliance_brings_its_past_visits_latest_first_without_corrected_ones(pull: Any, technician: User) -> None:
    job = create_told_job(technician)
    earlier = create_job(technician=technician, customer_id=job.customer_id, address_id=job.address_id,
                         appliance_id=job.appliance_id, state="completed")  # fmt: skip
    wrong = create_report_summary(technician, job=earlier, days_ago=200)
    corrected = create_report_summary(technician, job=earlier, days_ago=199, supersedes_id=wrong.report_id)
    latest = create_report_summary(technician, job=earlier, days_ago=20)

    (pulled,) = pull().json["jobs"]

    (appliance,) = pulled["appliances"]
    assert [visit["report_id"] for visit in appliance["history"]] == [str(latest.report_id), str(corrected.report_id)]
    assert appliance["history"][0]["technician"] == technician.name


def test_the_number_of_queries_does_not_depend_on_the_number_of_jobs(pull: Any, technician: User) -> None:
    create_told_job(technician)
    pull()  # the first answer of a process also makes the epoch
    with counted_queries() as few:
        pull()
    for _ in range(20):
        create_told_job(technician)
    with counted_queries() as many:
        assert len(pull().json["jobs"]) == 21

    assert len(many) == len(few) <= 10


def test_after_a_cursor_only_what_changed_comes(pull: Any, technician: User) -> None:
    create_told_job(technician)
    changed = create_told_job(technician)
    cursor = pull().json["cursor"]
    assert pull(cursor).json["jobs"] == []

    now = utc_now()
    with transaction():
        schedule_job(changed.id, actor=acting(create_administrator()), now=now,
                     window_start=now, window_end=now + timedelta(hours=2))  # fmt: skip

    answer = pull(cursor).json
    assert ids(answer["jobs"]) == [str(changed.id)]
    assert answer["cursor"] != cursor


def test_a_job_given_to_another_leaves_with_its_reason_and_may_come_back(pull: Any, technician: User) -> None:
    job, office = create_told_job(technician), acting(create_administrator())
    other = create_technician(center_id=technician.center_id)
    cursor = pull().json["cursor"]

    with transaction():
        assign_job(job.id, actor=office, now=utc_now(), technician_id=other.id)
    gone = pull(cursor).json
    with transaction():
        assign_job(job.id, actor=office, now=utc_now(), technician_id=technician.id)
    back = pull(gone["cursor"]).json

    assert (gone["jobs"], gone["removed"]) == ([], [{"id": str(job.id), "reason": "reassigned"}])
    assert (ids(back["jobs"]), back["removed"]) == ([str(job.id)], [])


def test_a_cancelled_job_leaves_with_its_reason_and_a_new_phone_never_hears_of_it(pull: Any, technician: User) -> None:
    job = create_told_job(technician)
    cursor = pull().json["cursor"]

    with transaction():
        cancel_job(job.id, actor=acting(create_administrator()), now=utc_now(), why="客户取消")

    assert pull(cursor).json["removed"] == [{"id": str(job.id), "reason": "cancelled"}]
    assert (pull().json["jobs"], pull().json["removed"]) == ([], [])


def test_finished_jobs_stay_thirty_days(pull: Any, technician: User) -> None:
    now = utc_now()
    recent = create_told_job(technician, state="completed", window_start=now - timedelta(days=29))
    old = create_told_job(technician, state="completed", window_start=now - timedelta(days=31))
    open_for_long = create_told_job(technician, window_start=now - timedelta(days=90))

    assert set(ids(pull().json["jobs"])) == {str(recent.id), str(open_for_long.id)}
    assert str(old.id) not in str(pull().json)


def test_many_jobs_come_in_pages_and_a_removal_between_two_pages_is_told(
    pull: Any, technician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    jobs = [create_told_job(technician) for _ in range(5)]
    long_gone = create_told_job(technician)
    office = acting(create_administrator())
    with transaction():
        cancel_job(long_gone.id, actor=office, now=utc_now(), why="重复")

    first = pull().json
    with transaction():
        cancel_job(jobs[0].id, actor=office, now=utc_now(), why="客户取消")
    second = pull(first["cursor"]).json
    third = pull(second["cursor"]).json

    assert ids(first["jobs"] + second["jobs"] + third["jobs"]) == [str(job.id) for job in jobs]
    assert [page["more"] for page in (first, second, third)] == [True, True, False]
    assert first["removed"] + second["removed"] + third["removed"] == [{"id": str(jobs[0].id), "reason": "cancelled"}]


@pytest.mark.parametrize(
    "cursor", ["x", "v1.elsewhere.1.2.", "v1.1.2", "v1.{epoch}.-5.1.", "v1.{epoch}.1.99999999999999999999."]
)
def test_a_foreign_or_unreadable_cursor_is_gone(pull: Any, cursor: str) -> None:
    epoch = pull().json["epoch"]

    answer = pull(cursor.format(epoch=epoch))

    assert (answer.status_code, answer.json["code"]) == (410, "gone")


def test_after_a_restore_the_old_cursor_is_gone_and_a_new_snapshot_comes(pull: Any, technician: User) -> None:
    job = create_told_job(technician)
    before = pull().json
    with transaction():
        begin_epoch(now=utc_now())

    assert pull(before["cursor"]).status_code == 410
    after = pull().json
    assert after["epoch"] != before["epoch"]
    assert ids(after["jobs"]) == [str(job.id)]


def test_the_office_has_no_phone_to_pull_to(client: FlaskClient) -> None:
    assert client.get("/api/v1/pull").status_code == 401
    assert client.get("/api/v1/pull", headers=bearer_header(create_administrator())).status_code == 403
