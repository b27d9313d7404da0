"""Reads of jobs. What a reader may not see is not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from backend.accounts.models import User
from backend.customers.models import Address, Appliance, Customer
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.domain.vocabulary import JobState, Role
from backend.infrastructure.auth import Principal
from backend.infrastructure.clock import iso, parse_iso
from backend.infrastructure.database import db
from backend.jobs.models import Job, JobEvent

UNASSIGNED = "none"  # JobFilter.technician: jobs that nobody has yet
_WITH_ALL = (
    joinedload(Job.center), joinedload(Job.customer), joinedload(Job.address),
    joinedload(Job.appliance), joinedload(Job.technician),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class JobFilter:
    """What the office's list shows; empty means all. `start`, `end` bound the appointment: start <= t < end."""

    text: str = ""
    states: Sequence[str] = ()
    types: Sequence[str] = ()
    center_id: UUID | None = None
    technician: str = ""  # a user id, or UNASSIGNED
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class JobPage:
    """`after` goes into the next call; empty at the end."""

    jobs: Sequence[Job]
    after: str


def _visible(actor: Principal) -> Select[Job]:
    if actor.role is Role.TECHNICIAN:
        return select(Job).where(Job.technician_id == actor.id)
    if actor.center_ids is None:
        return select(Job)
    return select(Job).where(Job.center_id.in_(actor.center_ids) if actor.center_ids else false())


def get_job(job_id: UUID, actor: Principal) -> Job:
    """One job with all it refers to. Raises NotFoundError, also for another center's."""
    job = db.session.scalar(_visible(actor).where(Job.id == job_id).options(*_WITH_ALL))
    if job is None:
        raise NotFoundError
    return job


def events_of(job_id: UUID) -> list[tuple[JobEvent, str]]:
    """A job's history in the order the server learned of it, each with the name of who did it ("" = system)."""
    statement = (
        select(JobEvent, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == JobEvent.actor_id)
        .where(JobEvent.job_id == job_id)
        .order_by(JobEvent.server_time, JobEvent.device_sequence, JobEvent.id)
    )
    return [(event, name) for event, name in db.session.execute(statement)]


def list_jobs(actor: Principal, wanted: JobFilter, *, after: str = "", limit: int = 50) -> JobPage:
    """Jobs by appointment, latest first; those without one come first. `limit` rows and a cursor."""
    at = func.coalesce(Job.window_start, Job.created_at)
    statement = _filtered(_visible(actor), wanted).options(*_WITH_ALL).order_by(at.desc(), Job.id.desc())
    if after:
        statement = statement.where(tuple_(at, Job.id) < tuple_(*_read_cursor(after)))
    jobs = list(db.session.scalars(statement.limit(limit + 1)))
    more = len(jobs) > limit
    jobs = jobs[:limit]
    last = jobs[-1] if more else None
    return JobPage(jobs=jobs, after=f"{iso(last.window_start or last.created_at)}_{last.id}" if last else "")


def count_by_state(actor: Principal, wanted: JobFilter) -> dict[str, int]:
    """How many jobs stand in each state, for the tabs above the list."""
    visible = _filtered(_visible(actor), wanted).subquery()
    rows = db.session.execute(select(visible.c.state, func.count()).group_by(visible.c.state))
    return {str(state): int(count) for state, count in rows}


def open_jobs_of(technician_id: UUID) -> int:
    """A technician's load: what is assigned and not yet finished."""
    working = [JobState.ASSIGNED, JobState.ACCEPTED, JobState.EN_ROUTE, JobState.ON_SITE]
    statement = select(func.count()).where(Job.technician_id == technician_id, Job.state.in_(working))
    return db.session.scalar(statement) or 0


def _read_cursor(after: str) -> tuple[datetime, UUID]:
    try:
        at, _, job_id = after.partition("_")
        return parse_iso(at), UUID(job_id)
    except ValueError:
        raise InvalidInputError(field="after") from None


def _filtered(statement: Select[Job], wanted: JobFilter) -> Select[Job]:
    if wanted.states:
        statement = statement.where(Job.state.in_(wanted.states))
    if wanted.types:
        statement = statement.where(Job.type.in_(wanted.types))
    if wanted.center_id is not None:
        statement = statement.where(Job.center_id == wanted.center_id)
    if wanted.start is not None:
        statement = statement.where(Job.window_start >= wanted.start)
    if wanted.end is not None:
        statement = statement.where(Job.window_start < wanted.end)
    statement = _of_technician(statement, wanted.technician)
    for word in wanted.text.split():
        statement = statement.where(_matches(word))
    return statement


def _of_technician(statement: Select[Job], technician: str) -> Select[Job]:
    if not technician:
        return statement
    if technician == UNASSIGNED:
        return statement.where(Job.technician_id.is_(None))
    try:
        return statement.where(Job.technician_id == UUID(technician))
    except ValueError:
        raise InvalidInputError(field="technician") from None


def _matches(word: str) -> ColumnElement[bool]:
    digits = word.lstrip("+")
    people: ColumnElement[bool] = Customer.name.icontains(word, autoescape=True)
    if digits.isdigit() and len(digits) >= 4:
        people = or_(people, Customer.phone.endswith(digits))
    return or_(
        Job.number.icontains(word, autoescape=True),
        exists().where(and_(Customer.id == Job.customer_id, people)),
        exists().where(and_(Address.id == Job.address_id, Address.line.icontains(word, autoescape=True))),
        exists().where(and_(Appliance.id == Job.appliance_id, Appliance.serial.icontains(word, autoescape=True))),
    )
