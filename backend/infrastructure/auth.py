"""Who is asking, and may they: sessions, upload tokens, CSRF, and the guard that every route must carry.

Any `Authorization` header overrides the cookie. A route without `@guard(...)` answers 500 in every
environment: forgetting it can't open a door (tests/architecture lists all guards).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask, Request, Response, current_app, g, redirect, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import inspect

from backend.domain.errors import CsrfError, NotAllowedError, NotSignedInError
from backend.domain.permissions import PUBLIC, SCOPES
from backend.domain.vocabulary import Role
from backend.infrastructure.errors import wants_problem

if TYPE_CHECKING:
    from backend.accounts.models import Device, User, UserSession
    from backend.config import Settings

COOKIE = "fuwuka_session"
CSRF_HEADER = "X-CSRF-Token"
UPLOAD_PREFIX = "fwu_"
CSRF_FIELD = "csrf_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_ZONE = "Asia/Shanghai"  # of a reader without a center, such as an administrator
_GUARD = "__fuwuka_guard__"

F = TypeVar("F", bound=Callable[..., Any])


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_upload_token() -> str:
    """Recognisable, so that one look-up is enough and a secret scanner finds a leaked one."""
    return UPLOAD_PREFIX + new_token()


def token_hash(token: str) -> str:
    """Tokens are stored as SHA-256: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Principal(UserMixin):  # type: ignore[misc]  # flask-login is untyped
    """Who is asking: a user, by which means, with which scopes."""

    user: User
    scopes: frozenset[str]
    via: str  # cookie | bearer | upload
    session: UserSession | None = None
    device: Device | None = None

    def get_id(self) -> str:
        return str(self.user.id)

    @property
    def id(self) -> UUID:
        return self.user.id

    @property
    def role(self) -> Role:
        return Role(self.user.role)

    @cached_property
    def center_ids(self) -> frozenset[UUID] | None:
        """Centers this person may see; None = all (administrator)."""
        if self.role is Role.ADMINISTRATOR:
            return None
        if self.role is Role.TECHNICIAN:
            return frozenset({self.user.center_id} if self.user.center_id else ())
        return frozenset(center.id for center in self.user.office_centers)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone whose today is meant on lists: that of the reader's first center."""
        centers = sorted(self.user.office_centers, key=lambda center: center.code)
        return ZoneInfo(centers[0].time_zone if centers else DEFAULT_ZONE)

    def sees_center(self, center_id: UUID | None) -> bool:
        return self.center_ids is None or center_id in self.center_ids


def csrf_token(session: UserSession) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"csrf:" + session.id.bytes, hashlib.sha256).hexdigest()


def guard(scope: str, *, fresh_password: bool = True) -> Callable[[F], F]:
    """Say who may call a view: `public` or one scope of domain/permissions.py.

    `fresh_password=False` lets somebody in who must still change their password.
    """
    if scope not in SCOPES:
        raise ValueError(f"unknown scope {scope!r}: add it to domain/permissions.py")

    def mark(view: F) -> F:
        setattr(view, _GUARD, (scope, fresh_password))
        return view

    return mark


def guard_of(app: Flask, endpoint: str) -> tuple[str, bool] | None:
    return getattr(app.view_functions[endpoint], _GUARD, None)


def principal() -> Principal:
    """The signed-in principal. Raises NotSignedInError."""
    if not current_user.is_authenticated:
        raise NotSignedInError
    who: Principal = current_user._get_current_object()  # noqa: SLF001 - flask-login's proxy is untyped
    if who.via != "upload" and "office_centers" in inspect(who.user).unloaded:
        g.pop("_login_user", None)  # a transaction that was rolled back forgot the user: load them anew
        return principal()
    return who


def optional_principal() -> Principal | None:
    return principal() if current_user.is_authenticated else None


class Accounts(Protocol):
    """Who a token belongs to. The accounts slice knows; app.py passes it in, since it lies above."""

    def by_session(self, token: str, via: str) -> Principal | None: ...
    def by_upload_token(self, token: str) -> Principal | None: ...


def _load_principal(incoming: Request, accounts: Accounts) -> Principal | None:
    header = incoming.headers.get("Authorization")
    if header is not None:
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token:
            return None
        token = token.strip()
        return (
            accounts.by_upload_token(token) if token.startswith(UPLOAD_PREFIX) else accounts.by_session(token, "bearer")
        )
    cookie = incoming.cookies.get(COOKIE)
    return accounts.by_session(cookie, "cookie") if cookie else None


def _check_csrf(who: Principal) -> None:
    if who.via != "cookie" or request.method in SAFE_METHODS:
        return
    sent = request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD) or ""
    if who.session is None or not hmac.compare_digest(sent.encode(), csrf_token(who.session).encode()):
        raise CsrfError


def _enforce() -> Response | None:
    if request.endpoint is None:
        return None
    wanted = guard_of(current_app, request.endpoint)
    if wanted is None:
        raise RuntimeError(f"endpoint {request.endpoint} has no @guard(...)")
    scope, fresh_password = wanted
    if scope == PUBLIC:
        return None
    who = optional_principal()
    if who is None:
        if wants_problem():
            raise NotSignedInError
        return redirect(f"/office/sign-in?next={quote(request.full_path.rstrip('?'))}")  # type: ignore[return-value]  # a werkzeug response
    g.language = who.user.language
    if scope not in who.scopes:
        raise NotAllowedError
    _check_csrf(who)
    if fresh_password and who.user.must_change_password and who.via != "upload":
        if wants_problem():
            raise NotAllowedError(
                code="password_change_needed", zh="请先修改临时密码。", en="Change the temporary password first."
            )
        return redirect("/office/password")  # type: ignore[return-value]  # a werkzeug response
    return None


def connect_auth(app: Flask, settings: Settings, *, accounts: Accounts) -> None:
    app.config["SECRET_KEY"] = settings.secret_key
    manager = LoginManager()
    manager.session_protection = None  # sessions live in a table, not in Flask's cookie
    manager.request_loader(partial(_load_principal, accounts=accounts))
    manager.init_app(app)
    app.before_request(_enforce)
    guard(PUBLIC)(app.view_functions["static"]) if "static" in app.view_functions else None


def set_session_cookie(answer: Response, token: str, settings: Settings) -> Response:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=settings.session_days * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.https,
        path="/",
    )
    return answer


def clear_session_cookie(answer: Response) -> Response:
    answer.delete_cookie(COOKIE, path="/")
    return answer
