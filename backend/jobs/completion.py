"""A report ends a visit: its job moves on, or the report's arrival is noted beside a job that is not its any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from backend.domain.job_states import REPORT_MOVES, REPORTED, can_move, move
from backend.domain.vocabulary import JobState, ReviewReason, WorkResult
from backend.infrastructure.database import db
from backend.jobs.feed import touch_feed
from backend.jobs.models import Job, JobEvent

KIND = "report"


class ReportProjected(Protocol):
    """What this slice needs of the event that the reports slice publishes."""

    report_id: UUID
    author_id: UUID
    content: Mapping[str, Any]
    at: datetime


def complete_from_report(
    job_id: UUID,
    *,
    result: WorkResult,
    report_id: UUID,
    author_id: UUID,
    now: datetime,
    supersedes: UUID | None = None,
    why: str = "",
) -> ReviewReason | None:
    """Move the job as its report says, once per report; None, or why it was not moved."""
    job = db.session.get(Job, job_id, with_for_update=True, populate_existing=True)
    done_before = _event_of(report_id, job_id)
    if done_before is not None:
        reason = done_before.detail.get("not_applied")
        return ReviewReason(reason) if reason else None
    problem = _problem(job, author_id=author_id, supersedes=supersedes)
    before = job.state if job else ""
    if job is not None and problem is None:
        if can_move(before, REPORT_MOVES[result]):
            job.state = move(before, REPORT_MOVES[result])
        job.report_id, job.updated_at = report_id, now
        touch_feed(job)
    detail = {"report": str(report_id), "result": result.value} | ({"not_applied": problem.value} if problem else {})
    after = job.state if job else ""
    db.session.add(
        JobEvent(job_id=job_id, kind=KIND, from_state=before, to_state=after, applied=problem is None, why=why[:500],
                 actor_id=author_id, server_time=now, detail=detail)
    )  # fmt: skip
    db.session.flush()
    return problem


def complete_jobs(happened: ReportProjected) -> None:
    """Handler of the reports slice's event: every job that the visit served."""
    supersedes = happened.content["supersedes"]
    for job in happened.content["jobs"]:
        work = job["work"]
        complete_from_report(
            UUID(job["id"]),
            result=WorkResult(work["result"]),
            report_id=happened.report_id,
            author_id=happened.author_id,
            now=happened.at,
            supersedes=UUID(supersedes) if supersedes else None,
            why=work["reason_text"],
        )


def _problem(job: Job | None, *, author_id: UUID, supersedes: UUID | None) -> ReviewReason | None:
    if job is None:
        return ReviewReason.JOB_UNKNOWN
    if job.state == JobState.CANCELLED:
        return ReviewReason.JOB_CANCELLED
    if job.technician_id != author_id:
        return ReviewReason.JOB_REASSIGNED
    if job.report_id is None or job.report_id == supersedes or job.state not in REPORTED:
        return None
    return ReviewReason.JOB_COMPLETED


def _event_of(report_id: UUID, job_id: UUID) -> JobEvent | None:
    """Projecting a report again must not move its job again."""
    events = db.session.scalars(select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.kind == KIND))
    return next((event for event in events if event.detail.get("report") == str(report_id)), None)
