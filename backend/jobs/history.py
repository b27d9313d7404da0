"""A job's history: every change keeps who, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.jobs.feed import touch_feed
from backend.jobs.models import Job, JobEvent


def device_of(actor: Principal) -> UUID | None:
    """The phone somebody speaks from, whichever way they signed in."""
    if actor.device is not None:
        return actor.device.id
    return actor.session.device_id if actor.session is not None else None


def note_change(
    job: Job,
    kind: str,
    *,
    actor: Principal | None,
    now: datetime,
    from_state: str,
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> JobEvent:
    """Write what has just been done to `job`, and tell the phone that has it. `actor` None = the system."""
    job.updated_at = now
    event = JobEvent(
        job_id=job.id,
        kind=kind,
        from_state=from_state,
        to_state=job.state,
        applied=True,
        why=why.strip(),
        actor_id=actor.id if actor else None,
        server_time=now,
        detail=detail or {},
    )
    db.session.add(event)
    touch_feed(job)
    return event
