"""Complaints as the office lists and opens them, within the reader's centers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from backend.accounts.models import Center, User
from backend.cards.models import Card
from backend.care.models import Complaint, ComplaintEvent
from backend.care.queries import Centers
from backend.domain.complaints import UNSETTLED
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page
from backend.reports.models import ReportSummary

Owner = aliased(User, name="owner")
Technician = aliased(User, name="technician")
LaterCard = aliased(Card, name="later_card_of_complaint")

NOBODY = "none"  # the filter's value for complaints without an owner
WAITING = "waiting"  # … for the states that wait for the office


@dataclass(frozen=True, kw_only=True)
class ComplaintFilter:
    """What the office asked for; empty = any. Days are the reader's local days, both included."""

    state: str = ""  # a ComplaintState, or WAITING
    source: str = ""
    center_id: UUID | None = None
    owner: str = ""  # a user's id, or NOBODY
    report_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    search: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _rows(centers: Centers) -> Select[*tuple[Any, ...]]:
    later = exists().where(LaterCard.report_id == Card.report_id, LaterCard.edition > Card.edition)
    query = (
        select(
            Complaint,
            ReportSummary,
            Center,
            Card.number.label("number"),
            Owner.name.label("owner"),
            Technician.name.label("technician"),
        )
        .join(ReportSummary, ReportSummary.report_id == Complaint.report_id)
        .join(Center, Center.id == Complaint.center_id)
        .join(Technician, Technician.id == ReportSummary.technician_id)
        .outerjoin(Owner, Owner.id == Complaint.owner_id)
        .outerjoin(Card, and_(Card.report_id == Complaint.report_id, ~later))
    )
    return query if centers is None else query.where(Complaint.center_id.in_(centers))


def _words(text: str) -> ColumnElement[bool]:
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    wanted = f"%{escaped}%"
    return or_(
        ReportSummary.search.like(wanted, escape="\\"),
        func.lower(Complaint.text).like(wanted, escape="\\"),
        func.lower(Complaint.answer).like(wanted, escape="\\"),
        func.lower(Card.number).like(wanted, escape="\\"),
    )


def _owned(owner: str) -> ColumnElement[bool]:
    return Complaint.owner_id.is_(None) if owner == NOBODY else Complaint.owner_id == UUID(owner)


def list_complaints(centers: Centers, wanted: ComplaintFilter, *, place: Place) -> Page[Any]:
    """What waits for the office: the longest waiting first. All else: the latest first."""
    states = UNSETTLED if wanted.state == WAITING else {wanted.state}
    conditions = [
        Complaint.state.in_(sorted(states)) if wanted.state else None,
        Complaint.source == wanted.source if wanted.source else None,
        Complaint.center_id == wanted.center_id if wanted.center_id else None,
        _owned(wanted.owner) if wanted.owner else None,
        Complaint.report_id == wanted.report_id if wanted.report_id else None,
        Complaint.opened_at >= wanted.start_of(wanted.first) if wanted.first else None,
        Complaint.opened_at < wanted.start_of(wanted.last + timedelta(days=1)) if wanted.last else None,
        _words(wanted.search) if wanted.search else None,
    ]
    query = _rows(centers).where(*(condition for condition in conditions if condition is not None))
    order = Order(moment=Complaint.opened_at, key=Complaint.id, descending=wanted.state != WAITING)
    return fetch_page(
        query, order, place=place, position_of=lambda row: Position(row.Complaint.opened_at, row.Complaint.id)
    )


def find_complaint(complaint_id: UUID, centers: Centers) -> Any | None:
    """One row of the list; None also when it belongs to a center out of sight."""
    return db.session.execute(_rows(centers).where(Complaint.id == complaint_id)).one_or_none()


def history_of(complaint_id: UUID) -> list[tuple[ComplaintEvent, str]]:
    """Every change with the name of who made it, the latest first."""
    rows = db.session.execute(
        select(ComplaintEvent, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == ComplaintEvent.actor_id)
        .where(ComplaintEvent.complaint_id == complaint_id)
        .order_by(ComplaintEvent.at.desc(), ComplaintEvent.id.desc())
    )
    return [(event, name) for event, name in rows]


def count_waiting(centers: Centers) -> int:
    query = select(func.count()).select_from(Complaint).where(Complaint.state.in_(sorted(UNSETTLED)))
    return db.session.scalar(query if centers is None else query.where(Complaint.center_id.in_(centers))) or 0


def owners_of(centers: Centers) -> list[User]:
    """Everybody who owns a complaint that the reader may see."""
    owned = select(Complaint.owner_id).where(Complaint.owner_id.is_not(None))
    if centers is not None:
        owned = owned.where(Complaint.center_id.in_(centers))
    return list(db.session.scalars(select(User).where(User.id.in_(owned)).order_by(User.name)))
