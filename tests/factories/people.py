"""Centers, people, phones."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher

from backend.accounts.models import Center, Device, Instrument, User
from backend.domain.vocabulary import Grade, Role
from backend.infrastructure.auth import new_upload_token, token_hash
from backend.infrastructure.clock import utc_now
from tests.factories.storing import next_number, pick, store

PASSWORD = "correct-horse-battery"
HASHING = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}  # as weak as argon2 goes: tests sign in often


@cache
def quick_hash(password: str) -> str:
    return PasswordHasher(**HASHING).hash(password)


def create_center(**overrides: Any) -> Center:
    number = next_number()
    return store(
        Center(
            **pick(overrides, code=f"C{number:03}", name_zh=f"第{number}服务网点", name_en=f"Service center {number}")
        )
    )


def create_user(*, password: str = PASSWORD, office_centers: list[Center] | None = None, **overrides: Any) -> User:
    """A person of the office (dispatcher unless `role` says otherwise); `office_centers` are those they see."""
    number = next_number()
    values = pick(
        overrides,
        username=f"person{number}",
        name=f"王小{number}",
        role=Role.DISPATCHER.value,
        password_hash=quick_hash(password),
        created_at=utc_now(),
    )
    return store(User(**values, office_centers=office_centers or []))


def create_technician(*, center: Center | None = None, **overrides: Any) -> User:
    """A technician with a certificate and a multimeter whose calibration is valid."""
    number = next_number()
    values = pick(
        overrides,
        username=f"tech{number}",
        name=f"李师傅{number}",
        role=Role.TECHNICIAN.value,
        staff_no=f"T{number:04}",
        grade=Grade.A.value,
        phone="+8613800000105",
        certificates=[{"kind": "low_voltage", "number": f"T51010{number:04}", "valid_until": "2029-05-01"}],
    )
    if "center_id" not in values:
        values["center_id"] = (center or create_center()).id
    user = create_user(**values)
    create_instrument(user, serial=f"DM-{number:02}")
    return user


def create_instrument(user: User | None = None, **overrides: Any) -> Instrument:
    """A digital multimeter whose calibration is valid, carried by `user`."""
    now = utc_now()
    values = pick(
        overrides,
        kind="multimeter",
        name={"zh": "数字万用表", "en": "Digital multimeter"},
        serial=f"DM-{next_number():02}",
        due="2029-03-31",
        created_at=now,
        changed_at=now,
    )
    return store(Instrument(**values, user_id=user.id if user else None))


def create_dispatcher(*, center: Center | None = None, **overrides: Any) -> User:
    return create_user(office_centers=[center or create_center()], **pick(overrides, role=Role.DISPATCHER.value))


def create_manager(*, center: Center | None = None, **overrides: Any) -> User:
    return create_user(office_centers=[center or create_center()], **pick(overrides, role=Role.MANAGER.value))


def create_administrator(**overrides: Any) -> User:
    return create_user(**pick(overrides, role=Role.ADMINISTRATOR.value))


def create_device(user: User, *, upload_token: str | None = None, **overrides: Any) -> Device:
    """A phone of `user`. The token itself is not stored; pass `upload_token` to know it."""
    now = utc_now()
    values = pick(
        overrides,
        user_id=user.id,
        name="Redmi 9A",
        upload_token_hash=token_hash(upload_token or new_upload_token()),
        upload_token_expires_at=now + timedelta(days=90),
        created_at=now,
    )
    return store(Device(**values))
