"""Use cases of people and phones. Callers commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from backend.accounts.models import Center, Device, SignInAttempt, User, UserSession
from backend.accounts.passwords import (
    DEMO_PASSWORD,
    check_strength,
    hash_password,
    password_matches,
    temporary_password,
)
from backend.accounts.queries import failures_since, user_by_name
from backend.audit.operations import record
from backend.domain.errors import ConflictError, InvalidInputError, TooManyRequestsError, WrongCredentialsError
from backend.domain.vocabulary import Language, Role
from backend.infrastructure.auth import new_token, new_upload_token, token_hash
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.wiring import settings

THROTTLE_WINDOW = timedelta(minutes=15)
FAILURES_PER_USER = 5
FAILURES_PER_ADDRESS = 50


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """A new sign-in; tokens are shown once and stored only as hashes."""

    user: User
    session: UserSession
    token: str
    device: Device | None
    upload_token: str | None


@dataclass(frozen=True, kw_only=True)
class PhoneIdentity:
    """What a phone says of itself when somebody signs in."""

    id: UUID
    name: str
    app_version: str = ""


def check_throttle(username: str, address: str, *, now: datetime) -> None:
    """Raises TooManyRequestsError with the seconds to wait."""
    for key, most in ((f"user:{username.lower()}", FAILURES_PER_USER), (f"address:{address}", FAILURES_PER_ADDRESS)):
        count, oldest = failures_since(key, now - THROTTLE_WINDOW)
        if count >= most and oldest is not None:
            wait = int((oldest + THROTTLE_WINDOW - now).total_seconds()) + 1
            raise TooManyRequestsError(
                retry_after=max(wait, 1),
                zh=f"尝试次数过多，请 {max(wait // 60, 1)} 分钟后再试，或请管理员重置密码。",
                en=f"Too many attempts. Try again in {max(wait // 60, 1)} min, or ask an administrator for a new password.",
            )


def authenticate(username: str, password: str) -> User | None:
    """The active user whose password this is, or None; takes the same time either way.

    In production the demo's password is nobody's: a database may have been tried out before.
    """
    user = user_by_name(username.strip().lower())
    matches = password_matches(user.password_hash if user else None, password)
    if settings().production and password == DEMO_PASSWORD:
        return None
    return user if matches and user is not None and user.active else None


def note_failed_sign_in(username: str, address: str, *, now: datetime) -> None:
    for key in (f"user:{username.strip().lower()}", f"address:{address}"):
        db.session.add(SignInAttempt(key=key[:120], at=now))
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - 4 * THROTTLE_WINDOW))
    record("account.sign_in_failed", actor=None, now=now, username=username[:60])


def open_session(user: User, *, phone: PhoneIdentity | None, now: datetime) -> SignedIn:
    """Sign a user in. Technicians with a phone also get an upload token for it."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.key == f"user:{user.username}"))
    device, upload_token = (None, None)
    if phone is not None and user.role == Role.TECHNICIAN:
        device, upload_token = register_device(user, phone, now=now)
    token = new_token()
    session = UserSession(
        id=new_id(),
        token_hash=token_hash(token),
        user_id=user.id,
        device_id=device.id if device else None,
        created_at=now,
        expires_at=now + timedelta(days=settings().session_days),
    )
    db.session.add(session)
    record("account.sign_in", actor=user, now=now, subject_type="user", subject_id=user.id)
    db.session.flush()
    return SignedIn(user=user, session=session, token=token, device=device, upload_token=upload_token)


def register_device(user: User, phone: PhoneIdentity, *, now: datetime) -> tuple[Device, str]:
    """This user's registration of a phone with a fresh upload token.

    The token before it stays valid once more: its successor may be lost on the way to the phone.
    A second user of the same phone, or a revoked phone, gets a registration of its own.
    """
    token = new_upload_token()
    device = db.session.get(Device, phone.id)
    if device is None or device.user_id != user.id or device.revoked_at:
        device_id = new_id() if device is not None else phone.id
        device = Device(id=device_id, user_id=user.id, created_at=now)
        db.session.add(device)
    else:
        device.previous_token_hash = device.upload_token_hash
    device.name = phone.name
    device.app_version = phone.app_version
    device.last_seen_at = now
    device.upload_token_hash = token_hash(token)
    device.upload_token_expires_at = now + timedelta(days=settings().upload_token_days)
    db.session.flush()
    return device, token


def close_session(session: UserSession, *, user: User, now: datetime) -> None:
    session.revoked_at = now
    record("account.sign_out", actor=user, now=now, subject_type="user", subject_id=user.id)


def close_all_sessions(user_id: UUID, *, now: datetime, except_id: UUID | None = None) -> None:
    db.session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None), UserSession.id != except_id)
        .values(revoked_at=now)
    )


