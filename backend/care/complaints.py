"""Complaints: opened by the customer's word, owned and answered by the office. Callers commit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.accounts.models import User
from backend.audit.operations import record
from backend.care.models import Complaint, ComplaintEvent
from backend.care.telling import tell_answer
from backend.domain.complaints import Step, next_state
from backend.domain.errors import InvalidInputError
from backend.domain.vocabulary import ComplaintSource, ComplaintState, Service
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.upsert import insert_new
from backend.reports.models import ReportSummary

LONGEST_WORDS, LONGEST_REASON = 1000, 500
CUSTOMER, OFFICE, SYSTEM = "customer", "office", "system"


def matter_of_service(letter: str) -> str:
    """The key under which a service is complained about once a report, whoever said it first."""
    return f"service:{letter}"


SIGNATURE_MATTER = "signature"


def open_complaint(
    summary: ReportSummary,
    source: ComplaintSource,
    *,
    key: str,
    by: str,
    now: datetime,
    service: str = "",
    text: str = "",
    actor: User | None = None,
) -> Complaint | None:
    """Open a complaint, once for a report and key; None when it was opened before. Raises InvalidInputError."""
    words = _checked(text, "text", LONGEST_WORDS)
    complaint_id = new_id()
    created = insert_new(
        Complaint,
        id=complaint_id,
        report_id=summary.report_id,
        key=key,
        job_id=summary.job_id,
        center_id=summary.center_id,
        customer_id=summary.customer_id,
        source=source.value,
        service=Service(service).value if service else "",
        text=words,
        state=ComplaintState.OPEN.value,
        answer="",
        close_reason="",
        reopened=0,
        opened_at=now,
        updated_at=now,
    )
    if not created:
        return None
    complaint = db.session.get_one(Complaint, complaint_id)
    _note(complaint, Step.OPEN, by=by, actor=actor, now=now, text=words)
    return complaint


def take_complaint(complaint_id: UUID, *, actor: User, now: datetime) -> Complaint:
    """Become its owner; somebody else's may be taken over. Raises ConflictError when it is settled."""
    complaint = _locked(complaint_id)
    _move(complaint, Step.TAKE, now=now)
    complaint.owner_id = actor.id
    _note(complaint, Step.TAKE, by=OFFICE, actor=actor, now=now)
    return complaint


def answer_complaint(complaint_id: UUID, *, answer: str, actor: User, now: datetime) -> Complaint:
    """Words that the customer reads on their page. Raises InvalidInputError, ConflictError."""
    words = _needed(answer, "answer", LONGEST_WORDS)
    complaint = _locked(complaint_id)
    _move(complaint, Step.ANSWER, now=now)
    complaint.answer, complaint.answered_at = words, now
    complaint.owner_id = complaint.owner_id or actor.id
    _note(complaint, Step.ANSWER, by=OFFICE, actor=actor, now=now, text=words)
    tell_answer(complaint, now=now)
    return complaint


def close_complaint(complaint_id: UUID, *, reason: str, actor: User, now: datetime) -> Complaint:
    """Settle it, with a reason for the office's own record. Raises InvalidInputError, ConflictError."""
    words = _needed(reason, "close_reason", LONGEST_REASON)
    complaint = _locked(complaint_id)
    _move(complaint, Step.CLOSE, now=now)
    complaint.close_reason, complaint.closed_at = words, now
    complaint.owner_id = complaint.owner_id or actor.id
    _note(complaint, Step.CLOSE, by=OFFICE, actor=actor, now=now, text=words)
    return complaint


def reopen_complaint(
    complaint_id: UUID, *, by: str, now: datetime, text: str = "", actor: User | None = None
) -> Complaint:
    """Not settled after all, by the office or the customer. Its owner stays. Raises ConflictError."""
    words = _checked(text, "text", LONGEST_WORDS)
    complaint = _locked(complaint_id)
    _move(complaint, Step.REOPEN, now=now)
    complaint.closed_at, complaint.reopened = None, complaint.reopened + 1
    _note(complaint, Step.REOPEN, by=by, actor=actor, now=now, text=words)
    return complaint


def add_words(complaint_id: UUID, *, by: str, text: str, now: datetime, actor: User | None = None) -> Complaint:
    """More words to a complaint as it stands: the customer's, or a note of the office that they do not read."""
    words = _needed(text, "text", LONGEST_WORDS)
    complaint = _locked(complaint_id)
    complaint.updated_at = now
    _note(complaint, Step.ADD, by=by, actor=actor, now=now, text=words)
    return complaint


def _locked(complaint_id: UUID) -> Complaint:
    """As it is now, and nobody else's until the commit: two answers at once must not both count."""
    return db.session.scalars(
        select(Complaint)
        .where(Complaint.id == complaint_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _move(complaint: Complaint, step: Step, *, now: datetime) -> None:
    complaint.state, complaint.updated_at = next_state(step, complaint.state).value, now


def _note(
    complaint: Complaint, step: Step, *, by: str, now: datetime, actor: User | None = None, text: str = ""
) -> None:
    db.session.add(
        ComplaintEvent(
            complaint_id=complaint.id,
            at=now,
            actor_id=actor.id if actor else None,
            by=by,
            step=step.value,
            state=complaint.state,
            text=text,
        )
    )
    record(
        f"complaint.{step.value}",
        actor=actor,
        now=now,
        subject_type="complaint",
        subject_id=complaint.id,
        center_id=complaint.center_id,
        by=by,
    )
    db.session.flush()


def _checked(text: str, field: str, longest: int) -> str:
    words = text.strip().replace("\x00", "")
    if len(words) > longest:
        raise InvalidInputError(
            zh=f"内容太长，最多 {longest} 字。", en=f"The text is too long: {longest} characters.", field=field
        )
    return words


def _needed(text: str, field: str, longest: int) -> str:
    words = _checked(text, field, longest)
    if not words:
        raise InvalidInputError(zh="请填写内容。", en="Please write something.", field=field)
    return words
