"""Reads of the installed base. Everything is limited to the centers that the reader sees."""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import selectinload

from backend.customers.models import Address, Appliance, ApplianceCheck, Customer, Hazard
from backend.domain.errors import NotFoundError
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db

PHONE_TAIL = 4  # digits: fewer would match half of the customers


def in_centers(column: ColumnElement[UUID], center_ids: Collection[UUID] | None) -> ColumnElement[bool] | None:
    """Restrict a select to centers; None (an administrator) restricts nothing."""
    if center_ids is None:
        return None
    return column.in_(center_ids) if center_ids else false()


def _visible(actor: Principal) -> Select[Customer]:
    statement = select(Customer)
    allowed = in_centers(Customer.center_id, actor.center_ids)  # type: ignore[arg-type]  # an instrumented attribute is a column
    return statement if allowed is None else statement.where(allowed)


def get_customer(customer_id: UUID, actor: Principal) -> Customer:
    """One customer with addresses. Raises NotFoundError, also for another center's."""
    statement = _visible(actor).where(Customer.id == customer_id).options(selectinload(Customer.addresses))
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError
    return found


def appliances_of(customer_id: UUID) -> list[Appliance]:
    statement = select(Appliance).where(Appliance.customer_id == customer_id).order_by(Appliance.id)
    return list(db.session.scalars(statement))


def open_hazards_of(customer_id: UUID) -> list[Hazard]:
    statement = select(Hazard).where(Hazard.customer_id == customer_id, Hazard.closed_at.is_(None))
    return list(db.session.scalars(statement.order_by(Hazard.id)))


def checks_of(appliance_ids: Collection[UUID]) -> dict[UUID, list[ApplianceCheck]]:
    """How each appliance was found while somebody was there for another one, the latest first."""
    found: dict[UUID, list[ApplianceCheck]] = {appliance_id: [] for appliance_id in appliance_ids}
    query = select(ApplianceCheck).where(ApplianceCheck.appliance_id.in_(appliance_ids))
    for check in db.session.scalars(query.order_by(ApplianceCheck.checked_on.desc(), ApplianceCheck.visit_id.desc())):
        found[check.appliance_id].append(check)
    return found


def search_customers(text: str, actor: Principal, *, limit: int = 20) -> list[Customer]:
    """Customers by part of a name (two characters are enough), end of a phone number, or part of an address.

    Several words must all match, each anywhere. Addresses are loaded.
    """
    statement = _visible(actor).options(selectinload(Customer.addresses))
    for word in text.split():
        statement = statement.where(_matches(word))
    return list(db.session.scalars(statement.order_by(Customer.name, Customer.id).limit(limit)))


def _matches(word: str) -> ColumnElement[bool]:
    by_address = select(Address.customer_id).where(
        or_(Address.line.icontains(word, autoescape=True), Address.compound.icontains(word, autoescape=True))
    )
    ways = [Customer.name.icontains(word, autoescape=True), Customer.id.in_(by_address)]
    digits = re.sub(r"\D", "", word)
    if len(digits) >= PHONE_TAIL and not re.search(r"[^\d+\-().]", word):
        ways.append(Customer.phone.endswith(digits))
    return or_(*ways)
