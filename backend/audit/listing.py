"""Reading the audit trail, newest first."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, true

from backend.audit.models import AuditEntry
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page

Centers = AbstractSet[UUID] | None  # None = every center


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    start: datetime | None = None
    end: datetime | None = None
    action: str = ""  # a slice such as `report`, or a whole action
    actor: str = ""
    subject_id: UUID | None = None


def _visible(centers: Centers, reader_id: UUID) -> ColumnElement[bool]:
    """Managers read what happened in their centers, and what they did themselves."""
    if centers is None:
        return true()
    return or_(AuditEntry.center_id.in_(centers), AuditEntry.actor_id == reader_id)


def list_entries(centers: Centers, wanted: AuditFilter, *, reader_id: UUID, place: Place) -> Page[Any]:
    query = select(AuditEntry).where(_visible(centers, reader_id))
    if wanted.start:
        query = query.where(AuditEntry.at >= wanted.start)
    if wanted.end:
        query = query.where(AuditEntry.at < wanted.end)
    if wanted.action:
        whole = AuditEntry.action == wanted.action
        query = query.where(whole | AuditEntry.action.startswith(f"{wanted.action}.", autoescape=True))
    if wanted.actor:
        query = query.where(func.lower(AuditEntry.actor_name).contains(wanted.actor.lower(), autoescape=True))
    if wanted.subject_id:
        query = query.where(AuditEntry.subject_id == wanted.subject_id)
    order = Order(moment=AuditEntry.at, key=AuditEntry.id, descending=True)
    return fetch_page(query, order, place=place, position_of=lambda row: Position(row.AuditEntry.at, row.AuditEntry.id))


def entries_about(subject_id: UUID, *, most: int = 12) -> list[AuditEntry]:
    """The latest entries about one thing."""
    return list(
        db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.subject_id == subject_id)
            .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
            .limit(most)
        )
    )
