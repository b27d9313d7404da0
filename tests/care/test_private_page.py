"""The customer's private page: what it shows, who can open it, and what the customer may say there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, User
from backend.care.complaints import answer_complaint
from backend.care.keys import hash_key, new_key
from backend.care.links import open_customer_link, remember_customer_link
from backend.care.models import CareLink, Complaint, ComplaintEvent
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction as in_transaction
from backend.reports.models import Feedback, Report
from tests.care.conftest import Deliver, link_to, project
from tests.factories import bearer_header, upload_header
from tests.office.conftest import seal

FULL = {"quality": "4", "attitude": "5", "response": "3", "efficiency": "4", "overall": "4"}


def complaints(session: Session) -> list[Complaint]:
    session.expire_all()
    return list(session.scalars(select(Complaint).order_by(Complaint.opened_at, Complaint.key)))


def after_the_window(report_id: object, session: Session) -> None:
    with in_transaction():
        report = session.get(Report, report_id)
        assert report
        report.received_at -= timedelta(days=8)


def test_the_page_says_in_plain_words_what_was_done(deliver: Deliver, customer: FlaskClient) -> None:
    page = customer.get(link_to(deliver(answers={"D": "declined"}))).text
    for text in (
        "Heating element and seal replaced, test run without fault",
        "Electrical safety test",
        "Cleanup",
        "Declined",
        "Tested and found in order",
        "400-000-0105",
    ):
        assert text.lower() in page.lower(), text


def test_the_page_speaks_the_reports_language_and_the_other_on_wish(deliver: Deliver, customer: FlaskClient) -> None:
    path = link_to(deliver(language="zh"))
    assert "五项服务" in customer.get(path, headers={"Accept-Language": "en"}).text
    english = customer.get(f"{path}?lang=en").text
    assert "The five services" in english
    assert "更换加热管与密封圈" in english  # what was signed stays in its language


def test_no_cache_no_search_engine_and_no_other_site_learns_the_address(
    deliver: Deliver, customer: FlaskClient
) -> None:
    for path in (link_to(deliver()), f"/c/{new_key()}", f"/s/{new_key()}"):
        headers = customer.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_only_the_hash_of_a_key_is_stored(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    key = link_to(deliver()).rpartition("/")[2]
    stored = session.scalars(select(CareLink)).one()
    assert stored.key_hash == hash_key(key)
    assert key not in str(vars(stored))


def test_a_key_is_read_as_people_mistake_it(deliver: Deliver, customer: FlaskClient) -> None:
    path = link_to(deliver())
    key = path.rpartition("/")[2]
    assert customer.get(f"/c/{key.lower().replace('0', 'o').replace('1', 'l')}").status_code == 200


def test_a_link_that_nobody_made_does_not_open(customer: FlaskClient) -> None:
    for key in (new_key(), "short", "U" * 26, "%00" * 26):
        answer = customer.get(f"/c/{key}?lang=en")
        assert answer.status_code == 404, key
        assert "does not open" in answer.text


def test_guessing_is_slowed_down(customer: FlaskClient) -> None:
    statuses = [customer.get(f"/c/{new_key()}").status_code for _ in range(30)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_an_expired_and_a_withdrawn_link_say_so(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    report_id = deliver()
    expired, withdrawn = link_to(report_id), link_to(report_id)
    with in_transaction():
        for path, column in ((expired, "expires_at"), (withdrawn, "revoked_at")):
            link = session.scalars(select(CareLink).filter_by(key_hash=hash_key(path[3:]))).one()
            setattr(link, column, utc_now() - timedelta(seconds=1))
    assert (customer.get(expired).status_code, customer.get(withdrawn).status_code) == (410, 410)
    assert "has expired" in customer.get(f"{expired}?lang=en").text
    assert "withdrawn" in customer.get(f"{withdrawn}?lang=en").text


def test_a_customer_link_does_not_open_the_page_to_sign(deliver: Deliver, customer: FlaskClient) -> None:
    key = link_to(deliver()).rpartition("/")[2]
    assert customer.get(f"/s/{key}").status_code == 404


def test_the_card_is_downloaded_when_it_is_made(deliver: Deliver, customer: FlaskClient, center: Center) -> None:
    report_id = deliver()
    path = link_to(report_id)
    assert "being made" in customer.get(path).text
    assert customer.get(f"{path}/card.pdf").status_code == 404
    card = seal(report_id, center)
    assert card.number in customer.get(path).text
    file = customer.get(f"{path}/card.pdf")
    assert file.data.startswith(b"%PDF")
    assert file.headers["Referrer-Policy"] == "no-referrer"


def test_the_phones_key_opens_the_page_and_projecting_again_changes_nothing(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    report_id, key = deliver(), new_key()
    for _ in range(2):
        with in_transaction():
            remember_customer_link(report_id, hash_key(key), now=utc_now())
    assert len(list(session.scalars(select(CareLink)))) == 1
    assert customer.get(f"/c/{key}").status_code == 200


def test_without_a_phones_key_the_server_makes_one(deliver: Deliver, customer: FlaskClient) -> None:
    report_id = deliver()
    with in_transaction():
        url = open_customer_link(report_id, None, now=utc_now())
        assert open_customer_link(report_id, hash_key(new_key()), now=utc_now()) is None
    assert url
    assert url.startswith("http://localhost/c/")
    assert customer.get(url.removeprefix("http://localhost")).status_code == 200


def test_contradicting_a_service_opens_a_complaint_with_the_customers_words(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    path = link_to(deliver())
    answer = customer.post(f"{path}/contradict", data={"service": "C", "text": "Nobody cleaned it"})
    assert answer.status_code == 303
    opened = complaints(session)
    assert [(each.source, each.service, each.state, each.text) for each in opened] == [
        ("contradicted", "C", "open", "Nobody cleaned it")
    ]
    assert "Maintenance” was not as recorded" in customer.get(answer.location).text


def test_contradicting_twice_opens_one_complaint_and_keeps_both_words(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    path = link_to(deliver())
    for text in ("first", "second"):
        customer.post(f"{path}/contradict", data={"service": "E", "text": text})
    (only,) = complaints(session)
    words = session.scalars(select(ComplaintEvent.text).filter_by(complaint_id=only.id).order_by(ComplaintEvent.at))
    assert list(words) == ["first", "second"]


def test_a_signature_can_be_disputed(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    path = link_to(deliver())
    assert "That is not my signature" in customer.get(path).text
    customer.post(f"{path}/contradict", data={"service": "signature", "text": ""})
    assert [each.source for each in complaints(session)] == ["signature_disputed"]


def test_a_contradiction_of_something_else_is_refused(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    path = link_to(deliver())
    assert customer.post(f"{path}/contradict", data={"service": "F"}).status_code == 422
    too_long = customer.post(f"{path}/contradict", data={"service": "A", "text": "x" * 1001})
    assert too_long.status_code == 422
    assert "x" * 1001 in too_long.text  # what was typed is still there
    assert complaints(session) == []


def test_after_seven_days_the_page_only_shows(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    report_id = deliver()
    path = link_to(report_id)
    after_the_window(report_id, session)
    assert "That is not so" not in customer.get(path).text
    late = customer.post(f"{path}/contradict", data={"service": "A", "text": "It never happened"})
    assert late.status_code == 410
    assert "It never happened" in late.text  # nothing typed is lost
    assert customer.post(f"{path}/rating", data=FULL).status_code == 410
    assert complaints(session) == []


def test_a_service_not_done_is_a_complaint_already_and_projecting_again_opens_no_second(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver(answers={"B": "not_done", "E": "not_done"})
    project(report_id)
    project(report_id)
    assert [(each.source, each.service) for each in complaints(session)] == [
        ("service_not_done", "B"),
        ("service_not_done", "E"),
    ]
    page = customer.get(link_to(report_id)).text
    assert "“Cleanup” was not done" in page


def test_a_correction_that_says_the_same_opens_no_second_complaint(deliver: Deliver, session: Session) -> None:
    first = deliver(answers={"B": "not_done"})
    deliver(answers={"B": "not_done", "C": "not_done"}, supersedes=str(first), supersedes_reason="typing error")
    assert sorted(each.service for each in complaints(session)) == ["B", "C"]


def test_a_rating_is_kept_and_never_shown_again(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    report_id = deliver()
    path = link_to(report_id)
    answer = customer.post(f"{path}/rating", data=FULL | {"comment": "Came late but careful"})
    assert answer.status_code == 303
    stored = session.get_one(Feedback, report_id)
    assert stored.scores == {name: int(value) for name, value in FULL.items()}
    assert (stored.comment, stored.via, stored.skipped) == ("Came late but careful", "link", False)
    page = customer.get(answer.location).text
    assert "We have your rating" in page
    assert "Came late but careful" not in page


def test_not_rating_is_recorded_and_a_later_rating_counts(
    deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver()
    path = link_to(report_id)
    customer.post(f"{path}/rating", data=FULL | {"skip": "1"})
    skipped = session.get_one(Feedback, report_id)
    assert (skipped.skipped, skipped.scores) == (True, {})
    customer.post(f"{path}/rating", data={"overall": "2"})
    session.expire_all()
    assert session.get_one(Feedback, report_id).scores == {"overall": 2}
    customer.post(f"{path}/rating", data={"skip": "1"})
    session.expire_all()
    assert session.get_one(Feedback, report_id).scores == {"overall": 2}


def test_the_private_rating_replaces_the_phones_and_the_phones_replaces_nothing(
    deliver: Deliver, customer: FlaskClient, client: FlaskClient, technician: User, session: Session
) -> None:
    report_id = deliver()
    phone = upload_header(technician)
    told = {"scores": {"overall": 5}, "comment": "", "skipped": False}
    assert client.put(f"/api/v1/reports/{report_id}/feedback", json=told, headers=phone).status_code == 204
    customer.post(f"{link_to(report_id)}/rating", data={"overall": "1"})
    client.put(f"/api/v1/reports/{report_id}/feedback", json=told, headers=phone)
    session.expire_all()
    stored = session.get_one(Feedback, report_id)
    assert (stored.scores, stored.via) == ({"overall": 1}, "link")


@pytest.mark.parametrize("sent", [{}, {"overall": "6"}, {"overall": "good"}, {"overall": "²"}])
def test_a_rating_that_says_nothing_is_asked_for_again(
    sent: dict[str, str], deliver: Deliver, customer: FlaskClient, session: Session
) -> None:
    report_id = deliver()
    assert customer.post(f"{link_to(report_id)}/rating", data=sent).status_code == 422
    assert session.get(Feedback, report_id) is None


def test_the_technician_has_no_way_to_the_rating_or_the_complaint(
    deliver: Deliver, customer: FlaskClient, client: FlaskClient, technician: User
) -> None:
    report_id = deliver()
    customer.post(f"{link_to(report_id)}/rating", data=FULL | {"comment": "rude at the door"})
    headers = bearer_header(technician)
    for path in (
        "/api/v1/pull",
        f"/office/reports/{report_id}",
        f"/office/reports/{report_id}/customer",
        "/office/complaints",
    ):
        assert "rude at the door" not in client.get(path, headers=headers).text
    assert client.get("/office/complaints", headers=headers).status_code == 403


def test_the_customer_reads_the_answer_and_opens_it_again(
    deliver: Deliver, customer: FlaskClient, session: Session, office: object, dispatcher: User
) -> None:
    path = link_to(deliver(answers={"C": "not_done"}))
    (complaint,) = complaints(session)
    with in_transaction():
        answer_complaint(complaint.id, answer="We come again on Friday", actor=dispatcher, now=utc_now())
    assert "We come again on Friday" in customer.get(path).text
    empty = customer.post(f"{path}/complaints/{complaint.id}", data={"text": " "})
    assert empty.status_code == 422
    customer.post(f"{path}/complaints/{complaint.id}", data={"text": "Nobody came"})
    (again,) = complaints(session)
    assert (again.state, again.reopened, again.answer) == ("open", 1, "We come again on Friday")
    assert "Nobody came" in customer.get(path).text


def test_a_late_answer_can_still_be_answered_back(
    deliver: Deliver, customer: FlaskClient, session: Session, dispatcher: User
) -> None:
    report_id = deliver(answers={"C": "not_done"})
    path = link_to(report_id)
    (complaint,) = complaints(session)
    after_the_window(report_id, session)
    words = {"text": "Still waiting"}
    assert customer.post(f"{path}/complaints/{complaint.id}", data=words).status_code == 410
    with in_transaction():
        answer_complaint(complaint.id, answer="Sorry", actor=dispatcher, now=utc_now())
    assert customer.post(f"{path}/complaints/{complaint.id}", data=words).status_code == 303


def test_another_visits_complaint_is_out_of_reach(deliver: Deliver, customer: FlaskClient, session: Session) -> None:
    deliver(answers={"C": "not_done"})
    (complaint,) = complaints(session)
    mine = link_to(deliver())
    assert customer.post(f"{mine}/complaints/{complaint.id}", data={"text": "hm"}).status_code == 404


def test_hostile_words_are_shown_as_words(deliver: Deliver, customer: FlaskClient) -> None:
    path = link_to(deliver())
    customer.post(f"{path}/contradict", data={"service": "A", "text": "<script>alert(1)</script>\x00'\"&"})
    page = customer.get(path).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_visit_without_a_signature_is_shown_as_that(deliver: Deliver, customer: FlaskClient) -> None:
    page = customer.get(link_to(deliver(attestations=[]))).text
    assert "Not signed" in page
    assert "That is not my signature" not in page
