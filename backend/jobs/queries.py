"""One job and its history (lists are in listing.py). What a reader may not see is not found."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import User
from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import Role
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.jobs.models import Job, JobEvent

_WITH_ALL = (
    joinedload(Job.center), joinedload(Job.customer), joinedload(Job.address),
    joinedload(Job.appliance), joinedload(Job.technician),
)  # fmt: skip


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
