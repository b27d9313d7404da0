"""Reading people, centers and phones."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from backend.accounts.models import Center, Device, SignInAttempt, User
from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import Role
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db


def user_by_name(username: str) -> User | None:
    return db.session.scalar(
        select(User)
        .where(User.username == username)
        .options(selectinload(User.center), selectinload(User.office_centers))
    )


def get_user(user_id: UUID) -> User:
    """A user with centers. Raises NotFoundError."""
    user = db.session.scalar(
        select(User).where(User.id == user_id).options(selectinload(User.center), selectinload(User.office_centers))
    )
    if user is None:
        raise NotFoundError
    return user


def technicians_of(center_ids: frozenset[UUID] | None) -> list[User]:
    """Active technicians of these centers (None = all), by name."""
    query = select(User).where(User.role == Role.TECHNICIAN.value, User.active).order_by(User.name)
    if center_ids is not None:
        query = query.where(User.center_id.in_(center_ids))
    return list(db.session.scalars(query.options(selectinload(User.center))))


def centers_of(center_ids: frozenset[UUID] | None) -> list[Center]:
    query = select(Center).order_by(Center.code)
    if center_ids is not None:
        query = query.where(Center.id.in_(center_ids))
    return list(db.session.scalars(query))


def list_users() -> list[User]:
    return list(
        db.session.scalars(
            select(User)
            .order_by(User.active.desc(), User.role, User.username)
            .options(selectinload(User.center), selectinload(User.office_centers))
        )
    )


def list_devices(center_ids: frozenset[UUID] | None) -> list[Device]:
    """Phones with their users, last contact first."""
    query = (
        select(Device)
        .join(Device.user)
        .options(selectinload(Device.user).selectinload(User.center))
        .order_by(Device.last_seen_at.desc().nulls_last(), Device.created_at.desc())
    )
    if center_ids is not None:
        query = query.where(User.center_id.in_(center_ids))
    return list(db.session.scalars(query))


def get_device_for(who: Principal, device_id: UUID) -> Device:
    """A phone this person may revoke: their own, or of their centers. Raises NotFoundError."""
    device = db.session.scalar(select(Device).where(Device.id == device_id).options(selectinload(Device.user)))
    if device is None:
        raise NotFoundError
    own = device.user_id == who.id
    office = who.role is not Role.TECHNICIAN and who.sees_center(device.user.center_id)
    if not (own or office):
        raise NotFoundError
    return device


def failures_since(key: str, since: datetime) -> tuple[int, datetime | None]:
    """Failed sign-ins under a key since a moment, and the oldest of them."""
    count, oldest = db.session.execute(
        select(func.count(), func.min(SignInAttempt.at)).where(SignInAttempt.key == key, SignInAttempt.at > since)
    ).one()
    return count, oldest
