"""Where phones were at an arrival: personal, so forgotten after 30 days; what followed from it stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from backend.domain.vocabulary import JobEventKind
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import EventLocation, JobEvent

KEPT = timedelta(days=30)


def arrival_locations(job_id: UUID) -> list[EventLocation]:
    """Locations that were told with arrivals at this job."""
    told = (
        select(EventLocation)
        .join(JobEvent, JobEvent.id == EventLocation.event_id)
        .where(JobEvent.job_id == job_id, JobEvent.kind == JobEventKind.ARRIVED)
    )
    return list(db.session.scalars(told))


def forget_locations(now: datetime) -> int:
    """Erase what is older than KEPT; returns how many."""
    old = EventLocation.recorded_at < now - KEPT
    if db.session.scalar(select(EventLocation.event_id).where(old).limit(1)) is None:
        db.session.rollback()
        return 0
    with transaction():
        return len(db.session.scalars(delete(EventLocation).where(old).returning(EventLocation.event_id)).all())
