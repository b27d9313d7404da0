"""A report that is done but does not say why it took so long is taken as it is, and a person asks."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.cards.presentation import Issue, present_card
from backend.catalog.operations import publish_seed
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.reports.models import ReviewItem
from backend.reports.projection import project_due
from backend.reports.versions import read_signed
from tests.factories.reports_v2 import dummy_content_v2, dummy_report_body_v2
from tests.reports.test_accepting_reports import Phone


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    with transaction():
        publish_seed(utc_now())
    return Phone(client)


def sent(phone: Phone, on_site: dict[str, Any] | None = None, **work: Any) -> bytes:
    content = dummy_content_v2(technician=phone.technician, job=phone.job)
    content["jobs"][0]["work"] |= work
    if on_site:
        content["on_site"] = on_site
    body = dummy_report_body_v2(content=content)
    answer = phone.put(content["report_id"], body)
    assert answer.json["state"] == "accepted", answer.json
    assert project_due(utc_now()) == 1
    return body


def owed() -> list[dict[str, Any]]:
    return list(db.session.scalars(select(ReviewItem.detail).where(ReviewItem.reason == "unexplained")))


def test_work_beyond_its_standard_without_a_reason_asks_a_person(phone: Phone) -> None:
    sent(phone, minutes=75, standard_minutes=60, over_reason="")
    assert owed() == [{"over": [phone.job.number]}]


def test_a_repair_that_does_not_say_whether_one_visit_was_enough_asks_a_person(phone: Phone) -> None:
    sent(phone, first_time=None)
    assert owed() == [{"first_time": [phone.job.number]}]


def test_who_says_why_is_asked_nothing_and_the_card_prints_it(phone: Phone) -> None:
    long = {"minutes": 130, "standard_minutes": 60, "over_reason": "应客户要求"}
    body = sent(phone, on_site=long)
    assert owed() == []
    issue = Issue(
        number="AH-1", edition=1, sealed_at=utc_now(), received_at=utc_now(), content_digest="0" * 64,
        verify_url="", certificate="",
    )  # fmt: skip
    (visit,) = [
        rest
        for row in present_card(read_signed(body), issue, photos={})["parties"]
        for label, _, rest in row
        if label == "上门"
    ]
    assert "在场 2 小时 10 分" in visit
    assert "超时原因：应客户要求" in visit
