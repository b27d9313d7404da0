"""Private links: made by the phone or by the office, revoked by the office. Callers commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from backend.accounts.models import User
from backend.audit.operations import record
from backend.care.keys import hash_key, is_hash, new_key
from backend.care.models import CareLink
from backend.care.queries import center_of
from backend.domain.errors import ConflictError, InvalidInputError
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.upsert import insert_new
from backend.infrastructure.wiring import settings


def customer_url(key: str) -> str:
    return f"{settings().base_url}/c/{key}"


def sign_url(key: str) -> str:
    return f"{settings().base_url}/s/{key}"


def _lifetime(purpose: LinkPurpose) -> timedelta:
    if purpose is LinkPurpose.SIGN:
        return timedelta(hours=settings().sign_link_hours)
    return timedelta(days=settings().customer_link_days)


def open_link(report_id: UUID, purpose: LinkPurpose, *, key_hash: str, now: datetime) -> CareLink:
    """Store a link by its key's hash; the same hash again gives the same link, never a longer life.

    Raises InvalidInputError, ConflictError when the hash belongs to another report or purpose.
    """
    if not is_hash(key_hash):
        raise InvalidInputError(field="key_hash")
    insert_new(
        CareLink,
        id=new_id(),
        report_id=report_id,
        key_hash=key_hash,
        purpose=purpose.value,
        created_at=now,
        expires_at=now + _lifetime(purpose),
    )
    link = db.session.scalars(select(CareLink).where(CareLink.key_hash == key_hash)).one()
    if link.report_id != report_id or link.purpose != purpose:
        raise ConflictError(
            code="key_taken", zh="这个链接属于另一次服务。", en="This link belongs to another visit.", field="key_hash"
        )
    return link


def make_link(
    report_id: UUID, purpose: LinkPurpose, *, actor: User, center_id: UUID | None, now: datetime
) -> tuple[CareLink, str]:
    """A new link and its address, which is told this once: only the hash is kept."""
    key = new_key()
    link = open_link(report_id, purpose, key_hash=hash_key(key), now=now)
    record(
        "care.link",
        actor=actor,
        now=now,
        subject_type="report",
        subject_id=report_id,
        center_id=center_id,
        purpose=purpose.value,
    )
    return link, customer_url(key) if purpose is LinkPurpose.CUSTOMER else sign_url(key)


def open_customer_link(report_id: UUID, key_hash: str | None, *, now: datetime) -> str | None:
    """The link of the customer's private page. With the hash of the phone's key it is stored and None returned;
    without one the server makes a key and returns the address, this once."""
    key = None if key_hash else new_key()
    open_link(report_id, LinkPurpose.CUSTOMER, key_hash=key_hash or hash_key(key or ""), now=now)
    return customer_url(key) if key else None


def remember_customer_link(report_id: UUID, key_hash: str, *, now: datetime) -> None:
    """The hash of the key that the phone made and showed as a QR code; projecting again changes nothing.

    A key of another report opens no second link: a stored report is never held up by it.
    """
    insert_new(
        CareLink,
        id=new_id(),
        report_id=report_id,
        key_hash=key_hash,
        purpose=LinkPurpose.CUSTOMER.value,
        created_at=now,
        expires_at=now + _lifetime(LinkPurpose.CUSTOMER),
    )


def revoke_link(link: CareLink, *, actor: User, now: datetime) -> None:
    if link.revoked_at is not None:
        return
    link.revoked_at = now
    record(
        "care.link_revoke",
        actor=actor,
        now=now,
        subject_type="report",
        subject_id=link.report_id,
        center_id=center_of(link.report_id),
        purpose=link.purpose,
    )
    db.session.flush()


def use_once(link: CareLink, *, now: datetime) -> bool:
    """Take a link's one use; False when somebody has taken it. The database decides between two at once."""
    taken = db.session.execute(
        update(CareLink).where(CareLink.id == link.id, CareLink.used_at.is_(None)).values(used_at=now)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has one
