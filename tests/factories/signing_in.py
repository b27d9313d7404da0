"""Signed-in clients and headers, straight from the session table: only sign-in's own tests use its endpoint."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from backend.accounts.models import User, UserSession
from backend.infrastructure.auth import COOKIE, CSRF_HEADER, csrf_token, new_token, new_upload_token, token_hash
from backend.infrastructure.clock import utc_now
from tests.factories.people import create_device
from tests.factories.storing import pick, store


def _create_session(user: User, **overrides: Any) -> tuple[UserSession, str]:
    token, now = new_token(), utc_now()
    values = pick(
        overrides, token_hash=token_hash(token), user_id=user.id, created_at=now, expires_at=now + timedelta(days=14)
    )
    return store(UserSession(**values)), token


def sign_in(client: FlaskClient, user: User, **overrides: Any) -> dict[str, str]:
    """Give `client` the cookie of a session of `user`; returns the CSRF header that its writes need."""
    session, token = _create_session(user, **overrides)
    client.set_cookie(COOKIE, token)
    return csrf_header(session)


def csrf_header(session: UserSession) -> dict[str, str]:
    return {CSRF_HEADER: csrf_token(session)}


def bearer_header(user: User, **overrides: Any) -> dict[str, str]:
    """The header of an integration that signed in as `user`."""
    return {"Authorization": f"Bearer {_create_session(user, **overrides)[1]}"}


def upload_header(user: User, **overrides: Any) -> dict[str, str]:
    """The header of the outbox of a new phone of `user`; overrides are the device's."""
    token = new_upload_token()
    create_device(user, upload_token=token, **overrides)
    return {"Authorization": f"Bearer {token}"}
