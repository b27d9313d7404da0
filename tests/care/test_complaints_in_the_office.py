"""Complaints in the office: who sees them, who owns them, what the customer gets to read."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, User
from backend.audit.models import AuditEntry
from backend.care.models import CareLink, Complaint, ComplaintEvent
from backend.infrastructure.clock import utc_now
from tests.care.conftest import Deliver, link_to
from tests.factories import create_center, create_dispatcher
from tests.office.conftest import Browser, browse


def the_only(session: Session) -> Complaint:
    session.expire_all()
    return session.scalars(select(Complaint)).one()


def test_a_complaint_goes_its_way_and_everything_is_kept(
    deliver: Deliver, office: Browser, customer: FlaskClient, dispatcher: User, session: Session
) -> None:
    report_id = deliver(answers={"C": "not_done"})
    page = link_to(report_id)
    where = f"/office/complaints/{the_only(session).id}"
    assert "Service not done" in office.page("/office/complaints")
    assert office.post(f"{where}/take").status_code == 303
    assert (the_only(session).state, the_only(session).owner_id) == ("in_progress", dispatcher.id)
    assert office.post(f"{where}/note", text="Called the technician").status_code == 303
    assert office.post(f"{where}/answer", answer="We come again on Friday").status_code == 303
    assert "We come again on Friday" in customer.get(page).text
    assert "Called the technician" not in customer.get(page).text
    assert office.post(f"{where}/close", close_reason="Done on Friday").status_code == 303
    assert "Done on Friday" not in customer.get(page).text
    assert office.post(f"{where}/reopen").status_code == 303
    assert (the_only(session).state, the_only(session).reopened) == ("open", 1)
    steps = session.scalars(select(ComplaintEvent.step).order_by(ComplaintEvent.at, ComplaintEvent.id))
    assert list(steps) == ["open", "take", "add", "answer", "close", "reopen"]
    recorded = set(session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == the_only(session).id)))
    assert {f"complaint.{step}" for step in ("open", "take", "add", "answer", "close", "reopen")} <= recorded
    details = str(list(session.scalars(select(AuditEntry.detail))))
    assert "Friday" not in details  # the audit trail holds no personal content


def test_an_empty_answer_and_a_closing_without_reason_are_refused(
    deliver: Deliver, office: Browser, session: Session
) -> None:
    deliver(answers={"C": "not_done"})
    where = f"/office/complaints/{the_only(session).id}"
    assert office.post(f"{where}/answer", answer="  ").status_code == 422
    assert office.post(f"{where}/close", close_reason="").status_code == 422
    kept = office.post(f"{where}/answer", answer="y" * 1001)
    assert kept.status_code == 422
    assert "y" * 1001 in kept.text
    assert the_only(session).state == "open"


def test_a_step_that_came_too_late_is_told(deliver: Deliver, office: Browser, session: Session) -> None:
    deliver(answers={"C": "not_done"})
    where = f"/office/complaints/{the_only(session).id}"
    office.post(f"{where}/close", close_reason="settled by telephone")
    late = office.post(f"{where}/answer", answer="Too late, but typed")
    assert late.status_code == 409
    assert "moved on meanwhile" in late.text
    assert office.post(f"{where}/take").status_code == 409


def test_another_centers_complaint_does_not_exist(
    deliver: Deliver, app: Flask, center: Center, session: Session
) -> None:
    report_id = deliver(answers={"C": "not_done"})
    elsewhere = browse(app, create_dispatcher(center=create_center(), language="en"))
    where = f"/office/complaints/{the_only(session).id}"
    assert "Service not done" not in elsewhere.page("/office/complaints").partition('class="sheet"')[2]
    assert elsewhere.get(where).status_code == 404
    for step in ("take", "answer", "close", "reopen", "note"):
        assert elsewhere.post(f"{where}/{step}", answer="x", close_reason="x", text="x").status_code == 404
    assert elsewhere.get(f"/office/reports/{report_id}/customer").status_code == 404
    assert elsewhere.post(f"/office/reports/{report_id}/links", purpose="customer").status_code == 404
    assert the_only(session).state == "open"


def _shown(office: Browser, query: str) -> int:
    return len(re.findall("data-row", office.page(f"/office/complaints?{query}")))


def test_the_list_is_filtered_and_searched(
    deliver: Deliver, office: Browser, customer: FlaskClient, dispatcher: User, session: Session
) -> None:
    report_id = deliver(answers={"C": "not_done", "E": "not_done"})
    customer.post(f"{link_to(report_id)}/contradict", data={"service": "A", "text": "The meter stayed in its case"})
    first = session.scalars(select(Complaint).filter_by(service="C")).one()
    office.post(f"/office/complaints/{first.id}/answer", answer="Sorry")
    today = utc_now().date()
    assert _shown(office, "") == 2
    assert _shown(office, "state=") == 3
    assert _shown(office, "state=answered") == 1
    assert _shown(office, "source=contradicted") == 1
    assert _shown(office, f"owner={dispatcher.id}") == 1
    assert _shown(office, "owner=none") == 2
    assert _shown(office, "q=meter+stayed") == 1
    assert _shown(office, "q=Ms+Chen") == 3
    assert _shown(office, "q=100%25") == 0
    assert _shown(office, f"report={report_id}") == 3
    assert _shown(office, f"to={today - timedelta(days=3)}") == 0
    assert _shown(office, f"from={today - timedelta(days=1)}&center={first.center_id}") == 3
    assert _shown(office, "state=nonsense&owner=x&center=y&from=z") == 3


def test_the_rail_counts_what_waits(deliver: Deliver, office: Browser) -> None:
    deliver(answers={"C": "not_done", "E": "not_done"})
    rail = office.page("/office/jobs")
    assert re.search(r"Complaints.{0,200}>2<", rail, re.DOTALL)


def test_the_office_makes_and_withdraws_links_and_shows_an_address_once(
    deliver: Deliver, office: Browser, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver()
    made = office.post(f"/office/reports/{report_id}/links", purpose="customer")
    url = re.search(r'value="(http://localhost/c/[0-9A-Z]{26})"', made.text)
    assert url
    path = url[1].removeprefix("http://localhost")
    assert customer.get(path).status_code == 200
    side = office.page(f"/office/reports/{report_id}/customer")
    assert path not in side
    assert "opened by the customer" in side
    link = session.scalars(select(CareLink)).one()
    assert office.post(f"/office/reports/{report_id}/links/{link.id}/revoke").status_code == 303
    assert customer.get(path).status_code == 410
    assert office.post(f"/office/reports/{deliver()}/links/{link.id}/revoke").status_code == 404
    assert office.post(f"/office/reports/{report_id}/links", purpose="everything").status_code == 422


def test_a_complaint_by_telephone_is_registered_by_the_office(
    deliver: Deliver, office: Browser, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver()
    page = link_to(report_id)
    assert office.post(f"/office/reports/{report_id}/complaints", text="").status_code == 422
    for text in ("He smoked in the kitchen", "And the invoice is missing"):
        assert office.post(f"/office/reports/{report_id}/complaints", text=text).status_code == 303
    assert [each.source for each in session.scalars(select(Complaint))] == ["office", "office"]
    assert "Your complaint" in customer.get(page).text


def test_the_report_leads_to_its_customers_side(deliver: Deliver, office: Browser) -> None:
    report_id: UUID = deliver()
    assert f"/office/reports/{report_id}/customer" in office.page(f"/office/reports/{report_id}")
