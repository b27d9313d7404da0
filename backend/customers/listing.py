"""Customers as the office lists and searches them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from backend.customers.models import Address, Appliance, Customer, Hazard
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page

Centers = AbstractSet[UUID] | None  # None = every center


def _has(text: str) -> ColumnElement[bool]:
    """Part of a name or phone number, of an address, or of a serial number."""
    places = select(Address.customer_id).where(
        or_(Address.line.icontains(text, autoescape=True), Address.compound.icontains(text, autoescape=True))
    )
    things = select(Appliance.customer_id).where(Appliance.serial.icontains(text, autoescape=True))
    return or_(
        Customer.name.icontains(text, autoescape=True),
        Customer.phone.contains(text, autoescape=True),
        Customer.id.in_(places),
        Customer.id.in_(things),
    )


def list_customers(centers: Centers, *, text: str, vip: bool, place: Place) -> Page[Any]:
    """The latest customers first, with addresses and the numbers of appliances and open hazards."""
    appliances = select(func.count()).where(Appliance.customer_id == Customer.id).scalar_subquery()
    hazards = (
        select(func.count()).where(Hazard.customer_id == Customer.id, Hazard.closed_at.is_(None)).scalar_subquery()
    )
    query = select(Customer, appliances.label("appliances"), hazards.label("hazards")).options(
        selectinload(Customer.addresses)
    )
    if centers is not None:
        query = query.where(Customer.center_id.in_(centers))
    if text:
        query = query.where(and_(*(_has(word) for word in text.split())))
    if vip:
        query = query.where(Customer.vip.is_(True))
    order = Order(moment=Customer.created_at, key=Customer.id, descending=True)
    return fetch_page(
        query, order, place=place, position_of=lambda row: Position(row.Customer.created_at, row.Customer.id)
    )
