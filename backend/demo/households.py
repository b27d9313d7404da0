"""Sixty homes with two to six appliances each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from backend.customers.models import Address, Appliance, Customer, Hazard
from backend.customers.operations import add_address, add_appliance, create_customer
from backend.demo.people import Staff
from backend.demo.tables import table
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db

CITY = {"province": "浙江省", "city": "杭州市"}


@dataclass(frozen=True, kw_only=True)
class Home:
    """One customer at one address. `code` is the center's."""

    code: str
    customer: Customer
    address: Address
    appliances: Sequence[Appliance]


def create_homes(staff: Staff, random: Random, *, now: datetime) -> dict[str, list[Home]]:
    """Homes by center. Every tenth has an open hazard, the first of each center among them."""
    actor = staff.acting("office1")
    homes = {}
    for code, area in table("households").items():
        rows = [[part.strip() for part in name.split("|")] for name in area["names"]]
        homes[code] = [_home(code, row, place, staff, actor, random, now=now) for place, row in enumerate(rows)]
        for home in homes[code][::10]:
            _hazard(home, random, today=now.date())
    return homes


def _home(
    code: str, row: Sequence[str], place: int, staff: Staff, actor: Principal, random: Random, *, now: datetime
) -> Home:
    name, language, mark = row
    customer = create_customer(
        actor=actor, now=now - timedelta(days=random.randint(60, 1500)), center_id=staff.centers[code].id, name=name,
        phone=f"+86139{random.randint(10_000_000, 99_999_999)}", language=language, vip=mark == "v",
    )  # fmt: skip
    address = _address(customer, code, place, actor, random)
    categories = random.sample(list(table("products")), k=2 + place % 5)
    if place % 3 == 0 and "electric_water_heater" not in categories:
        categories[0] = "electric_water_heater"
    appliances = [_appliance(customer, address, category, actor, random, today=now.date()) for category in categories]
    return Home(code=code, customer=customer, address=address, appliances=appliances)


def _address(customer: Customer, code: str, place: int, actor: Principal, random: Random) -> Address:
    area = table("households")[code]
    compound = area["compounds"][place % len(area["compounds"])]
    road = area["roads"][place % len(area["roads"])]
    unit = f"{random.randint(1, 18)} 幢 {random.randint(1, 3)} 单元 {random.randint(2, 26)}0{random.randint(1, 4)} 室"
    return add_address(
        customer.id, actor=actor, line=f"杭州市{area['district']}{road} {random.randint(8, 899)} 号{compound} {unit}",
        district=area["district"], compound=compound, unit=unit,
        access_note=random.choice(table("texts")["access_notes"]), **CITY,
    )  # fmt: skip


def _appliance(
    customer: Customer, address: Address, category: str, actor: Principal, random: Random, *, today: date
) -> Appliance:
    product = table("products")[category]
    model = random.choice(product["models"])
    bought = today - timedelta(days=random.randint(30, 3600))
    return add_appliance(
        customer.id, actor=actor, address_id=address.id, category=category,
        brand="安禾" if model.startswith("AH") else "宁波北岸", model=model,
        serial=f"{model.split('-')[1]}{bought:%y%m}{random.randint(10_000, 99_999)}",
        room=random.choice(product["rooms"]), rated_power_w=product["power"], protection_class=product["class"],
        purchased_on=bought, installed_on=bought + timedelta(days=random.randint(1, 20)),
    )  # fmt: skip


def _hazard(home: Home, random: Random, *, today: date) -> None:
    text = random.choice(table("texts")["hazards"])
    db.session.add(
        Hazard(
            customer_id=home.customer.id, level=text["level"], text_zh=text["zh"], text_en=text["en"],
            found_on=today - timedelta(days=random.randint(20, 300)), decision="declined",
        )
    )  # fmt: skip
    db.session.flush()
