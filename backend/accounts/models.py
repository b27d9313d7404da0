"""Centers, users, sessions, devices, sign-in attempts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.domain.vocabulary import Grade, Language, Role
from backend.infrastructure.database import Json, Model, UtcDateTime, uuid_key


class Center(Model):
    """A service center (服务网点). `code` stands in the numbers of its jobs and cards."""

    __tablename__ = "centers"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[UUID] = uuid_key()
    code: Mapped[str] = mapped_column(String(8))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    time_zone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")
    phone: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(200), default="")


class User(Model):
    """Somebody who signs in. Technicians belong to exactly one center; administrators to none."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("username"),
        UniqueConstraint("staff_no"),
        CheckConstraint(f"role in ({', '.join(repr(r.value) for r in Role)})", name="role"),
        CheckConstraint(f"grade is null or grade in ({', '.join(repr(g.value) for g in Grade)})", name="grade"),
    )

    id: Mapped[UUID] = uuid_key()
    username: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(20))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    staff_no: Mapped[str | None] = mapped_column(String(20))
    grade: Mapped[str | None] = mapped_column(String(2))
    phone: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(2), default=Language.ZH.value)
    # [{"kind": "low_voltage", "number": "…", "valid_until": "2029-05-01"}]; kinds as in the catalog
    certificates: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    center: Mapped[Center | None] = relationship(lazy="raise")
    office_centers: Mapped[list[Center]] = relationship(secondary="user_centers", lazy="raise")
    # those in use; asked for where one person is shown, never in a list of people
    instruments: Mapped[list[Instrument]] = relationship(
        primaryjoin="and_(User.id == Instrument.user_id, Instrument.retired_at.is_(None))",
        order_by="Instrument.kind, Instrument.serial",
        viewonly=True,
    )


class Instrument(Model):
    """A measuring instrument of the register. Reports keep what it was on the day of the visit.

    `kind` is the catalog's (multimeter, loop_tester …), `name` its words when it was registered; `due`: the day
    its calibration runs out, null where none is kept; `user_id`: the technician who carries it, null in the store.
    """

    __tablename__ = "instruments"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[UUID] = uuid_key()
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[dict[str, str]] = mapped_column(Json)
    model: Mapped[str] = mapped_column(String(60), default="")
    serial: Mapped[str] = mapped_column(String(60), default="")
    due: Mapped[str | None] = mapped_column(String(10))
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User | None] = relationship(lazy="raise")


class UserCenter(Model):
    """Which centers an office user sees."""

    __tablename__ = "user_centers"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"), primary_key=True)


class Device(Model):
    """A phone of a user. Its upload token may only write and ask about its author's reports."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("upload_token_hash"), Index(None, "user_id"))

    id: Mapped[UUID] = uuid_key()
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(120))
    upload_token_hash: Mapped[str] = mapped_column(String(64))
    previous_token_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    upload_token_expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    app_version: Mapped[str] = mapped_column(String(40), default="")
    unsent: Mapped[int | None]
    free_bytes: Mapped[int | None] = mapped_column(BigInteger)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")


class UserSession(Model):
    """A sign-in: by cookie (browser, phone) or as a bearer token (integrations)."""

    __tablename__ = "user_sessions"
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "user_id"))

    id: Mapped[UUID] = uuid_key()
    token_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")


class SignInAttempt(Model):
    """Failed sign-ins, counted across processes for throttling; old rows are pruned."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[UUID] = uuid_key()
    key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
