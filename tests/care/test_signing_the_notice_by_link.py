"""The hazard notice is signed by the same one-time link as the report: each document once, on the customer's phone."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.cards.models import CardWork
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction as in_transaction
from backend.reports.models import Attestation, ReportSummary
from backend.reports.operations import Author, accept_report
from tests.care.conftest import link_to, project
from tests.care.test_signing_by_link import PAD
from tests.factories import (
    create_job,
    dummy_attestation_v2,
    dummy_content_v2,
    dummy_hazard_v2,
    dummy_report_body_v2,
    dummy_strokes,
)


def deliver(technician: User, *, signed: bool, hazards: bool = True) -> UUID:
    """A report with a danger; `signed`: the customer signed the report at the visit, the notice never."""
    job = create_job(center_id=technician.center_id)
    found = [dummy_hazard_v2(language="en")] if hazards else []
    content = dummy_content_v2(technician=technician, job=job, language="en", hazards=found)
    said = [dummy_attestation_v2(content, who="technician")]
    said += [dummy_attestation_v2(content)] if signed else []
    report_id = UUID(content["report_id"])
    with in_transaction():
        accept_report(
            report_id,
            dummy_report_body_v2(content=content, attestations=said),
            author=Author(user_id=technician.id, center_id=technician.center_id),
            now=utc_now(),
        )
    project(report_id)
    return report_id


def written(session: Session, report_id: UUID, document: str, **overrides: Any) -> dict[str, Any]:
    digest = session.get_one(ReportSummary, report_id).content_digest
    sent = {"document": document, "content_digest": digest, "strokes": json.dumps(dummy_strokes())}
    return sent | {"pad": json.dumps(PAD)} | overrides


def told(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    rows = [json.loads(each.body) for each in session.scalars(select(Attestation).order_by(Attestation.received_at))]
    return [(row["document"], row["how"]) for row in rows]


def test_a_report_signed_at_the_visit_leaves_the_notice_to_be_signed_by_link(
    technician: User, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver(technician, signed=True)
    path = link_to(report_id, LinkPurpose.SIGN)
    page = customer.get(f"{path}?lang=en").text
    for text in ("Check and sign the hazard notice", "The socket has no protective earth", "it gives up no right"):
        assert text in page, text
    with in_transaction():
        session.get_one(CardWork, report_id).done_at = utc_now()
    answer = customer.post(path, data=written(session, report_id, "hazard_notice"))
    assert (answer.status_code, answer.location[:3]) == (303, "/c/")
    assert told(session) == [("hazard_notice", "by_link")]
    assert session.get_one(CardWork, report_id).done_at is None  # a new edition is asked for
    assert session.get_one(ReportSummary, report_id).customer_signed == "drawn"  # the report's own signature stands
    project(report_id)
    session.expire_all()
    assert session.get_one(ReportSummary, report_id).customer_signed == "drawn"
    assert customer.get(path).status_code == 410


def test_one_link_asks_for_the_report_and_then_for_the_notice(
    technician: User, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver(technician, signed=False)
    path = link_to(report_id, LinkPurpose.SIGN)
    assert "A hazard notice follows" in customer.get(f"{path}?lang=en").text
    first = customer.post(path, data=written(session, report_id, "report", lang="en"))
    assert first.location == f"{path}?lang=en"
    assert "Your word on the report has been received" in customer.get(first.location).text
    again = customer.post(path, data=written(session, report_id, "report"))
    assert again.status_code == 409
    last = customer.post(path, data=written(session, report_id, "hazard_notice"))
    assert last.location.startswith("/c/")
    assert told(session) == [("report", "by_link"), ("hazard_notice", "by_link")]
    assert customer.post(path, data=written(session, report_id, "hazard_notice")).status_code == 410
    assert len(told(session)) == 2


def test_who_refuses_the_report_is_still_asked_about_the_danger(
    technician: User, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver(technician, signed=False)
    path = link_to(report_id, LinkPurpose.SIGN)
    refusal = {"refused": "1", "reason": "Not cleaned"}
    assert customer.post(path, data=written(session, report_id, "report", **refusal)).status_code == 303
    assert customer.post(path, data=written(session, report_id, "hazard_notice", **refusal)).status_code == 303
    assert told(session) == [("report", "refused"), ("hazard_notice", "refused")]
    assert customer.get(path).status_code == 410
    assert customer.get(link_to(report_id, LinkPurpose.SIGN)).status_code == 200  # a new link asks anew


def test_a_report_without_dangers_has_no_notice_to_sign(
    technician: User, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver(technician, signed=False, hazards=False)
    path = link_to(report_id, LinkPurpose.SIGN)
    assert customer.post(path, data=written(session, report_id, "hazard_notice")).status_code == 409
    assert customer.post(path, data=written(session, report_id, "nonsense")).status_code == 422
    assert customer.post(path, data=written(session, report_id, "report")).location.startswith("/c/")


@pytest.mark.parametrize("strokes", ["[]", "[[[1,1,0,500]]]"])
def test_an_empty_pad_signs_no_notice(strokes: str, technician: User, customer: FlaskClient, session: Session) -> None:
    report_id = deliver(technician, signed=True)
    path = link_to(report_id, LinkPurpose.SIGN)
    assert customer.post(path, data=written(session, report_id, "hazard_notice", strokes=strokes)).status_code == 422
    assert told(session) == []
