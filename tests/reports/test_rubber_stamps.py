"""Signs that a visit was not really made: a person looks, nothing is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.catalog.operations import publish_seed
from backend.customers.models import Address
from backend.domain.rubber_stamps import distance_m
from backend.infrastructure.clock import iso, utc_now
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction
from backend.jobs.locations import forget_locations
from backend.jobs.models import EventLocation
from backend.reports.models import ReviewItem
from backend.reports.projection import project_due
from tests.factories.jobs import create_job
from tests.factories.reports import FROZEN, dummy_photo
from tests.factories.reports_v2 import dummy_content_v2, dummy_reading_v2, dummy_report_body_v2, dummy_served_job
from tests.reports.test_accepting_reports import Phone

SIGNS = {"identical_readings", "hasty", "photo_reused", "far_away"}
HOME = ("30.1876", "120.2121")


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    with transaction():
        publish_seed(utc_now())
    return Phone(client)


def readings(*values: str) -> list[dict[str, Any]]:
    return [
        dummy_reading_v2(test=f"supply.{name}", value=value, value_text=value)
        for name, value in zip(("u_ln", "u_lpe", "u_npe", "earth"), values, strict=True)
    ]


def send(phone: Phone, *, values: tuple[str, ...] = ("221.4", "220.9", "0.4", "1.2"), **overrides: Any) -> UUID:
    """A report of the phone's present job."""
    served = dummy_served_job(job=phone.job, safety={"readings": readings(*values)}) | overrides.pop("job", {})
    content = dummy_content_v2(technician=phone.technician, job=phone.job, jobs=[served], **overrides)
    content["customer"]["id"] = str(phone.job.customer_id)
    answer = phone.put(content["report_id"], dummy_report_body_v2(content=content))
    assert answer.status_code == 201, answer.json
    assert project_due(utc_now()) == 1
    return UUID(content["report_id"])


def move_on(phone: Phone) -> None:
    """To another home."""
    phone.job = create_job(technician=phone.technician)


def signs(report_id: UUID) -> dict[str, dict[str, Any]]:
    items = db.session.scalars(select(ReviewItem).where(ReviewItem.report_id == report_id))
    return {item.reason: item.detail for item in items if item.reason in SIGNS}


def test_an_ordinary_visit_shows_no_sign(phone: Phone) -> None:
    assert signs(send(phone)) == {}


def test_the_very_same_readings_in_another_home_name_the_other_report(phone: Phone) -> None:
    first = send(phone)
    move_on(phone)
    assert signs(send(phone)) == {"identical_readings": {"reports": [str(first)]}}


def test_one_different_digit_is_another_measurement(phone: Phone) -> None:
    send(phone)
    move_on(phone)
    assert signs(send(phone, values=("221.4", "220.9", "0.4", "1.3"))) == {}


def test_the_same_home_may_measure_the_same_twice(phone: Phone) -> None:
    send(phone)
    assert signs(send(phone)) == {}


def test_a_photo_of_another_report_is_noticed(phone: Phone) -> None:
    photo, _ = dummy_photo()
    first = send(phone, photos=[photo])
    move_on(phone)
    again = send(phone, values=("219.0", "218.8", "0.2", "0.9"), photos=[photo])
    assert signs(again) == {"photo_reused": {"reports": [str(first)]}}


def test_a_correction_may_show_what_it_corrects(phone: Phone) -> None:
    photo, _ = dummy_photo()
    first = send(phone, photos=[photo])
    assert signs(send(phone, photos=[photo], supersedes=str(first), supersedes_reason="typing error")) == {}


def ticked(count: int, *, apart: timedelta) -> dict[str, Any]:
    began = datetime.fromisoformat(iso(FROZEN)) - timedelta(minutes=20)
    items = [
        {"id": f"g{n}", "text": "t", "done": True, "at": iso(began + n * apart), "before": "", "after": "", "note": ""}
        for n in range(count)
    ]
    return {"guidance": {"items": items, "note": ""}, "maintenance": {"items": [], "note": ""}}


def test_a_long_list_ticked_one_by_one_within_seconds_is_noticed(phone: Phone) -> None:
    served = ticked(14, apart=timedelta(seconds=2)) | {
        "safety": dummy_served_job(job=phone.job)["safety"] | {"readings": []}
    }
    report_id = send(phone, job=served, cleanup={"items": [], "note": ""})
    assert signs(report_id) == {"hasty": {"entries": 14, "seconds": 26}}


def test_many_single_taps_within_a_second_are_many_even_in_a_long_visit(phone: Phone) -> None:
    report_id = send(phone, job=ticked(20, apart=timedelta(milliseconds=400)))
    assert signs(report_id) == {"hasty": {"entries": 20, "seconds": 7}}


def test_all_done_in_one_tap_or_a_line_every_few_minutes_is_not(phone: Phone) -> None:
    for apart in (timedelta(0), timedelta(seconds=45)):
        assert signs(send(phone, job=ticked(14, apart=apart))) == {}


def arrive(phone: Phone, latitude: str, longitude: str, *, accuracy_m: int = 20) -> Any:
    event = {
        "job_id": str(phone.job.id),
        "kind": "arrived",
        "device_time": iso(utc_now()),
        "sequence": 1,
        "location": {"latitude": latitude, "longitude": longitude, "accuracy_m": accuracy_m},
    }
    return phone.client.put(f"/api/v1/job-events/{new_id()}", json=event, headers=phone.token)


@pytest.fixture
def located(phone: Phone) -> Phone:
    with transaction():
        address = db.session.get_one(Address, phone.job.address_id)
        address.latitude, address.longitude = HOME
    return phone


def test_an_arrival_far_from_the_address_says_how_far(located: Phone) -> None:
    assert arrive(located, "30.2876", "120.2121").status_code in (200, 201)
    (sign,) = signs(send(located)).items()
    assert sign[0] == "far_away"
    assert sign[1]["metres"] == pytest.approx(11_100, abs=50)


@pytest.mark.parametrize("place", [("30.1880", "120.2130"), None])
def test_an_arrival_nearby_or_without_a_location_says_nothing(located: Phone, place: tuple[str, str] | None) -> None:
    if place:
        arrive(located, *place)
    assert signs(send(located)) == {}


@pytest.mark.parametrize(("latitude", "longitude"), [("91", "0"), ("north", "0"), ("30.1", "181"), ("1e1", "0")])
def test_a_place_that_is_none_is_refused_by_name(located: Phone, latitude: str, longitude: str) -> None:
    answer = arrive(located, latitude, longitude)
    assert answer.status_code == 422
    assert "location" in answer.get_data(as_text=True)


def test_locations_are_forgotten_after_thirty_days(located: Phone) -> None:
    arrive(located, *HOME)
    kept = select(func.count()).select_from(EventLocation)
    assert forget_locations(utc_now() + timedelta(days=29)) == 0
    assert db.session.scalar(kept) == 1
    assert forget_locations(utc_now() + timedelta(days=31)) == 1
    assert db.session.scalar(kept) == 0


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert distance_m((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111_195, abs=5)
    assert distance_m((30.0, 120.0), (30.0, 120.0)) == 0
