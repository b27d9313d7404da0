"""Signing in, the same for the API and the office: throttle, check, remember the failure, open a session."""

from __future__ import annotations

from datetime import datetime

from backend.accounts.operations import (
    PhoneIdentity,
    SignedIn,
    authenticate,
    change_password,
    check_throttle,
    note_failed_sign_in,
    open_session,
)
from backend.domain.errors import WrongCredentialsError
from backend.infrastructure.auth import Principal
from backend.infrastructure.transaction import transaction


def sign_in(username: str, password: str, *, address: str, phone: PhoneIdentity | None, now: datetime) -> SignedIn:
    """Raises TooManyRequestsError, WrongCredentialsError. A failure is committed before it is told.

    The slow password hash runs before the write transaction begins.
    """
    check_throttle(username.strip().lower(), address, now=now)
    user = authenticate(username, password)
    with transaction():
        if user is not None:
            return open_session(user, phone=phone, now=now)
        note_failed_sign_in(username, address, now=now)
    raise WrongCredentialsError


def change_own_password(who: Principal, *, current: str, new: str, address: str, now: datetime) -> None:
    """Throttled as signing in is: a stolen session must not be a place to guess the password.

    Raises TooManyRequestsError, WrongCredentialsError, InvalidInputError.
    """
    check_throttle(who.user.username, address, now=now)
    try:
        with transaction():
            change_password(who.user, current=current, new=new, keep=who.session, now=now)
    except WrongCredentialsError:
        with transaction():
            note_failed_sign_in(who.user.username, address, now=now)
        raise
