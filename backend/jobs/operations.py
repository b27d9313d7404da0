"""What the office does with jobs. Callers commit; every change is written to the job's history and feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.accounts.models import Center, User
from backend.customers.models import Appliance, Customer
from backend.customers.queries import get_customer
from backend.domain.errors import ConflictError, InvalidInputError, NotFoundError
from backend.domain.job_states import OVER, Move, move
from backend.domain.vocabulary import Grade, JobState, JobType, RemovedReason, Role, WarrantyState
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.jobs.feed import remove_from_feed, touch_feed
from backend.jobs.history import note_change
from backend.jobs.models import Job
from backend.jobs.numbers import next_job_number

GRADES = [grade.value for grade in Grade]  # best first


@dataclass(frozen=True, kw_only=True)
class NewJob:
    """A request for service as the office takes it. Instants are UTC; `visit_key` joins a household's jobs."""

    customer_id: UUID
    address_id: UUID
    type: JobType
    category: str
    appliance_id: UUID | None = None
    fault_code: str = ""
    fault_text: str = ""
    note: str = ""
    window_start: datetime | None = None
    window_end: datetime | None = None
    visit_key: UUID | None = None
    origin: str = "office"


def create_job(wanted: NewJob, *, actor: Principal, now: datetime) -> Job:
    """Take a request. Raises NotFoundError for another center's customer, InvalidInputError."""
    customer = get_customer(wanted.customer_id, actor)
    if wanted.address_id not in {address.id for address in customer.addresses}:
        raise NotFoundError
    _check_appliance(wanted.appliance_id, customer)
    check_window(wanted.window_start, wanted.window_end)
    center = db.session.get_one(Center, customer.center_id)
    job = Job(
        id=new_id(),
        number=next_job_number(time_zone=center.time_zone, now=now),
        center_id=center.id,
        state=JobState.REQUESTED.value,
        created_by_id=actor.id,
        created_at=now,
        **(vars(wanted) | {"type": JobType(wanted.type).value}),
    )
    db.session.add(job)
    note_change(job, "created", actor=actor, now=now, from_state="", detail={"origin": wanted.origin})
    db.session.flush()
    return job


def assess_job(
    job_id: UUID,
    *,
    actor: Principal,
    now: datetime,
    warranty: WarrantyState,
    warranty_reason: str = "",
    wanted_grade: str | None = None,
) -> Job:
    """Decide who pays and how difficult it is. A job that is already further keeps its state."""
    job = locked_job(job_id, actor)
    if wanted_grade is not None and wanted_grade not in GRADES:
        raise InvalidInputError(field="wanted_grade")
    before = job.state
    if before == JobState.REQUESTED:
        job.state = move(before, Move.ASSESS)
    else:
        _still_open(job)
    job.warranty, job.warranty_reason = WarrantyState(warranty).value, warranty_reason.strip()
    job.wanted_grade = wanted_grade
    detail = {"warranty": job.warranty, "wanted_grade": wanted_grade}
    note_change(job, "assessed", actor=actor, now=now, from_state=before, why=warranty_reason, detail=detail)
    return job


def schedule_job(
    job_id: UUID, *, actor: Principal, now: datetime, window_start: datetime, window_end: datetime, why: str = ""
) -> Job:
    """Agree on a window, or on another one: an assigned job stays with its technician, who is told."""
    job = locked_job(job_id, actor)
    check_window(window_start, window_end)
    before = job.state
    if job.technician_id is None:
        job.state = move(before, Move.SCHEDULE)
    else:
        _still_open(job)
    job.window_start, job.window_end = window_start, window_end
    detail = {"start": window_start.isoformat(), "end": window_end.isoformat()}
    note_change(job, "scheduled", actor=actor, now=now, from_state=before, why=why, detail=detail)
    return job


def assign_job(job_id: UUID, *, actor: Principal, now: datetime, technician_id: UUID, why: str = "") -> Job:
    """Give a job to a technician of its center; one who had it before is told that it is gone.

    Raises InvalidInputError for somebody who cannot take it, ConflictError for a job that is over.
    """
    job = locked_job(job_id, actor)
    technician = _technician_for(job, technician_id)
    before, former = job.state, job.technician_id
    if former == technician.id:
        return job
    job.state = move(before, Move.ASSIGN)
    job.technician_id = technician.id
    if former is not None:
        remove_from_feed(former, job.id, RemovedReason.REASSIGNED)
    detail = {"technician": str(technician.id), "former": str(former) if former else None,
              "grade": technician.grade, "wanted_grade": job.wanted_grade}  # fmt: skip
    kind = "reassigned" if former else "assigned"
    note_change(job, kind, actor=actor, now=now, from_state=before, why=why, detail=detail)
    return job