def change_password(user: User, *, current: str, new: str, keep: UserSession | None, now: datetime) -> None:
    """Raises WrongCredentialsError, InvalidInputError. Other sessions end; upload tokens stay."""
    if not password_matches(user.password_hash, current):
        raise WrongCredentialsError(zh="现在的密码不正确。", en="The current password is wrong.", field="current")
    check_strength(new, username=user.username)
    user.password_hash = hash_password(new)
    user.must_change_password = False
    close_all_sessions(user.id, now=now, except_id=keep.id if keep else None)
    record("account.password_changed", actor=user, now=now, subject_type="user", subject_id=user.id)


def reset_password(user: User, *, actor: User, now: datetime) -> str:
    """A temporary password, to be handed over and changed at the next sign-in."""
    password = temporary_password()
    user.password_hash = hash_password(password)
    user.must_change_password = True
    close_all_sessions(user.id, now=now)
    record("account.password_reset", actor=actor, now=now, subject_type="user", subject_id=user.id)
    return password


def revoke_device(device: Device, *, actor: User, now: datetime) -> None:
    """The upload token and the sessions of this phone stop working at once."""
    device.revoked_at = device.revoked_at or now
    db.session.execute(
        update(UserSession)
        .where(UserSession.device_id == device.id, UserSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    record("device.revoke", actor=actor, now=now, subject_type="device", subject_id=device.id)


def note_phone(device_id: UUID, *, version: str, unsent: int, free: int | None, now: datetime) -> None:
    """What a phone told of itself: shown in the office, never trusted."""
    db.session.execute(
        update(Device)
        .where(Device.id == device_id)
        .values(app_version=version, unsent=unsent, free_bytes=free, last_seen_at=now)
    )


@dataclass(frozen=True, kw_only=True)
class UserDetails:
    """What an administrator writes of a user."""

    username: str
    name: str
    role: Role
    center_id: UUID | None = None
    office_center_ids: Sequence[UUID] = ()
    staff_no: str | None = None
    grade: str | None = None
    phone: str = ""
    language: Language = Language.ZH
    active: bool = True


def create_user(details: UserDetails, *, actor: User, now: datetime) -> tuple[User, str]:
    """A new user and the temporary password. Raises InvalidInputError, ConflictError."""
    password = temporary_password()
    user = User(
        id=new_id(),
        password_hash=hash_password(password),
        must_change_password=True,
        created_at=now,
        certificates=[],
        office_centers=[],
    )
    _apply(user, details)
    db.session.add(user)
    record("user.create", actor=actor, now=now, subject_type="user", subject_id=user.id, role=details.role.value)
    db.session.flush()
    return user, password


WATCHED = ("role", "active", "grade", "name")  # the audit trail tells which of them changed


def edit_user(user: User, details: UserDetails, *, actor: User, now: datetime) -> None:
    """Raises InvalidInputError, ConflictError. Deactivating ends every session at once."""
    if user.id == actor.id and (not details.active or details.role is not Role.ADMINISTRATOR):
        raise InvalidInputError(
            zh="不能停用自己或取消自己的管理员角色。",
            en="You cannot deactivate yourself or give up your own administrator role.",
            field="active",
        )
    changed = [name for name in WATCHED if str(getattr(user, name)) != str(getattr(details, name))]
    _apply(user, details)
    if not details.active:
        close_all_sessions(user.id, now=now)
    record("user.edit", actor=actor, now=now, subject_type="user", subject_id=user.id, changed=changed)
    db.session.flush()


def _apply(user: User, details: UserDetails) -> None:
    username = details.username.strip().lower()
    other = db.session.scalar(select(User.id).where(User.username == username, User.id != user.id))
    if other:
        raise ConflictError(zh="这个账号已被使用。", en="This user name is taken.", field="username")
    if details.staff_no and db.session.scalar(
        select(User.id).where(User.staff_no == details.staff_no, User.id != user.id)
    ):
        raise ConflictError(zh="这个工号已被使用。", en="This staff number is taken.", field="staff_no")
    if details.role is Role.TECHNICIAN and details.center_id is None:
        raise InvalidInputError(
            zh="技师必须属于一个网点。", en="A technician must belong to a service center.", field="center_id"
        )
    user.username, user.name, user.role = username, details.name.strip(), details.role.value
    user.center_id = details.center_id if details.role is Role.TECHNICIAN else None
    user.staff_no, user.phone = details.staff_no or None, details.phone
    user.grade = details.grade if details.role is Role.TECHNICIAN else None
    user.language, user.active = details.language.value, details.active
    user.office_centers = (
        list(db.session.scalars(select(Center).where(Center.id.in_(list(details.office_center_ids)))))
        if details.role in (Role.DISPATCHER, Role.MANAGER)
        else []
    )
