"""Reports with the state of their cards, as the office lists, searches and downloads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, true
from sqlalchemy.orm import aliased

from backend.accounts.models import Center, User
from backend.cards.models import Card, CardWork, HazardNotice
from backend.domain.vocabulary import Level
from backend.infrastructure.auth import DEFAULT_ZONE
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page
from backend.reports.models import Report, ReportBlob, ReportSummary, ReviewItem

Centers = AbstractSet[UUID] | None  # None = every center
MOST_COUNTED = 10_000


Newer = aliased(ReportSummary, name="newer")
LaterCard = aliased(Card, name="later_card")
LaterNotice = aliased(HazardNotice, name="later_notice")
AnyCard = aliased(Card, name="any_card")


class CardState(StrEnum):
    """Where a report is on its way to a card, as the office sees it."""

    WAITING = "waiting"  # photos are still to come
    MAKING = "making"
    SEALED = "sealed"
    NEEDS_PERSON = "needs_person"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class ReportFilter:
    """What the office asked for; empty = any. Days are the reader's local days, both included."""

    first: date | None = None
    last: date | None = None
    center_id: UUID | None = None
    technician_id: UUID | None = None
    job_id: UUID | None = None
    verdict: str = ""
    state: str = ""
    result: str = ""
    job_type: str = ""
    service_missing: bool = False
    search: str = ""
    ids: Sequence[UUID] | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(DEFAULT_ZONE))

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _open_item() -> ColumnElement[bool]:
    return exists().where(ReviewItem.report_id == ReportSummary.report_id, ReviewItem.resolved_at.is_(None))


def _superseded() -> ColumnElement[bool]:
    return exists().where(Newer.supersedes_id == ReportSummary.report_id)


def _sealed() -> ColumnElement[bool]:
    return exists().where(AnyCard.report_id == ReportSummary.report_id)


def _in_state(state: str) -> ColumnElement[bool]:
    unsealed = ~_sealed()
    return {
        CardState.WAITING: and_(unsealed, Report.completed_at.is_(None)),
        CardState.MAKING: and_(unsealed, Report.completed_at.is_not(None)),
        CardState.SEALED: _sealed(),
        CardState.NEEDS_PERSON: _open_item(),
        CardState.SUPERSEDED: _superseded(),
    }.get(CardState(state), true())


def _words(text: str) -> ColumnElement[bool]:
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    wanted = f"%{escaped}%"
    numbered = select(Card.report_id).where(func.lower(Card.number).like(wanted, escape="\\"))
    return ReportSummary.search.like(wanted, escape="\\") | ReportSummary.report_id.in_(numbered)


def _filtered(query: Select[Any], centers: Centers, wanted: ReportFilter) -> Select[Any]:
    summary = ReportSummary
    bad = {Level.FAIL.value, Level.REFUSE.value} if wanted.verdict == "unsafe" else {wanted.verdict}
    conditions = [
        summary.center_id.in_(centers) if centers is not None else None,
        summary.signed_at >= wanted.start_of(wanted.first) if wanted.first else None,
        summary.signed_at < wanted.start_of(wanted.last + timedelta(days=1)) if wanted.last else None,
        summary.center_id == wanted.center_id if wanted.center_id else None,
        summary.technician_id == wanted.technician_id if wanted.technician_id else None,
        summary.job_id == wanted.job_id if wanted.job_id else None,
        summary.verdict.in_(bad) | summary.server_verdict.in_(bad) if wanted.verdict else None,
        summary.result == wanted.result if wanted.result else None,
        summary.job_type == wanted.job_type if wanted.job_type else None,
        summary.services_missing > 0 if wanted.service_missing else None,
        _in_state(wanted.state) if wanted.state else None,
        _words(wanted.search) if wanted.search else None,
        summary.report_id.in_(list(wanted.ids)) if wanted.ids is not None else None,
    ]
    return query.where(*(condition for condition in conditions if condition is not None))


