"""Several jobs of one household in one visit: they share address, window, technician and `visit_key`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from backend.domain.errors import ConflictError, InvalidInputError
from backend.domain.vocabulary import JobState
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.jobs.history import note_change
from backend.jobs.listing import COMING
from backend.jobs.models import Job
from backend.jobs.operations import assign_job, locked_job, schedule_job

Step = Callable[[Job], object]


def visits_to_join(customer_id: UUID, *, job: Job | None = None) -> list[Job]:
    """One job of each visit that nobody has arrived at; with `job`, those at its address that it is not part of."""
    query = select(Job).where(
        Job.customer_id == customer_id,
        Job.state.in_([state.value for state in COMING]),
        Job.window_start.is_not(None),
    )
    if job is not None:
        query = query.where(Job.address_id == job.address_id, Job.id != job.id)
    shown = (selectinload(Job.address), selectinload(Job.technician), selectinload(Job.center))
    found = db.session.scalars(query.options(*shown).order_by(Job.window_start, Job.id))
    own = visit_of(job) if job is not None else None
    return list({visit_of(each): each for each in found if visit_of(each) != own}.values())


def visit_of(job: Job) -> UUID:
    """The visit's key. A job alone is a visit under its own id: a draft that a phone has begun is found again."""
    return job.visit_key or job.id


def join_visit(job_id: UUID, other_id: UUID, *, actor: Principal, now: datetime) -> Job:
    """Let the visit of `other_id` serve this job too: its window and its technician become those of the visit.

    Raises InvalidInputError for another household or address, ConflictError for a visit that has begun.
    """
    other, job = locked_job(other_id, actor), locked_job(job_id, actor)
    _check_together(job, other)
    if other.visit_key is None:
        other.visit_key = visit_of(other)
        note_change(other, "joined", actor=actor, now=now, from_state=other.state, detail={"with": job.number})
    if other.window_start and other.window_end and job.window_start != other.window_start:
        schedule_job(job.id, actor=actor, now=now, window_start=other.window_start, window_end=other.window_end)
    job.visit_key = other.visit_key
    if other.technician_id is not None:
        assign_job(job.id, actor=actor, now=now, technician_id=other.technician_id)
    note_change(job, "joined", actor=actor, now=now, from_state=job.state, detail={"with": other.number})
    db.session.flush()
    return job


def _check_together(job: Job, other: Job) -> None:
    if job.id == other.id or (job.customer_id, job.address_id) != (other.customer_id, other.address_id):
        raise InvalidInputError(
            zh="只能并入同一客户、同一地址的上门。",
            en="Only a visit to the same customer at the same address can be joined.",
            field="visit_of",
        )
    if other.window_start is None or not {JobState(job.state), JobState(other.state)} <= set(COMING):
        raise ConflictError(
            code="visit_begun",
            zh="这次上门已开始、已结束或还没有约时间，不能再并入。",
            en="That visit has begun, is over or has no window yet; nothing can join it.",
            field="visit_of",
        )


def move_visit(job_id: UUID, step: Step, *, actor: Principal, now: datetime) -> list[Job]:
    """Reschedule or reassign every job of a visit as one; those that are over stay as they were.

    `step` does it to one job. Raises ConflictError, moving nothing, when one of them has begun, and what `step` raises.
    """
    job = db.session.get(Job, job_id) or locked_job(job_id, actor)
    # in the order of their ids, so that two people who move the same visit wait for each other
    moved = [locked_job(each, actor) for each in sorted([job.id, *(each.id for each in moving_along(job))])]
    begun = [each.number for each in jobs_beside(job) if each.state == JobState.ON_SITE]
    if begun:
        raise ConflictError(
            code="visit_begun",
            zh=f"同次上门的 {'、'.join(begun)} 已经开始，整次不能再移动；可以只移动这一单。",
            en=f"{', '.join(begun)} of the same visit has begun: the visit cannot move, but this job alone can.",
            field="alone",
        )
    for each in moved:
        step(each)
    return moved


def leave_visit(job_id: UUID, *, actor: Principal, now: datetime) -> Job:
    """Let a job be a visit of its own again. The visit keeps the key under which a phone may have begun its draft."""
    job = locked_job(job_id, actor)
    if job.visit_key is not None and jobs_beside(job):
        with_whom = [each.number for each in jobs_beside(job)]
        job.visit_key = new_id() if job.visit_key == job.id else None
        note_change(
            job, "left_visit", actor=actor, now=now, from_state=job.state, detail={"with": ", ".join(with_whom)}
        )
    return job


def moving_along(job: Job) -> list[Job]:
    """The other jobs of the visit that a change of window or technician concerns: nobody has arrived at them yet."""
    return [each for each in jobs_beside(job) if JobState(each.state) in COMING]


def jobs_beside(job: Job) -> list[Job]:
    """The other jobs that the same visit serves."""
    if job.visit_key is None:
        return []
    query = select(Job).where(Job.visit_key == job.visit_key, Job.customer_id == job.customer_id, Job.id != job.id)
    return list(db.session.scalars(query.order_by(Job.number)))


def visit_sizes(jobs: Iterable[Job]) -> dict[UUID, int]:
    """How many jobs each visit serves, of the visits that these jobs belong to."""
    wanted = {(job.visit_key, job.customer_id) for job in jobs if job.visit_key}
    customers = {customer_id for _, customer_id in wanted}
    rows = db.session.execute(
        select(Job.visit_key, func.count())
        .where(Job.customer_id.in_(customers), Job.visit_key.in_({key for key, _ in wanted}))
        .group_by(Job.visit_key)
    )
    return {key: number for key, number in rows if key is not None}