def unassign_job(job_id: UUID, *, actor: Principal, now: datetime, why: str) -> Job:
    """Take a job back from its technician."""
    job = locked_job(job_id, actor)
    before = job.state
    job.state = move(before, Move.UNASSIGN)
    take_from_technician(job, RemovedReason.REASSIGNED)
    note_change(job, "unassigned", actor=actor, now=now, from_state=before, why=_reason(why))
    return job


def cancel_job(job_id: UUID, *, actor: Principal, now: datetime, why: str) -> Job:
    """Call a job off. It keeps its technician: a report that still comes is stored, and the office looks."""
    job = locked_job(job_id, actor)
    before = job.state
    job.state = move(before, Move.CANCEL)
    note_change(job, "cancelled", actor=actor, now=now, from_state=before, why=_reason(why))
    if job.technician_id is not None:
        remove_from_feed(job.technician_id, job.id, RemovedReason.CANCELLED)
    return job


def hold_job(job_id: UUID, *, actor: Principal, now: datetime, why: str) -> Job:
    """Wait for parts or for the customer."""
    job = locked_job(job_id, actor)
    before = job.state
    job.state = move(before, Move.HOLD)
    note_change(job, "held", actor=actor, now=now, from_state=before, why=_reason(why))
    return job


def reopen_job(job_id: UUID, *, actor: Principal, now: datetime, why: str) -> Job:
    """Take up again what was held, cancelled, refused or needs a second visit; a new window is agreed next."""
    job = locked_job(job_id, actor)
    before = job.state
    job.state = move(before, Move.REOPEN)
    take_from_technician(job, RemovedReason.REASSIGNED)
    note_change(job, "reopened", actor=actor, now=now, from_state=before, why=_reason(why))
    return job


def edit_job(job_id: UUID, *, actor: Principal, now: datetime, **changes: Any) -> Job:
    """Correct what was asked for: fault_code, fault_text, note, category, appliance_id, visit_key."""
    job = locked_job(job_id, actor)
    allowed = {"fault_code", "fault_text", "note", "category", "appliance_id", "visit_key"}
    unknown = set(changes) - allowed
    if unknown:
        raise InvalidInputError(field=min(unknown))
    if changes.get("appliance_id"):
        _check_appliance(changes["appliance_id"], get_customer(job.customer_id, actor))
    for name, value in changes.items():
        setattr(job, name, value)
    note_change(job, "edited", actor=actor, now=now, from_state=job.state, detail={"fields": sorted(changes)})
    return job


def touch_household(customer_id: UUID) -> None:
    """A customer's data changed: the phones that have a job there are told."""
    open_states = [state.value for state in JobState if state not in OVER]
    jobs = select(Job).where(Job.customer_id == customer_id, Job.state.in_(open_states))
    for job in db.session.scalars(jobs.order_by(Job.id)):
        touch_feed(job)


def locked_job(job_id: UUID, actor: Principal) -> Job:
    """The job, held until the transaction ends, so that two people's moves follow each other."""
    job = db.session.get(Job, job_id, with_for_update=True, populate_existing=True)
    if job is None or actor.role is Role.TECHNICIAN or not actor.sees_center(job.center_id):
        raise NotFoundError
    return job


def take_from_technician(job: Job, reason: RemovedReason) -> None:
    if job.technician_id is not None:
        former, job.technician_id = job.technician_id, None
        remove_from_feed(former, job.id, reason)


def check_window(start: datetime | None, end: datetime | None) -> None:
    if (start is None) != (end is None) or (start is not None and end is not None and start >= end):
        raise InvalidInputError(
            zh="预约时间段不正确：需要开始和结束时间，且开始早于结束。",
            en="The appointment window needs a start and an end, the start before the end.",
            field="window_start",
        )


def _check_appliance(appliance_id: UUID | None, customer: Customer) -> None:
    if appliance_id is None:
        return
    appliance = db.session.get(Appliance, appliance_id)
    if appliance is None or appliance.customer_id != customer.id:
        raise NotFoundError


def _technician_for(job: Job, technician_id: UUID) -> User:
    query = select(User).where(User.id == technician_id, User.role == Role.TECHNICIAN.value, User.active)
    technician = db.session.scalar(query.options(selectinload(User.center)))
    if technician is None or technician.center_id != job.center_id:
        raise InvalidInputError(
            zh="该技师不属于这个网点或已停用。",
            en="This technician is not an active member of the job's service center.",
            field="technician_id",
        )
    if technician.grade == Grade.D:
        raise InvalidInputError(
            zh="D 级技师还不能独立上门。", en="A technician of grade D may not yet work alone.", field="technician_id"
        )
    return technician


def _still_open(job: Job) -> None:
    if JobState(job.state) in OVER:
        raise ConflictError(
            code="job_over", zh="工单已结束，不能再修改。", en="The job is over; it can no longer be changed."
        )


def _reason(why: str) -> str:
    if not why.strip():
        raise InvalidInputError(zh="请填写原因。", en="Please give a reason.", field="why")
    return why
