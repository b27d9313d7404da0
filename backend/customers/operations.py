"""Keeping the installed base: customers, where they live, and what stands there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.customers.models import Address, Appliance, Customer
from backend.customers.queries import get_customer
from backend.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from backend.domain.phones import e164
from backend.domain.vocabulary import Language
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db

CUSTOMER_FIELDS = frozenset({"name", "phone", "language", "vip", "note", "messages"})
ADDRESS_FIELDS = frozenset(
    {"province", "city", "district", "compound", "unit", "line", "access_note", "latitude", "longitude"}
)
APPLIANCE_FIELDS = frozenset(
    {
        "category", "brand", "model", "serial", "room", "rated_power_w", "protection_class",
        "purchased_on", "installed_on", "retired", "address_id",
    }
)  # fmt: skip


def create_customer(
    *,
    actor: Principal,
    now: datetime,
    center_id: UUID,
    name: str,
    phone: str,
    language: str = Language.ZH,
    vip: bool = False,
    note: str = "",
) -> Customer:
    """A new customer of a center the actor sees. Raises NotAllowedError, InvalidInputError."""
    if not actor.sees_center(center_id):
        raise NotAllowedError
    customer = Customer(
        center_id=center_id,
        name=_filled(name, "name"),
        phone=e164(phone),
        language=Language(language).value,
        vip=vip,
        note=note.strip(),
        created_at=now,
        addresses=[],
    )
    db.session.add(customer)
    db.session.flush()
    return customer


def update_customer(customer_id: UUID, *, actor: Principal, **changes: Any) -> Customer:
    """Change some of CUSTOMER_FIELDS. Raises NotFoundError, InvalidInputError."""
    customer = get_customer(customer_id, actor)
    if "phone" in changes:
        changes["phone"] = e164(changes["phone"])
    if "name" in changes:
        changes["name"] = _filled(changes["name"], "name")
    _apply(customer, changes, CUSTOMER_FIELDS)
    return customer


def add_address(customer_id: UUID, *, actor: Principal, line: str, **parts: Any) -> Address:
    """Another address of a customer; `line` is the address as given, `parts` its structure (ADDRESS_FIELDS)."""
    customer = get_customer(customer_id, actor)
    address = Address(line=_filled(line, "line"))
    _apply(address, parts, ADDRESS_FIELDS)
    customer.addresses.append(address)
    db.session.flush()
    return address


def update_address(address_id: UUID, *, actor: Principal, **changes: Any) -> Address:
    """Change some of ADDRESS_FIELDS. Raises NotFoundError, InvalidInputError."""
    address = db.session.get(Address, address_id)
    if address is None:
        raise NotFoundError
    get_customer(address.customer_id, actor)
    if "line" in changes:
        changes["line"] = _filled(changes["line"], "line")
    _apply(address, changes, ADDRESS_FIELDS)
    return address


def add_appliance(customer_id: UUID, *, actor: Principal, address_id: UUID, category: str, **facts: Any) -> Appliance:
    """A device at one of the customer's addresses; `facts` are APPLIANCE_FIELDS. Raises NotFoundError."""
    customer = get_customer(customer_id, actor)
    if address_id not in {address.id for address in customer.addresses}:
        raise NotFoundError
    appliance = Appliance(customer_id=customer.id, address_id=address_id, category=_filled(category, "category"))
    _apply(appliance, facts, APPLIANCE_FIELDS - {"address_id", "category"})
    db.session.add(appliance)
    db.session.flush()
    return appliance


def update_appliance(appliance_id: UUID, *, actor: Principal, **changes: Any) -> Appliance:
    """Change some of APPLIANCE_FIELDS. Raises NotFoundError, InvalidInputError."""
    appliance = db.session.get(Appliance, appliance_id)
    if appliance is None:
        raise NotFoundError
    customer = get_customer(appliance.customer_id, actor)
    if "address_id" in changes and changes["address_id"] not in {address.id for address in customer.addresses}:
        raise NotFoundError
    _apply(appliance, changes, APPLIANCE_FIELDS)
    return appliance


def _filled(text: str, field: str) -> str:
    text = text.strip()
    if not text:
        raise InvalidInputError(zh="此项必填。", en="This must be filled in.", field=field)
    return text


def _apply(row: Any, changes: dict[str, Any], allowed: frozenset[str]) -> None:
    for name, value in changes.items():
        if name not in allowed:
            raise InvalidInputError(field=name)
        setattr(row, name, value)
    if row in db.session:
        db.session.flush()
