from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from backend.customers.operations import (
    add_address,
    add_appliance,
    create_customer,
    update_address,
    update_appliance,
    update_customer,
)
from backend.customers.queries import appliances_of, get_customer, search_customers
from backend.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from backend.infrastructure.auth import Principal
from backend.infrastructure.clock import utc_now
from tests.factories import create_center, create_dispatcher
from tests.factories.principals import acting


@pytest.fixture
def office(transaction: Session) -> Principal:
    return acting(create_dispatcher())


def home_of(office: Principal, name: str = "王䶮", phone: str = "139 5555 6789", compound: str = "闻涛花苑") -> object:
    line = "滨江区闻涛路 9 号" if compound == "闻涛花苑" else "上城区景芳路 7 号"
    center_id = office.user.office_centers[0].id
    customer = create_customer(actor=office, now=utc_now(), center_id=center_id, name=name, phone=phone)
    add_address(customer.id, actor=office, line=line, compound=compound)
    return customer


def test_a_customer_is_found_by_two_characters_the_end_of_the_phone_or_the_address(office: Principal) -> None:
    wanted = home_of(office)
    home_of(office, name="陈淑华", phone="138 0000 0001", compound="景芳雅居")

    for text in ("王䶮", "䶮", "6789", "闻涛", "闻涛 王", "闻涛花苑"):
        assert [customer.id for customer in search_customers(text, office)] == [wanted.id], text
    assert search_customers("%", office) == []


def test_phone_numbers_are_kept_as_e164(office: Principal) -> None:
    assert home_of(office, phone="0571-8000 0101").phone == "+8657180000101"
    assert home_of(office, phone="+44 20 7946 0958").phone == "+442079460958"
    with pytest.raises(InvalidInputError) as refused:
        home_of(office, phone="call me")
    assert refused.value.field == "phone"


def test_a_home_gets_appliances_and_corrections(office: Principal) -> None:
    customer = home_of(office)
    (address,) = customer.addresses
    appliance = add_appliance(customer.id, actor=office, address_id=address.id, category="tv", brand="安禾")

    update_customer(customer.id, actor=office, name="王龑", vip=True)
    update_address(address.id, actor=office, access_note="门禁 502")
    update_appliance(appliance.id, actor=office, room="客厅")

    assert (customer.name, customer.vip, address.access_note) == ("王龑", True, "门禁 502")
    assert [(one.brand, one.room) for one in appliances_of(customer.id)] == [("安禾", "客厅")]
    with pytest.raises(InvalidInputError):
        update_customer(customer.id, actor=office, name=" ")
    with pytest.raises(InvalidInputError):
        update_customer(customer.id, actor=office, center_id=create_center().id)


def test_another_center_s_home_can_neither_be_seen_nor_changed(office: Principal) -> None:
    customer, stranger = home_of(office), acting(create_dispatcher())
    attempts = [
        lambda: get_customer(customer.id, stranger),
        lambda: update_customer(customer.id, actor=stranger, name="x"),
        lambda: add_address(customer.id, actor=stranger, line="x"),
        lambda: update_address(customer.addresses[0].id, actor=stranger, line="x"),
    ]
    for attempt in attempts:
        with pytest.raises(NotFoundError):
            attempt()
    assert search_customers("王䶮", stranger) == []
    with pytest.raises(NotAllowedError):
        create_customer(actor=stranger, now=utc_now(), center_id=customer.center_id, name="x", phone="13800000000")
