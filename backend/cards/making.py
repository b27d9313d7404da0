"""Making a card and, of a report with hazards, its notice: read all, print, seal, store, register.

Rendering happens outside every transaction; what changed meanwhile makes another edition due.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import undefer

from backend.accounts.models import Center, User
from backend.audit.operations import record
from backend.cards.events import CardSealed
from backend.cards.models import NOTICE_SUFFIX, Card, CardWork, HazardNotice
from backend.cards.notice import NOTICE_TEMPLATE_VERSION, photos_of_hazards
from backend.cards.operations import ATTEMPTS_BEFORE_REVIEW, ask_person
from backend.cards.presentation import TEMPLATE_VERSION, Issue
from backend.cards.queries import is_edition_due, later_attestations, latest_card, latest_notice, photos_of
from backend.cards.render import CardPress
from backend.cards.seal import Seal, seal_pdf
from backend.cards.wording import zone_named
from backend.domain.errors import NotFoundError
from backend.infrastructure.database import db
from backend.infrastructure.events import publish
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
class Sources:
    """All that one edition is printed from, read without holding up anybody who writes."""

    report: SignedReport  # with the signatures that came later
    received_at: datetime
    center: Center
    latest: Card | None
    photos: list[str]
    photos_missing: int
    later_signatures: int


@dataclass(frozen=True, kw_only=True)
class CardTask:
    """One edition to print: its sources with a number and an issue."""

    report_id: UUID
    center_id: UUID
    report: SignedReport
    issue: Issue
    notice: Issue | None  # None without hazards, or when the last notice still says all
    photos: list[str]
    photos_missing: int
    later_signatures: int


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A sealed file that is in the store, with what its register entry says."""

    paper: type[Card] | type[HazardNotice]
    issue: Issue
    sha256: str
    size: int
    template_version: str
    photos_missing: int


def seal_card(report_id: UUID, now: datetime, *, press: CardPress, seal: Seal) -> Card | None:
    """Make, seal, store and register the card; None when nothing has changed since the last edition.

    Commits on its own. A failure is noted and tried again later (30 s, 2 min, 8 min, 32 min, then daily with
    an item for a person); the exception is logged, not raised: the next card must not suffer.
    """
    try:
        sources = _read_sources(report_id)
        if sources is None:
            with transaction():
                _finish(report_id, now)
            return None
        with transaction():
            task = _begin(report_id, sources, now=now, certificate=seal.certificates.name)
        printed = print_papers(task, press=press, seal=seal)
        with transaction():
            return _register(task, printed, now=now)
    except Exception as error:
        log.exception("card_failed", report_id=str(report_id))
        db.session.rollback()
        with transaction():
            _postpone(report_id, f"{type(error).__name__}: {error}", now=now)
        return None


def _read_sources(report_id: UUID) -> Sources | None:
    """None when no edition is due. Parsing and digesting happen here: SQLite has one turn to write for all."""
    if not is_edition_due(report_id):
        return None
    report = db.session.scalars(select(Report).where(Report.id == report_id).options(undefer(Report.body))).one()
    photos, missing = photos_of(report_id)
    later = later_attestations(report_id)
    signed = read_signed(report.body)
    return Sources(
        report=replace(signed, attestations=[*signed.attestations, *later]),
        received_at=report.received_at,
        center=_center_of(report, signed.content),
        latest=latest_card(report_id),
        photos=photos,
        photos_missing=missing,
        later_signatures=len(later),
    )


def _begin(report_id: UUID, sources: Sources, *, now: datetime, certificate: str) -> CardTask:
    latest, content = sources.latest, sources.report.content
    number = latest.number if latest else _next_number(sources.center, now)
    issue = Issue(
        number=number,
        edition=latest.edition + 1 if latest else 1,
        sealed_at=now,
        received_at=sources.received_at,
        content_digest=sources.report.content_digest,
        verify_url=f"{settings().base_url}/verify",
        certificate=certificate,
        with_number=f"{number}{NOTICE_SUFFIX}" if content["hazards"] else "",
    )
    return CardTask(
        report_id=report_id,
        center_id=sources.center.id,
        report=sources.report,
        issue=issue,
        notice=_notice_issue(report_id, sources, issue),
        photos=sources.photos,
        photos_missing=sources.photos_missing,
        later_signatures=sources.later_signatures,
    )


