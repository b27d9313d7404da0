"""What a phone reports of a job: always stored, applied or not, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.domain.errors import ConflictError
from backend.domain.job_states import PHONE_MOVES, can_move, move
from backend.domain.vocabulary import JobEventKind, JobState, RemovedReason
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_new
from backend.jobs.feed import touch_feed, was_told
from backend.jobs.history import device_of
from backend.jobs.models import EventLocation, Job, JobEvent
from backend.jobs.operations import take_from_technician

# Why an event was not applied. A job the phone may not know of and one that does not exist look the same.
UNKNOWN, REASSIGNED, CANCELLED, OUT_OF_TURN = "job_unknown", "job_reassigned", "job_cancelled", "out_of_turn"


@dataclass(frozen=True, kw_only=True)
class PhoneEvent:
    """One event as the phone tells it. `sequence` counts up per device; `device_time` is shown, never trusted."""

    job_id: UUID
    kind: JobEventKind
    device_time: datetime
    sequence: int
    why: str = ""
    location: dict[str, Any] | None = None  # LocationSchema, where the technician switched it on


@dataclass(frozen=True, kw_only=True)
class EventReceipt:
    """`state` is the job's, or empty where the sender may not know it."""

    id: UUID
    applied: bool
    why: str
    state: str
    server_time: datetime


def record_job_event(event_id: UUID, told: PhoneEvent, *, actor: Principal, now: datetime) -> EventReceipt:
    """Store an event once and move the job if that is still its turn. Raises ConflictError.

    Repeating it answers the same receipt; the same id with other content, or of somebody else, is a conflict.
    """
    stored = db.session.get(JobEvent, event_id)
    if stored is not None:
        return _again(stored, told, actor)
    job = db.session.get(Job, told.job_id, with_for_update=True, populate_existing=True)
    refusal = _refusal(job, told, actor)
    before = job.state if job is not None and refusal in ("", OUT_OF_TURN) else ""
    after = str(move(before, PHONE_MOVES[told.kind])) if not refusal else before
    fresh = insert_new(
        JobEvent,
        id=event_id,
        job_id=told.job_id,
        kind=told.kind.value,
        from_state=before,
        to_state=after,
        applied=not refusal,
        why=told.why,
        actor_id=actor.id,
        device_id=device_of(actor),
        device_sequence=told.sequence,
        device_time=told.device_time,
        server_time=now,
        detail={"not_applied": refusal} if refusal else {},
    )
    if not fresh:
        return _again(db.session.get_one(JobEvent, event_id), told, actor)
    if told.location:
        db.session.add(EventLocation(event_id=event_id, recorded_at=now, **told.location))
    if job is not None and not refusal:
        _apply(job, told.kind, after, now=now)
    return EventReceipt(id=event_id, applied=not refusal, why=refusal, state=after, server_time=now)


def _refusal(job: Job | None, told: PhoneEvent, actor: Principal) -> str:
    if job is None or not (job.technician_id == actor.id or was_told(actor.id, job.id)):
        return UNKNOWN
    if job.technician_id != actor.id:
        return REASSIGNED
    if job.state == JobState.CANCELLED:
        return CANCELLED
    return "" if can_move(job.state, PHONE_MOVES[told.kind]) else OUT_OF_TURN


def _apply(job: Job, kind: JobEventKind, after: str, *, now: datetime) -> None:
    job.state, job.updated_at = after, now
    if kind is JobEventKind.DECLINED:
        take_from_technician(job, RemovedReason.REASSIGNED)
    touch_feed(job)


def _again(stored: JobEvent, told: PhoneEvent, actor: Principal) -> EventReceipt:
    if stored.actor_id != actor.id:
        raise ConflictError
    if _content(stored) != _content(told):
        raise ConflictError(
            code="digest_mismatch",
            zh="服务器上同一编号已有另一个事件。",
            en="The server holds another event under this id.",
        )
    why = stored.detail.get("not_applied", "")
    return EventReceipt(
        id=stored.id, applied=stored.applied, why=why, state=stored.to_state, server_time=stored.server_time
    )


def _content(event: Any) -> tuple[Any, ...]:
    sequence = event.sequence if isinstance(event, PhoneEvent) else event.device_sequence
    return (event.job_id, str(event.kind), event.device_time, sequence, event.why)
