"""Asking for cards, and taking one to make. Loads no PDF library: web processes use it; making.py prints.

The table `card_work` is the queue and a lease keeps workers apart, so that a worker may die anywhere:
another one takes the card when the lease has run out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from backend.accounts.models import User
from backend.cards.models import CardWork
from backend.domain.vocabulary import ReceiptState, ReviewReason
from backend.infrastructure.database import db
from backend.infrastructure.transaction import after_commit
from backend.infrastructure.upsert import insert_new
from backend.infrastructure.wiring import queue, settings
from backend.reports.events import AttestationAccepted, ReportCompleted, ReportProjected
from backend.reports.models import Report
from backend.reports.operations import open_review

LEASE = timedelta(minutes=5)  # a card takes a second; a worker that needs longer is dead
ATTEMPTS_BEFORE_REVIEW = 5


def on_report_projected(event: ReportProjected) -> None:
    """A report was read: its card is due when its photos are here, at the latest after CARD_WAIT_HOURS."""
    request_card(event.report_id, now=event.at)


def on_report_completed(event: ReportCompleted) -> None:
    request_card(event.report_id, now=event.at)


def on_attestation_accepted(event: AttestationAccepted) -> None:
    """A report that was not projected yet gets its card, with this signature, when it is."""
    if db.session.get(CardWork, event.report_id) is not None:
        request_card(event.report_id, now=event.at)


def request_card(report_id: UUID, *, now: datetime) -> None:
    """Ask for a card, or for another edition if something came since. Asking twice is harmless."""
    report = db.session.get(Report, report_id)
    if report is None or report.receipt == ReceiptState.QUARANTINED:
        return
    waits = timedelta(hours=settings().card_wait_hours)
    due_at = now if report.completed_at else max(report.received_at + waits, now)
    if not insert_new(CardWork, report_id=report_id, due_at=due_at, attempts=0, last_error=""):
        work = db.session.get(CardWork, report_id, with_for_update=True, populate_existing=True)
        if work is not None:
            work.due_at = due_at if work.done_at else min(work.due_at, due_at)
            work.done_at, work.attempts = None, 0
            db.session.flush()
    if due_at <= now:
        after_commit(queue().hint)


def due_cards(now: datetime) -> int:
    """How many cards could be made now."""
    return len(list(db.session.scalars(_due(now))))


def _due(now: datetime) -> Any:
    free = or_(CardWork.leased_until.is_(None), CardWork.leased_until < now)
    return select(CardWork.report_id).where(CardWork.done_at.is_(None), CardWork.due_at <= now, free)


def lease_card(now: datetime) -> UUID | None:
    """Take the card that waits longest, for LEASE. Safe for any number of workers.

    The attempt is counted when it begins: a card that kills its worker must not be tried for ever.
    """
    query = _due(now).order_by(CardWork.due_at).limit(1).with_for_update(skip_locked=True)
    report_id: UUID | None = db.session.scalar(query)
    if report_id is None:
        return None
    work = db.session.get_one(CardWork, report_id, populate_existing=True)
    work.leased_until, work.attempts = now + LEASE, work.attempts + 1
    if work.attempts > ATTEMPTS_BEFORE_REVIEW:
        ask_person(report_id, work.last_error or "the worker died while making it", now=now)
    db.session.flush()
    return report_id


def ask_person(report_id: UUID, error: str, *, now: datetime) -> None:
    report = db.session.get_one(Report, report_id)
    author = db.session.get(User, report.author_id)
    open_review(
        report_id,
        ReviewReason.CARD_FAILED,
        center_id=author.center_id if author else None,
        detail={"error": error[:500]},
        now=now.astimezone(UTC),
    )
