from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from backend.domain.errors import ConflictError, FuwukaError, InvalidInputError, NotFoundError
from backend.domain.vocabulary import JobType, WarrantyState
from backend.infrastructure.auth import Principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.jobs.models import Job, JobFeed
from backend.jobs.operations import (
    NewJob,
    assess_job,
    assign_job,
    cancel_job,
    create_job,
    hold_job,
    reopen_job,
    schedule_job,
    unassign_job,
)
from backend.jobs.queries import events_of, get_job
from tests.factories import create_address, create_center, create_customer, create_dispatcher, create_technician
from tests.factories.principals import acting


@pytest.fixture
def office(app: object) -> Principal:
    return acting(create_dispatcher())


def center_of(actor: Principal) -> UUID:
    return actor.user.office_centers[0].id


def taken(actor: Principal) -> Job:
    customer = create_customer(center_id=center_of(actor))
    address = create_address(customer)
    wanted = NewJob(customer_id=customer.id, address_id=address.id, type=JobType.REPAIR, category="tv")
    return create_job(wanted, actor=actor, now=utc_now())


def test_a_request_is_assessed_scheduled_and_assigned_and_every_step_is_in_its_history(
    office: Principal, transaction: Session
) -> None:
    technician = create_technician(center_id=center_of(office))
    job, now = taken(office), utc_now()

    assess_job(job.id, actor=office, now=now + timedelta(minutes=1), warranty=WarrantyState.IN, wanted_grade="B")
    window = {"window_start": now + timedelta(hours=2), "window_end": now + timedelta(hours=4)}
    schedule_job(job.id, actor=office, now=now + timedelta(minutes=2), **window)
    assign_job(job.id, actor=office, now=now + timedelta(minutes=3), technician_id=technician.id)
    db.session.flush()

    assert (job.state, job.technician_id, job.warranty) == ("assigned", technician.id, "in")
    history = [(event.kind, event.to_state, name) for event, name in events_of(job.id)]
    who = office.user.name
    assert history == [
        ("created", "requested", who), ("assessed", "assessed", who), ("scheduled", "scheduled", who),
        ("assigned", "assigned", who),
    ]  # fmt: skip
    assert db.session.get(JobFeed, (technician.id, job.id)).removed == ""


def test_a_new_window_keeps_the_technician_and_tells_the_phone(office: Principal, transaction: Session) -> None:
    technician = create_technician(center_id=center_of(office))
    job, now = taken(office), utc_now()
    assign_job(job.id, actor=office, now=now, technician_id=technician.id)
    before = db.session.get(JobFeed, (technician.id, job.id), populate_existing=True).seq

    schedule_job(job.id, actor=office, now=now, window_start=now, window_end=now + timedelta(hours=1), why="客户改期")

    assert (job.state, job.technician_id) == ("assigned", technician.id)
    assert db.session.get(JobFeed, (technician.id, job.id), populate_existing=True).seq > before


def test_held_cancelled_and_unassigned_jobs_can_be_taken_up_again(office: Principal, transaction: Session) -> None:
    technician, now = create_technician(center_id=center_of(office)), utc_now()
    for leave in (hold_job, cancel_job):
        job = taken(office)
        assign_job(job.id, actor=office, now=now, technician_id=technician.id)
        leave(job.id, actor=office, now=now, why="等配件")
        reopen_job(job.id, actor=office, now=now, why="配件到货")
        assert (job.technician_id, job.state) == (None, "scheduled")
        assert db.session.get(JobFeed, (technician.id, job.id), populate_existing=True).removed == "reassigned"

    job = taken(office)
    assign_job(job.id, actor=office, now=now, technician_id=technician.id)
    unassign_job(job.id, actor=office, now=now, why="请假")
    assert job.technician_id is None


def test_a_cancellation_needs_a_reason_and_a_finished_job_stays_finished(
    office: Principal, transaction: Session
) -> None:
    job, now = taken(office), utc_now()
    with pytest.raises(InvalidInputError):
        cancel_job(job.id, actor=office, now=now, why="  ")
    job.state = "completed"
    db.session.flush()
    with pytest.raises(ConflictError):
        cancel_job(job.id, actor=office, now=now, why="重复")
    with pytest.raises(ConflictError):
        assess_job(job.id, actor=office, now=now, warranty=WarrantyState.IN)


@pytest.mark.parametrize(("unfit", "elsewhere"), [({"grade": "D"}, False), ({"active": False}, False), ({}, True)])
def test_a_job_is_not_given_to_somebody_who_cannot_take_it(
    office: Principal, transaction: Session, unfit: dict[str, object], elsewhere: bool
) -> None:
    technician = create_technician(center_id=create_center().id if elsewhere else center_of(office), **unfit)
    job = taken(office)

    with pytest.raises(InvalidInputError) as refused:
        assign_job(job.id, actor=office, now=utc_now(), technician_id=technician.id)

    assert refused.value.field == "technician_id"


def test_another_center_s_job_and_customer_are_not_found(office: Principal, transaction: Session) -> None:
    job, stranger, now = taken(office), acting(create_dispatcher()), utc_now()
    attempts = [
        lambda: get_job(job.id, stranger),
        lambda: cancel_job(job.id, actor=stranger, now=now, why="x"),
        lambda: assign_job(job.id, actor=stranger, now=now, technician_id=job.id),
        lambda: create_job(
            NewJob(customer_id=job.customer_id, address_id=job.address_id, type=JobType.REPAIR, category="tv"),
            actor=stranger, now=now,
        ),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(NotFoundError):
            attempt()


def test_a_technician_may_not_act_as_the_office(office: Principal, transaction: Session) -> None:
    technician = acting(create_technician(center_id=center_of(office)))
    job = taken(office)

    with pytest.raises(FuwukaError):
        cancel_job(job.id, actor=technician, now=utc_now(), why="x")
