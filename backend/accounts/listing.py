"""What the office sees of people and phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.accounts.models import Device, User

SILENT_AFTER = timedelta(hours=4)
LITTLE_STORAGE = 2 * 1024**3


@dataclass(frozen=True)
class Phone:
    """A phone and what about it asks for attention."""

    device: Device
    silent: bool
    short_of_storage: bool

    @property
    def urgency(self) -> int:
        if self.device.revoked_at:
            return 3
        return 0 if self.silent else 1 if self.device.unsent or self.short_of_storage else 2


def look_at(device: Device, *, now: datetime) -> Phone:
    silent = bool(device.unsent) and (device.last_seen_at is None or now - device.last_seen_at > SILENT_AFTER)
    short = device.free_bytes is not None and device.free_bytes < LITTLE_STORAGE
    return Phone(device, silent and device.revoked_at is None, short)


def attention_first(devices: list[Device], *, now: datetime) -> list[Phone]:
    return sorted((look_at(device, now=now) for device in devices), key=lambda phone: phone.urgency)


def phone_matches(phone: Phone, text: str) -> bool:
    device = phone.device
    return not text or text.lower() in f"{device.user.name} {device.name} {device.app_version} {device.id}".lower()


def user_matches(user: User, text: str) -> bool:
    return not text or text.lower() in f"{user.name} {user.username} {user.staff_no or ''}".lower()
