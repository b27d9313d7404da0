"""Needs a person: the queue, the evidence, and decisions with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.domain.vocabulary import ReviewReason
from backend.infrastructure.clock import utc_now
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction
from backend.reports.evidence import compare, readable
from backend.reports.models import ReviewItem
from backend.reports.operations import Author, accept_report, open_review
from tests.factories import create_job, create_technician, dummy_content, dummy_report_body
from tests.office.conftest import Browser

Deliver = Callable[..., UUID]


def send(technician: User, data: bytes, *, report_id: UUID | None = None) -> UUID:
    report_id = report_id or new_id()
    with transaction():
        accept_report(
            report_id, data, author=Author(user_id=technician.id, center_id=technician.center_id), now=utc_now()
        )
    return report_id


def item_about(session: Session, report_id: UUID, reason: ReviewReason) -> ReviewItem:
    query = select(ReviewItem).where(ReviewItem.report_id == report_id, ReviewItem.reason == reason.value)
    return session.scalars(query).one()


def test_unreadable_bytes_are_shown_escaped_and_can_be_downloaded(
    office: Browser, technician: User, session: Session
) -> None:
    data = b'{"v":1,"x":"<script>alert(1)</script>'
    item = item_about(session, send(technician, data), ReviewReason.QUARANTINED)
    page = office.page(f"/office/review/{item.id}")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    answer = office.get(f"/office/review/{item.id}/bytes")
    assert (answer.data, answer.mimetype) == (data, "application/octet-stream")


def test_two_contents_of_one_report_are_compared_field_by_field(
    office: Browser, technician: User, session: Session
) -> None:
    content = dummy_content(technician=technician)
    report_id = UUID(content["report_id"])
    send(technician, dummy_report_body(content=content), report_id=report_id)
    other = content | {"work": content["work"] | {"found": "another finding"}}
    send(technician, dummy_report_body(content=other), report_id=report_id)
    item = item_about(session, report_id, ReviewReason.DIGEST_MISMATCH)
    page = office.page(f"/office/review/{item.id}")
    assert "content.work.found" in page
    assert "another finding" in page
    assert office.get(f"/office/review/{item.id}/bytes?which=second").data == dummy_second(office, item)


def dummy_second(office: Browser, item: ReviewItem) -> bytes:
    """The second bytes are whole: they parse, and hold what the first do not."""
    data = office.get(f"/office/review/{item.id}/bytes?which=second").data
    assert json.loads(data)["content"]["work"]["found"] == "another finding"
    return data


def test_a_report_of_a_cancelled_job_waits_for_a_person(
    office: Browser, technician: User, deliver: Deliver, session: Session
) -> None:
    job = create_job(technician=technician, state="cancelled")
    report_id = deliver(job=job)
    item = item_about(session, report_id, ReviewReason.JOB_CANCELLED)
    assert "Job was cancelled, report arrived" in office.page("/office/review")
    assert job.number in office.page(f"/office/review/{item.id}")


@pytest.fixture
def item(deliver: Deliver, technician: User, session: Session) -> ReviewItem:
    report_id = deliver()
    with transaction():
        open_review(report_id, ReviewReason.OLD_FORM, center_id=technician.center_id, now=utc_now())
    return item_about(session, report_id, ReviewReason.OLD_FORM)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_decision_needs_a_reason(office: Browser, item: ReviewItem, session: Session, reason: str) -> None:
    answer = office.post(f"/office/review/{item.id}/resolve", reason=reason)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    session.expire_all()
    assert item.resolved_at is None


def test_a_decision_is_kept_with_name_and_reason_and_can_be_taken_back(
    office: Browser, item: ReviewItem, dispatcher: User, session: Session
) -> None:
    assert office.post(f"/office/review/{item.id}/resolve", reason="called the customer").status_code == 303
    assert "Undo" in office.page("/office/review")
    session.expire_all()
    assert (item.resolution, item.resolved_by_id) == ("called the customer", dispatcher.id)
    assert "called the customer" in office.page(f"/office/review/{item.id}?view=resolved")
    assert office.post(f"/office/review/{item.id}/reopen").status_code == 303
    session.expire_all()
    assert item.resolved_at is None


def test_the_second_of_two_deciders_is_told(office: Browser, item: ReviewItem) -> None:
    office.post(f"/office/review/{item.id}/resolve", reason="first")
    answer = office.post(f"/office/review/{item.id}/resolve", reason="second")
    assert answer.status_code == 409
    assert "Somebody else has settled this meanwhile." in answer.text


def test_items_of_other_centers_do_not_exist(office: Browser, session: Session, app: Flask) -> None:
    foreign = item_about(session, send(create_technician(), b"{"), ReviewReason.QUARANTINED)
    assert "Unreadable report" not in office.page("/office/review")
    assert office.get(f"/office/review/{foreign.id}").status_code == 404
    assert office.post(f"/office/review/{foreign.id}/resolve", reason="x").status_code == 404
    assert office.get(f"/office/review/{foreign.id}/bytes").status_code == 404


def test_evidence_survives_any_bytes() -> None:
    assert "\ufffd" in readable(b"\xff\xfe{")
    assert compare(b"[" * 100_000, b"{}").differences
