"""Who a token belongs to: what infrastructure/auth.py asks on every request that needs to know."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload

from backend.accounts.models import Device, User, UserSession
from backend.domain.permissions import ROLE_SCOPES, UPLOAD_SCOPES
from backend.domain.vocabulary import Role
from backend.infrastructure.auth import Principal, token_hash
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db

_BY_UPLOAD_TOKEN = (  # built once: every upload asks
    select(Device)
    .where(or_(Device.upload_token_hash == bindparam("hashed"), Device.previous_token_hash == bindparam("hashed")))
    .options(joinedload(Device.user))
)
_BY_SESSION = (
    select(UserSession)
    .where(UserSession.token_hash == bindparam("hashed"))
    .options(
        joinedload(UserSession.user).joinedload(User.center),
        joinedload(UserSession.user).joinedload(User.office_centers),
    )
)


def by_session(token: str, via: str) -> Principal | None:
    """The person of a running session (`via` cookie or bearer)."""
    found = db.session.scalars(_BY_SESSION, {"hashed": token_hash(token)})
    session = found.unique().one_or_none()  # one row for each office center
    if session is None or session.revoked_at or session.expires_at <= utc_now() or not session.user.active:
        return None
    return Principal(user=session.user, scopes=ROLE_SCOPES[Role(session.user.role)], via=via, session=session)


def by_upload_token(token: str) -> Principal | None:
    """The author whose phone holds this token."""
    hashed = token_hash(token)
    device = db.session.scalar(_BY_UPLOAD_TOKEN, {"hashed": hashed})
    if device is None or device.revoked_at or device.upload_token_expires_at <= utc_now():
        return None
    # A dismissed technician's finished work still arrives: `active` is not asked here, revocation is.
    return Principal(user=device.user, scopes=UPLOAD_SCOPES, via="upload", device=device)