def _rows(centers: Centers, wanted: ReportFilter) -> Select[Any]:
    """Each report with the latest edition of its card and hazard notice, names, and what its state is made of."""
    later = exists().where(LaterCard.report_id == Card.report_id, LaterCard.edition > Card.edition)
    later_notice = exists().where(
        LaterNotice.report_id == HazardNotice.report_id, LaterNotice.edition > HazardNotice.edition
    )
    missing = (
        select(func.count())
        .select_from(ReportBlob)
        .where(ReportBlob.report_id == ReportSummary.report_id, ReportBlob.received_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(
            ReportSummary,
            Report,
            Card,
            HazardNotice,
            User.name.label("technician"),
            Center,
            missing.label("photos_missing"),
            _open_item().label("flagged"),
            _superseded().label("superseded"),
            func.coalesce(CardWork.last_error, literal("")).label("card_error"),
        )
        .join(Report, Report.id == ReportSummary.report_id)
        .join(User, User.id == ReportSummary.technician_id)
        .join(Center, Center.id == ReportSummary.center_id)
        .outerjoin(Card, and_(Card.report_id == ReportSummary.report_id, ~later))
        .outerjoin(HazardNotice, and_(HazardNotice.report_id == ReportSummary.report_id, ~later_notice))
        .outerjoin(CardWork, CardWork.report_id == ReportSummary.report_id)
    )
    return _filtered(query, centers, wanted)


NEWEST_FIRST = Order(moment=ReportSummary.signed_at, key=ReportSummary.report_id, descending=True)


def _position(row: Any) -> Position:
    return Position(row.ReportSummary.signed_at, row.ReportSummary.report_id)


def list_reports(centers: Centers, wanted: ReportFilter, *, place: Place) -> Page[Any]:
    """One page of rows, in one query."""
    return fetch_page(_rows(centers, wanted), NEWEST_FIRST, place=place, position_of=_position)


def all_reports(centers: Centers, wanted: ReportFilter, *, batch: int = 200) -> Iterator[Any]:
    """Every row of a filter, page by page: memory stays flat, and no long read blocks the database."""
    place = Place()
    while True:
        page = fetch_page(_rows(centers, wanted), NEWEST_FIRST, place=place, position_of=_position, size=batch)
        db.session.rollback()
        yield from page.rows
        if page.next is None:
            return
        place = Place(after=page.next)


def count_reports(centers: Centers, wanted: ReportFilter) -> int:
    """How many there are, counted up to MOST_COUNTED + 1: nobody reads further."""
    query = select(ReportSummary.report_id).join(Report, Report.id == ReportSummary.report_id)
    limited = _filtered(query, centers, wanted).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(limited)) or 0


def find_row(report_id: UUID, centers: Centers) -> Any | None:
    """The list's row of one report; None also when it belongs to a center out of sight."""
    return db.session.execute(_rows(centers, ReportFilter(ids=[report_id]))).one_or_none()


def editions_of(report_id: UUID) -> list[Card]:
    return list(db.session.scalars(select(Card).where(Card.report_id == report_id).order_by(Card.edition.desc())))


def notices_of(report_id: UUID) -> list[HazardNotice]:
    query = select(HazardNotice).where(HazardNotice.report_id == report_id)
    return list(db.session.scalars(query.order_by(HazardNotice.edition.desc())))


def replaced_by(report_id: UUID) -> UUID | None:
    """The report that corrects this one."""
    return db.session.scalar(select(ReportSummary.report_id).where(ReportSummary.supersedes_id == report_id))


def state_of(row: Any) -> CardState:
    """One word for a row's state; superseded and needs-a-person come before progress."""
    if row.superseded:
        return CardState.SUPERSEDED
    if row.flagged:
        return CardState.NEEDS_PERSON
    if row.Card is not None:
        return CardState.SEALED
    return CardState.MAKING if row.Report.completed_at else CardState.WAITING
