"""Signing later: one link, one signature, on the customer's own device."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, User
from backend.cards.models import CardWork
from backend.care.keys import hash_key, new_key
from backend.care.models import CareLink
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.clock import utc_now
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction as in_transaction
from backend.reports.models import Attestation, ReportSummary
from tests.care.conftest import Deliver, link_to, project
from tests.factories import (
    bearer_header,
    create_center,
    create_dispatcher,
    create_technician,
    dummy_strokes,
    upload_header,
)
from tests.office.conftest import Browser

PAD = {"width": 3200, "height": 2200}


def drawn(session: Session, report_id: UUID, **overrides: Any) -> dict[str, Any]:
    """What the page sends when the pad was written on."""
    digest = session.get_one(ReportSummary, report_id).content_digest
    sent = {"content_digest": digest, "strokes": json.dumps(dummy_strokes()), "pad": json.dumps(PAD)}
    return sent | overrides


def attestations(session: Session) -> list[dict[str, Any]]:
    session.expire_all()
    return [json.loads(each.body) for each in session.scalars(select(Attestation).order_by(Attestation.received_at))]


@pytest.fixture
def unsigned(deliver: Deliver) -> UUID:
    return deliver(attestations=[])


@pytest.fixture
def path(unsigned: UUID) -> str:
    return link_to(unsigned, LinkPurpose.SIGN)


def test_the_page_shows_the_whole_report_the_answers_and_the_consent(path: str, customer: FlaskClient) -> None:
    page = customer.get(path).text
    for text in (
        "Heating element and seal replaced",
        "Room 502, Building 3",
        "221.5 V",
        "How to switch off before and after use",
        "Old parts and packaging taken away",
        "The power cord has stiffened a little",
        "¥208.00",
        "I have checked each of the above and confirm that it is true.",
    ):
        assert text in page, text


def test_a_signature_by_link_is_bound_to_the_content_and_the_customer_gets_a_page_of_their_own(
    unsigned: UUID, path: str, customer: FlaskClient, session: Session
) -> None:
    answer = customer.post(path, data=drawn(session, unsigned))
    assert answer.status_code == 303
    (stored,) = attestations(session)
    assert (stored["who"], stored["how"], stored["reason"]) == ("customer", "by_link", "")
    assert stored["strokes"] == dummy_strokes()
    assert stored["pad"] == PAD
    assert stored["content_digest"] == session.get_one(ReportSummary, unsigned).content_digest
    assert session.scalars(select(Attestation.author_id)).one() is None
    page = customer.get(answer.location)
    assert page.status_code == 200
    assert "Signed, thank you" in page.text
    assert "by link on the customer’s own device" in page.text


def test_a_new_edition_of_the_card_is_asked_for_and_the_lists_know(
    unsigned: UUID, path: str, customer: FlaskClient, session: Session
) -> None:
    with in_transaction():
        session.get_one(CardWork, unsigned).done_at = utc_now()
    customer.post(path, data=drawn(session, unsigned))
    session.expire_all()
    assert session.get_one(CardWork, unsigned).done_at is None
    assert session.get_one(ReportSummary, unsigned).customer_signed == "by_link"
    project(unsigned)
    session.expire_all()
    assert session.get_one(ReportSummary, unsigned).customer_signed == "by_link"


def test_a_link_signs_once(unsigned: UUID, path: str, customer: FlaskClient, session: Session) -> None:
    first, again = (customer.post(path, data=drawn(session, unsigned)) for _ in range(2))
    assert (first.status_code, again.status_code) == (303, 410)
    assert "has been used" in customer.get(f"{path}?lang=en").text
    assert len(attestations(session)) == 1


def test_a_second_link_signs_no_second_time(unsigned: UUID, path: str, customer: FlaskClient, session: Session) -> None:
    other = link_to(unsigned, LinkPurpose.SIGN)
    customer.post(path, data=drawn(session, unsigned))
    answer = customer.post(other, data=drawn(session, unsigned))
    assert answer.status_code == 409
    assert "signed already" in customer.get(f"{other}?lang=en").text
    assert len(attestations(session)) == 1


def test_a_report_that_was_signed_at_the_visit_needs_no_signature(deliver: Deliver, customer: FlaskClient) -> None:
    assert customer.get(link_to(deliver(), LinkPurpose.SIGN)).status_code == 409


@pytest.mark.parametrize(
    "strokes",
    [
        "",
        "[]",
        "[[[100,100,0,500]]]",
        "[[[100,100,0,500],[104,101,9,500]]]",
        "not json",
        "[[[1.5,2,3,4],[900,900,9,9]]]",
        "[[[1,2,3],[900,900,9]]]",
        '[["a"]]',
        "{}",
        "[" * 5000,
    ],
)
def test_an_empty_pad_a_dot_and_nonsense_are_no_signature(
    strokes: str, unsigned: UUID, path: str, customer: FlaskClient, session: Session
) -> None:
    assert customer.post(path, data=drawn(session, unsigned, strokes=strokes)).status_code == 422
    assert attestations(session) == []
    assert customer.get(path).status_code == 200  # the link is still good


def test_a_signature_for_other_content_is_refused(
    unsigned: UUID, path: str, customer: FlaskClient, session: Session
) -> None:
    answer = customer.post(path, data=drawn(session, unsigned, content_digest="0" * 64))
    assert answer.status_code == 422
    assert "is not the report as stored" in answer.text
    assert attestations(session) == []
    assert customer.post(path, data=drawn(session, unsigned)).status_code == 303


def test_not_signing_needs_a_reason_and_is_kept_as_that(
    unsigned: UUID, path: str, customer: FlaskClient, session: Session
) -> None:
    digest = session.get_one(ReportSummary, unsigned).content_digest
    assert customer.post(path, data={"content_digest": digest, "refused": "1", "reason": " "}).status_code == 422
    told = {"content_digest": digest, "refused": "1", "reason": "The filter was not cleaned"}
    assert customer.post(path, data=told).status_code == 303
    (stored,) = attestations(session)
    assert (stored["how"], stored["reason"], stored["strokes"]) == ("refused", "The filter was not cleaned", [])
    assert customer.get(path).status_code == 410


def test_an_expired_link_and_a_corrected_report_are_not_signed(
    unsigned: UUID, path: str, deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    deliver(attestations=[], supersedes=str(unsigned), supersedes_reason="wrong model")
    answer = customer.post(path, data=drawn(session, unsigned))
    assert answer.status_code == 410
    assert "was corrected" in customer.get(f"{path}?lang=en").text
    with in_transaction():
        session.scalars(select(CareLink)).one().expires_at = utc_now() - timedelta(seconds=1)
    assert "has expired" in customer.get(f"{path}?lang=en").text
    assert attestations(session) == []


def test_the_author_gets_a_link_by_session_and_by_upload_token(
    unsigned: UUID, client: FlaskClient, customer: FlaskClient, technician: User
) -> None:
    for headers in (bearer_header(technician), upload_header(technician)):
        made = client.post(f"/api/v1/reports/{unsigned}/sign-link", headers=headers)
        assert made.status_code == 201
        assert made.json["url"].startswith("http://localhost/s/")
        assert customer.get(made.json["url"].removeprefix("http://localhost")).status_code == 200


def test_the_phone_may_send_the_hash_of_its_own_key_again_and_again(
    unsigned: UUID, client: FlaskClient, customer: FlaskClient, technician: User, session: Session
) -> None:
    key, headers = new_key(), upload_header(technician)
    assert customer.get(f"/s/{key}").status_code == 404
    answers = [
        client.put(f"/api/v1/reports/{unsigned}/sign-link", json={"key_hash": hash_key(key)}, headers=headers)
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.json["expires_at"] for answer in answers}) == 1
    assert customer.get(f"/s/{key}").status_code == 200


def test_a_hash_is_not_moved_to_another_report(deliver: Deliver, client: FlaskClient, technician: User) -> None:
    headers, told = upload_header(technician), {"key_hash": hash_key(new_key())}
    first, second = deliver(attestations=[]), deliver(attestations=[])
    assert client.put(f"/api/v1/reports/{first}/sign-link", json=told, headers=headers).status_code == 200
    assert client.put(f"/api/v1/reports/{second}/sign-link", json=told, headers=headers).status_code == 409
    for wrong in ({"key_hash": "short"}, {}, {"key_hash": "A" * 64}):
        assert client.put(f"/api/v1/reports/{first}/sign-link", json=wrong, headers=headers).status_code == 422


def test_nobody_else_gets_a_link(unsigned: UUID, client: FlaskClient, center: Center, office: Browser) -> None:
    where = f"/api/v1/reports/{unsigned}/sign-link"
    colleague = create_technician(center=center)
    elsewhere = create_dispatcher(center=create_center())
    assert client.post(where).status_code == 401
    assert client.post(where, headers=bearer_header(colleague)).status_code == 404
    assert client.post(where, headers=bearer_header(elsewhere)).status_code == 404
    assert client.post(f"/api/v1/reports/{new_id()}/sign-link", headers=bearer_header(colleague)).status_code == 404
    here = create_dispatcher(center=center)
    assert client.post(where, headers=bearer_header(here)).status_code == 201


def test_a_photo_of_the_report_is_shown_to_the_links_holder_alone(path: str, customer: FlaskClient) -> None:
    assert customer.get(f"{path}/photos/{'0' * 64}").status_code == 404
    assert customer.get(f"/s/{new_key()}/photos/{'0' * 64}").status_code == 404
