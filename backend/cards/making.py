"""Making a card: read everything, print, seal, store, write into the register.

Rendering happens outside every transaction; what changed meanwhile makes another edition due.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import undefer

from backend.accounts.models import Center, User
from backend.audit.operations import record
from backend.cards.models import Card, CardWork
from backend.cards.operations import ATTEMPTS_BEFORE_REVIEW, ask_person
from backend.cards.presentation import TEMPLATE_VERSION, Issue
from backend.cards.queries import later_attestations, latest_card, photos_of
from backend.cards.render import CardPress
from backend.cards.seal import Seal, seal_pdf
from backend.cards.wording import zone_named
from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import ReceiptState
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.upsert import insert_new
from backend.infrastructure.wiring import settings, storage
from backend.jobs.numbers import next_in
from backend.reports.models import Report
from backend.reports.versions import Content, SignedReport, read_signed

log = structlog.get_logger(__name__)

_FIRST_WAIT, _GROWTH = timedelta(seconds=30), 4
_LATER = timedelta(hours=24)  # after a person was asked: once a day, in case the cause is gone


@dataclass(frozen=True, kw_only=True)
class CardTask:
    """Everything one edition is printed from, read in one transaction."""

    report_id: UUID
    center_id: UUID
    report: SignedReport  # with the signatures that came later
    issue: Issue
    photos: list[str]
    photos_missing: int


def seal_card(report_id: UUID, now: datetime, *, press: CardPress, seal: Seal) -> Card | None:
    """Make, seal, store and register the card; None when nothing has changed since the last edition.

    Commits on its own. A failure is noted and tried again later (30 s, 2 min, 8 min, 32 min, then daily with
    an item for a person); the exception is logged, not raised: the next card must not suffer.
    """
    try:
        with transaction():
            task = _begin(report_id, now, seal=seal)
        if task is None:
            return None
        pdf = print_card(task, press=press, seal=seal)
        sha256 = hashlib.sha256(pdf).hexdigest()
        storage().put(content_key("cards", sha256), pdf)
        with transaction():
            return _register(task, sha256, len(pdf), now=now)
    except Exception as error:
        log.exception("card_failed", report_id=str(report_id))
        db.session.rollback()
        with transaction():
            _postpone(report_id, f"{type(error).__name__}: {error}", now=now)
        return None


def _begin(report_id: UUID, now: datetime, *, seal: Seal) -> CardTask | None:
    report = db.session.scalar(select(Report).where(Report.id == report_id).options(undefer(Report.body)))
    if report is None or report.receipt == ReceiptState.QUARANTINED:
        _finish(report_id, now)
        return None
    latest = latest_card(report_id)
    photos, missing = photos_of(report_id)
    if latest and latest.photos_missing == missing and not later_attestations(report_id, after=latest.sealed_at):
        _finish(report_id, now)
        return None
    signed = read_signed(report.body)
    center = _center_of(report, signed.content)
    issue = Issue(
        number=latest.number if latest else _next_number(center, now),
        edition=latest.edition + 1 if latest else 1,
        sealed_at=now,
        received_at=report.received_at,
        content_digest=signed.content_digest,
        verify_url=f"{settings().base_url}/verify",
        certificate=seal.certificates.name,
    )
    return CardTask(
        report_id=report_id,
        center_id=center.id,
        report=replace(signed, attestations=[*signed.attestations, *later_attestations(report_id)]),
        issue=issue,
        photos=photos,
        photos_missing=missing,
    )


def _center_of(report: Report, content: Content) -> Center:
    """The author's center; what the phone wrote counts only for an author who has none."""
    author = db.session.get(User, report.author_id)
    center = db.session.get(Center, (author and author.center_id) or UUID(content["organisation"]["center_id"]))
    if center is None:
        raise LookupError("the author belongs to no service center")
    return center


def _next_number(center: Center, now: datetime) -> str:
    day = now.astimezone(zone_named(center.time_zone)).strftime("%y%m%d")
    count = next_in(f"card:{center.code}:{day}")
    return f"{settings().number_prefix}-{center.code}-{day}-{count:04d}"


def print_card(task: CardTask, *, press: CardPress, seal: Seal) -> bytes:
    """The sealed PDF. A photo whose bytes are gone from the store is printed as not received."""
    photos: dict[str, bytes] = {}
    for sha256 in task.photos:
        try:
            photos[sha256] = storage().get(content_key("blobs", sha256))
        except NotFoundError:
            log.error("photo_lost", report_id=str(task.report_id), sha256=sha256)
    return seal_pdf(press.print(task.report, task.issue, photos=photos), seal)


def _register(task: CardTask, sha256: str, size: int, *, now: datetime) -> Card | None:
    issue = task.issue
    created = insert_new(
        Card,
        id=new_id(),
        report_id=task.report_id,
        center_id=task.center_id,
        edition=issue.edition,
        number=issue.number,
        verification_code=task.report.content["verification_code"],
        content_digest=issue.content_digest,
        sha256=sha256,
        size=size,
        language=task.report.content["language"],
        template_version=TEMPLATE_VERSION,
        photos_missing=task.photos_missing,
        sealed_at=issue.sealed_at,
    )
    _finish(task.report_id, now, photos_missing=task.photos_missing)
    if not created:  # another worker, after our lease had run out, registered this edition first
        return None
    record(
        "card.seal",
        actor=None,
        now=now,
        subject_type="report",
        subject_id=task.report_id,
        center_id=task.center_id,
        number=issue.number,
        edition=issue.edition,
    )
    return latest_card(task.report_id)


def _finish(report_id: UUID, now: datetime, *, photos_missing: int | None = None) -> None:
    """Nothing more to do, unless a photo or a signature came while the card was being made."""
    work = db.session.get(CardWork, report_id, with_for_update=True, populate_existing=True)
    if work is None:
        return
    work.leased_until, work.last_error, work.attempts = None, "", 0
    latest = latest_card(report_id)
    changed = photos_missing is not None and photos_of(report_id)[1] != photos_missing
    signed = latest is not None and bool(later_attestations(report_id, after=latest.sealed_at))
    work.done_at = None if changed or signed else now
    db.session.flush()


def _postpone(report_id: UUID, error: str, *, now: datetime) -> None:
    work = db.session.get(CardWork, report_id, with_for_update=True, populate_existing=True)
    if work is None:
        return
    work.leased_until, work.last_error = None, error[:500]
    if work.attempts >= ATTEMPTS_BEFORE_REVIEW:
        work.due_at = now + _LATER
        ask_person(report_id, work.last_error, now=now)
    else:
        work.due_at = now + _FIRST_WAIT * _GROWTH ** max(work.attempts - 1, 0)
    db.session.flush()
