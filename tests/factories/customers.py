"""Households: customers, their addresses, their appliances."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.customers.models import Address, Appliance, Customer
from backend.infrastructure.clock import utc_now
from tests.factories.people import create_center
from tests.factories.storing import next_number, pick, store


def create_customer(**overrides: Any) -> Customer:
    number = next_number()
    values = pick(overrides, name=f"陈女士{number}", phone=f"+86138{number:08}", created_at=utc_now())
    if "center_id" not in values:
        values["center_id"] = create_center().id
    return store(Customer(**values))


def create_address(customer: Customer | None = None, **overrides: Any) -> Address:
    values = pick(
        overrides,
        province="江苏省",
        city="南京市",
        district="鼓楼区",
        compound="清江花苑",
        unit="3 栋 502 室",
        line="江苏省南京市鼓楼区清江花苑 3 栋 502 室",
    )
    if "customer_id" not in values:
        values["customer_id"] = (customer or create_customer()).id
    return store(Address(**values))


def create_appliance(address: Address | None = None, **overrides: Any) -> Appliance:
    number = next_number()
    address = address or create_address()
    values = pick(
        overrides,
        customer_id=address.customer_id,
        address_id=address.id,
        category="electric_water_heater",
        brand="安禾",
        model="AH-60D",
        serial=f"SN{number:010}",
        room="卫生间",
        rated_power_w=2000,
        purchased_on=date(2021, 6, 18),
    )
    return store(Appliance(**values))
