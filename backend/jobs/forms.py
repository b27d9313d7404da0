"""Forms of jobs: the request as it is taken on the telephone, and the office's moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from backend.domain.vocabulary import Grade, JobType, Language, WarrantyState
from backend.infrastructure.forms import FormReader

PROTECTION_CLASSES = ("I", "II", "III", "0I", "0")


@dataclass(frozen=True, kw_only=True)
class Window:
    """An appointment as instants; both or none."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class CustomerWish:
    """A new customer; None in Wish when a known one was chosen."""

    center_id: UUID | None
    name: str
    phone: str
    language: str
    vip: bool


@dataclass(frozen=True, kw_only=True)
class AddressWish:
    line: str
    district: str
    compound: str
    access_note: str


@dataclass(frozen=True, kw_only=True)
class ApplianceWish:
    brand: str
    model: str
    serial: str
    room: str
    purchased_on: date | None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Everything the intake form asks for, read and checked for shape."""

    customer_id: UUID | None
    customer: CustomerWish | None
    address_id: UUID | None
    address: AddressWish | None
    appliance_id: UUID | None
    appliance: ApplianceWish | None
    category: str
    type: str
    fault_code: str
    fault_text: str
    note: str
    warranty: str
    warranty_reason: str
    wanted_grade: str | None
    window: Window | None
    visit_of: UUID | None = None  # a job whose visit serves this one too: its address and window count


def read_window(reader: FormReader, zone: ZoneInfo, *, required: bool = False) -> Window | None:
    """A local day and two local times of the center, as instants."""
    day = reader.day("window_day", required=required)
    begin = reader.clock("window_from", required=required or day is not None)
    end = reader.clock("window_to", required=required or day is not None)
    if day is None and (begin or end):
        reader.fail("window_day", "form.day")
    if day is None or begin is None or end is None:
        return None
    if begin >= end:
        reader.fail("window_to", "jobs.window_order")
    return Window(start=_instant(day, begin, zone), end=_instant(day, end, zone))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _customer(reader: FormReader) -> CustomerWish:
    return CustomerWish(
        center_id=reader.identity("center_id", required=True),
        name=reader.words("name", maximum=120, required=True),
        phone=reader.words("phone", maximum=30, required=True),
        language=reader.choice("language", Language) or Language.ZH.value,
        vip=bool(reader.sent.get("vip")),
    )


def _address(reader: FormReader) -> AddressWish:
    return AddressWish(
        line=reader.words("line", maximum=240, required=True),
        district=reader.words("district", maximum=40),
        compound=reader.words("compound", maximum=80),
        access_note=reader.words("access_note", maximum=240),
    )


def _appliance(reader: FormReader) -> ApplianceWish:
    return ApplianceWish(
        brand=reader.words("brand", maximum=60),
        model=reader.words("model", maximum=60),
        serial=reader.words("serial", maximum=60),
        room=reader.words("room", maximum=40),
        purchased_on=reader.day("purchased_on"),
    )


def read_wish(reader: FormReader, *, zone: ZoneInfo, categories: object) -> Wish:
    """`zone` is the center's that will do the job. Look at reader.valid before using the answer."""
    customer_id = reader.identity("customer_id")
    address_id = reader.identity("address_id") if customer_id else None
    appliance_id = reader.identity("appliance_id") if customer_id else None
    visit_of = reader.identity("visit_of") if customer_id else None
    return Wish(
        customer_id=customer_id,
        customer=None if customer_id else _customer(reader),
        address_id=address_id,
        address=None if address_id or visit_of else _address(reader),
        appliance_id=appliance_id,
        appliance=None if appliance_id else _appliance(reader),
        category="" if appliance_id else reader.choice("category", categories, required=True),
        type=reader.choice("type", JobType, required=True),
        fault_code=reader.words("fault_code", maximum=40),
        fault_text=reader.words("fault_text", maximum=1000),
        note=reader.words("note", maximum=1000),
        warranty=reader.choice("warranty", WarrantyState) or WarrantyState.UNKNOWN.value,
        warranty_reason=reader.words("warranty_reason", maximum=240),
        wanted_grade=reader.choice("wanted_grade", Grade) or None,
        window=None if visit_of else read_window(reader, zone),
        visit_of=visit_of,
    )
