"""The feed that phones pull: one row per technician and job, moved to the end on every change.

A row's place is `(xid, seq)`. On PostgreSQL `xid` is the writing transaction, and readers stop below the
oldest one that still runs, so a late commit is never skipped; `seq` counts inside the transaction. On
SQLite writers are serial: `xid` is 0 and `seq` alone grows. Rows are never deleted, or a place could be
given twice.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Text, cast, func, literal, select

from backend.domain.vocabulary import RemovedReason
from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_into, on_postgres
from backend.jobs.models import Job, JobFeed


def as_number(xid: ColumnElement[Any]) -> ColumnElement[int]:
    """PostgreSQL has no cast from xid8 to bigint but through text."""
    return cast(cast(xid, Text), BigInteger)


def _running_transaction() -> ColumnElement[int]:
    return as_number(func.pg_current_xact_id()) if on_postgres() else literal(0, BigInteger)


def touch_feed(job: Job) -> None:
    """Tell the job's technician that it changed; nobody, if it has none."""
    if job.technician_id is not None:
        _move_to_end(job.technician_id, job.id, removed="")


def remove_from_feed(technician_id: UUID, job_id: UUID, reason: RemovedReason) -> None:
    """Tell a technician that the job is no longer theirs to do. A draft stays on the phone."""
    _move_to_end(technician_id, job_id, removed=reason.value)


def was_told(technician_id: UUID, job_id: UUID) -> bool:
    """Whether the job is or ever was on this technician's phone."""
    return db.session.get(JobFeed, (technician_id, job_id)) is not None


def knows_household(technician_id: UUID, customer_id: UUID) -> bool:
    """Whether a job of this customer is or was on the technician's phone."""
    statement = (
        select(JobFeed.job_id)
        .join(Job, Job.id == JobFeed.job_id)
        .where(Job.customer_id == customer_id, JobFeed.technician_id == technician_id)
    )
    return db.session.scalar(statement.limit(1)) is not None


def _move_to_end(technician_id: UUID, job_id: UUID, *, removed: str) -> None:
    db.session.flush()  # the job's row must exist before the feed speaks of it
    xid = _running_transaction()
    last = select(func.max(JobFeed.seq)).where(JobFeed.technician_id == technician_id, JobFeed.xid == xid)
    place = {"xid": xid, "seq": func.coalesce(last.scalar_subquery(), 0) + 1, "removed": removed}
    statement = insert_into(JobFeed).values(technician_id=technician_id, job_id=job_id, **place)
    statement = statement.on_conflict_do_update(
        index_elements=[JobFeed.technician_id, JobFeed.job_id],
        set_={name: statement.excluded[name] for name in place},
    )
    db.session.execute(statement)