def _notice_issue(report_id: UUID, sources: Sources, card: Issue) -> Issue | None:
    """A first notice, or another edition when a picture of a danger or a signature came since the last."""
    if not sources.report.content["hazards"]:
        return None
    latest = latest_notice(report_id)
    missing = _missing_in_notice(sources.report.content, sources.photos)
    if latest and (latest.photos_missing, latest.later_signatures) == (missing, sources.later_signatures):
        return None
    edition = latest.edition + 1 if latest else 1
    return replace(card, number=card.with_number, with_number=card.number, edition=edition)


def _missing_in_notice(content: Content, photos: Collection[str]) -> int:
    return sum(photo["sha256"] not in photos for photo in photos_of_hazards(content))


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


def print_papers(task: CardTask, *, press: CardPress, seal: Seal) -> list[Printed]:
    """Card and notice, sealed and in the store. A photo whose bytes are gone is printed as not received."""
    photos: dict[str, bytes] = {}
    for sha256 in task.photos:
        try:
            photos[sha256] = storage().get(content_key("blobs", sha256))
        except NotFoundError:
            log.error("photo_lost", report_id=str(task.report_id), sha256=sha256)
    card = seal_pdf(press.print(task.report, task.issue, photos=photos), seal)
    printed = [_stored(card, Card, task.issue, template=TEMPLATE_VERSION, missing=task.photos_missing)]
    if task.notice:
        notice = seal_pdf(press.print_notice(task.report, task.notice, photos=photos), seal)
        missing = _missing_in_notice(task.report.content, task.photos)
        printed.append(_stored(notice, HazardNotice, task.notice, template=NOTICE_TEMPLATE_VERSION, missing=missing))
    return printed


def _stored(
    pdf: bytes, paper: type[Card] | type[HazardNotice], issue: Issue, *, template: str, missing: int
) -> Printed:
    sha256 = hashlib.sha256(pdf).hexdigest()
    storage().put(content_key("cards", sha256), pdf)
    return Printed(
        paper=paper, issue=issue, sha256=sha256, size=len(pdf), template_version=template, photos_missing=missing
    )


def _register(task: CardTask, printed: Sequence[Printed], *, now: datetime) -> Card | None:
    # what another worker, after our lease had run out, registered first is not entered again
    entered = [each for each in printed if _enter(task, each)]
    _finish(task.report_id, now)
    for each in entered:
        record(
            "card.seal" if each.paper is Card else "notice.seal",
            actor=None,
            now=now,
            subject_type="report",
            subject_id=task.report_id,
            center_id=task.center_id,
            number=each.issue.number,
            edition=each.issue.edition,
        )
        if each.paper is Card:
            publish(CardSealed(report_id=task.report_id, number=each.issue.number, edition=each.issue.edition, at=now))
    return latest_card(task.report_id) if any(each.paper is Card for each in entered) else None


def _enter(task: CardTask, printed: Printed) -> bool:
    issue = printed.issue
    return insert_new(
        printed.paper,
        id=new_id(),
        report_id=task.report_id,
        center_id=task.center_id,
        edition=issue.edition,
        number=issue.number,
        verification_code=task.report.content["verification_code"],
        content_digest=issue.content_digest,
        sha256=printed.sha256,
        size=printed.size,
        language=task.report.content["language"],
        template_version=printed.template_version,
        photos_missing=printed.photos_missing,
        later_signatures=task.later_signatures,
        sealed_at=issue.sealed_at,
    )


def _finish(report_id: UUID, now: datetime) -> None:
    """Nothing more to do, unless a photo or a signature came while the card was being made.

    Whoever brings one asks for a card under the same lock, after it is in the database (request_card).
    """
    work = db.session.get(CardWork, report_id, with_for_update=True, populate_existing=True)
    if work is None:
        return
    work.leased_until, work.last_error, work.attempts = None, "", 0
    work.done_at = None if is_edition_due(report_id) else now
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
