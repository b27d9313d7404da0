"""What needs a person: open and resolved items, within the reader's centers."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import undefer

from backend.accounts.models import User
from backend.domain.vocabulary import ReviewReason
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page
from backend.reports.models import Attestation, Feedback, Report, ReportConflict, ReportSummary, ReviewItem

Centers = AbstractSet[UUID] | None  # None = every center


@dataclass(frozen=True, kw_only=True)
class ReviewFilter:
    reason: str = ""
    resolved: bool = False


def _visible(centers: Centers) -> ColumnElement[bool]:
    """An unreadable report names no center: its author's center then looks after it."""
    if centers is None:
        return true()
    of_author = select(Report.id).join(User, User.id == Report.author_id).where(User.center_id.in_(centers))
    return or_(
        ReviewItem.center_id.in_(centers),
        ReviewItem.center_id.is_(None) & ReviewItem.report_id.in_(of_author),
    )


def _items(centers: Centers) -> Select[*tuple[Any, ...]]:
    return (
        select(ReviewItem, Report, ReportSummary, User.name.label("author"))
        .join(Report, Report.id == ReviewItem.report_id)
        .join(User, User.id == Report.author_id)
        .outerjoin(ReportSummary, ReportSummary.report_id == ReviewItem.report_id)
        .where(_visible(centers))
    )


def _position(row: Any) -> Position:
    return Position(row.ReviewItem.resolved_at or row.ReviewItem.opened_at, row.ReviewItem.id)


def list_items(centers: Centers, wanted: ReviewFilter, *, place: Place) -> Page[Any]:
    """Open items, the longest waiting first; or resolved ones, the latest first."""
    query = _items(centers)
    if wanted.resolved:
        query = query.where(ReviewItem.resolved_at.is_not(None))
    else:
        query = query.where(ReviewItem.resolved_at.is_(None))
    if wanted.reason:
        query = query.where(ReviewItem.reason == wanted.reason)
    moment = ReviewItem.resolved_at if wanted.resolved else ReviewItem.opened_at
    order = Order(moment=moment, key=ReviewItem.id, descending=wanted.resolved)
    return fetch_page(query, order, place=place, position_of=_position)


def find_item(item_id: UUID, centers: Centers) -> Any | None:
    """One row of `_items`; None also when it belongs to a center out of sight."""
    return db.session.execute(_items(centers).where(ReviewItem.id == item_id)).one_or_none()


def count_open_items(centers: Centers) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(ReviewItem).where(ReviewItem.resolved_at.is_(None), _visible(centers))
        )
        or 0
    )


def count_by_reason(centers: Centers) -> dict[ReviewReason, int]:
    rows = db.session.execute(
        select(ReviewItem.reason, func.count())
        .where(ReviewItem.resolved_at.is_(None), _visible(centers))
        .group_by(ReviewItem.reason)
        .order_by(ReviewItem.reason)
    )
    return {ReviewReason(reason): number for reason, number in rows}


def items_of_report(report_id: UUID) -> list[tuple[ReviewItem, str]]:
    """Every item about one report with the name of who resolved it."""
    rows = db.session.execute(
        select(ReviewItem, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == ReviewItem.resolved_by_id)
        .where(ReviewItem.report_id == report_id)
        .order_by(ReviewItem.opened_at)
    )
    return [(item, name) for item, name in rows]


def conflicting_bytes(report_id: UUID, *, key: str) -> ReportConflict | None:
    """The other bytes that came under a report's id; `key` is their digest (or empty: the first)."""
    query = select(ReportConflict).where(ReportConflict.report_id == report_id).options(undefer(ReportConflict.body))
    if key:
        query = query.where(ReportConflict.digest == key)
    return db.session.scalar(query.order_by(ReportConflict.received_at).limit(1))


def attestations_of(report_id: UUID) -> list[Attestation]:
    """Signatures that came after the report, in the order they arrived."""
    query = select(Attestation).where(Attestation.report_id == report_id)
    return list(db.session.scalars(query.order_by(Attestation.received_at)))


def feedback_of(report_id: UUID) -> Feedback | None:
    return db.session.get(Feedback, report_id)
