"""The rail: where one may go, and the numbers that ask for attention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from backend.accounts.listing import SILENT_AFTER
from backend.accounts.models import Device, User
from backend.care.listing import count_waiting
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.messages.listing import count_to_send
from backend.reports.listing import count_open_items


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the rail. `name` also says which page is current (`here`)."""

    name: str
    url: str
    icon: str
    scope: str
    number: int = 0
    second: bool = False  # below the line; on a phone behind "more"


def count_silent(who: Principal, now: datetime) -> int:
    """Phones that were not heard of for hours and still hold unsent work."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Device)
            .join(User, User.id == Device.user_id)
            .where(
                Device.unsent > 0,
                Device.revoked_at.is_(None),
                Device.last_seen_at < now - SILENT_AFTER,
                *(() if who.center_ids is None else (User.center_id.in_(who.center_ids),)),
            )
        )
        or 0
    )


def places_for(who: Principal, now: datetime) -> list[Place]:
    everywhere = (
        Place(name="jobs", url="/office/jobs", icon="jobs", scope="job:read"),
        Place(name="reports", url="/office/reports", icon="card", scope="report:read"),
        Place(
            name="review",
            url="/office/review",
            icon="person",
            scope="report:resolve",
            number=count_open_items(who.center_ids),
        ),
        Place(
            name="complaints",
            url="/office/complaints",
            icon="flag",
            scope="complaint:handle",
            number=count_waiting(who.center_ids),
        ),
        Place(
            name="messages",
            url="/office/messages",
            icon="mail",
            scope="complaint:handle",
            number=count_to_send(who.center_ids),
        ),
        Place(name="customers", url="/office/customers", icon="people", scope="customer:read"),
        Place(
            name="phones",
            url="/office/phones",
            icon="phones",
            scope="office",
            number=count_silent(who, now),
            second=True,
        ),
        Place(name="users", url="/office/users", icon="key", scope="user:write", second=True),
        Place(name="instruments", url="/office/instruments", icon="figures", scope="user:write", second=True),
        Place(name="audit", url="/office/audit", icon="book", scope="audit:read", second=True),
    )
    return [place for place in everywhere if place.scope in who.scopes]
