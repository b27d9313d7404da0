"""Users, phones and the audit trail in the office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, Device, User
from backend.audit.operations import record
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction
from backend.office.texts import TEXTS
from tests.factories import (
    PASSWORD,
    bearer_header,
    create_administrator,
    create_center,
    create_device,
    create_job,
    create_manager,
    create_technician,
)
from tests.office.conftest import Browser, browse


@pytest.fixture
def admin(app: Flask) -> Browser:
    return browse(app, create_administrator(language="en"))


def details(center: Center, **changes: object) -> dict[str, object]:
    return {
        "name": "Sun Yue", "username": "sun.yue", "role": "technician", "language": "zh", "center_id": str(center.id),
        "grade": "B", "staff_no": "T-77", "active": "1",
    } | changes  # fmt: skip


def test_a_new_users_temporary_password_is_shown_once_and_works(
    admin: Browser, center: Center, session: Session, app: Flask
) -> None:
    page = admin.post("/office/users/new", **details(center)).text
    password = page.split('<output class="secret">')[1].split("<")[0]
    user = session.scalars(select(User).where(User.username == "sun.yue")).one()
    assert (user.must_change_password, user.grade) == (True, "B")
    assert password not in admin.page(f"/office/users/{user.id}")
    answer = app.test_client().post("/office/sign-in", data={"username": "sun.yue", "password": password})
    assert answer.status_code == 303


def test_a_password_that_was_reset_opens_the_door_once_and_must_be_changed(
    admin: Browser, technician: User, app: Flask
) -> None:
    before = bearer_header(technician)
    page = admin.post(f"/office/users/{technician.id}/password").text
    password = page.split('<output class="secret">')[1].split("<")[0]
    theirs = app.test_client()
    assert theirs.get("/api/v1/pull", headers=before).status_code == 401  # sessions end with the old password
    enter = {"username": technician.username, "client": "api"}
    assert theirs.post("/api/v1/session", json=enter | {"password": PASSWORD}).status_code == 401
    token = theirs.post("/api/v1/session", json=enter | {"password": password}).json["token"]
    header = {"Authorization": f"Bearer {token}"}
    refused = theirs.get("/api/v1/pull", headers=header)
    assert (refused.status_code, refused.json["code"]) == (403, "password_change_needed")
    new = {"current": password, "new": "a sentence of my own"}
    assert theirs.put("/api/v1/session/password", json=new, headers=header).status_code == 204
    assert theirs.get("/api/v1/pull", headers=header).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": ""}, "Please fill this in."),
        ({"center_id": ""}, "A technician must belong to a service center."),
        ({"role": "dispatcher"}, "Choose at least one service center."),
        ({"role": "king"}, "Choose one from the list."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    admin: Browser, center: Center, changes: dict[str, object], words: str
) -> None:
    answer = admin.post("/office/users/new", **details(center, **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Sun Yue"' in answer.text


def test_two_users_cannot_share_a_name(admin: Browser, center: Center) -> None:
    admin.post("/office/users/new", **details(center))
    answer = admin.post("/office/users/new", **details(center, staff_no="T-78"))
    assert answer.status_code == 409 or "This user name is taken." in answer.text


def test_certificates_are_kept(admin: Browser, technician: User, session: Session, center: Center) -> None:
    form = details(
        center, username=technician.username, name=technician.name,
        certificate_kind=["low_voltage", ""], certificate_number=["T-1", ""], certificate_until=["2029-05-01", ""],
    )  # fmt: skip
    assert admin.post(f"/office/users/{technician.id}", **form).status_code == 303
    session.expire_all()
    assert technician.certificates == [{"kind": "low_voltage", "number": "T-1", "valid_until": "2029-05-01"}]


def test_deactivating_a_user_ends_their_session_at_once(admin: Browser, app: Flask, center: Center) -> None:
    manager = create_manager(center=center)
    theirs = browse(app, manager)
    assert theirs.get("/office/jobs").status_code == 200
    form = details(
        center, username=manager.username, role="manager", office_centers=[str(center.id)], staff_no="", active="0"
    )
    assert admin.post(f"/office/users/{manager.id}", **form).status_code == 303
    assert theirs.get("/office/jobs").status_code == 302


def test_a_silent_phone_with_unsent_work_stands_out(office: Browser, technician: User) -> None:
    create_device(technician, name="Quiet", unsent=3, last_seen_at=utc_now() - timedelta(hours=31))
    create_device(technician, name="Busy", unsent=2, last_seen_at=utc_now())
    page = office.page("/office/phones?view=silent")
    assert "Quiet" in page
    assert "Busy" not in page
    assert '<span class="n hot">1' in page


def test_a_lost_phone_is_revoked(office: Browser, technician: User, session: Session) -> None:
    device = create_device(technician)
    assert office.post(f"/office/phones/{device.id}/revoke").status_code == 303
    assert session.scalars(select(Device.revoked_at).where(Device.id == device.id)).one() is not None


def test_a_phone_of_another_center_does_not_exist(office: Browser) -> None:
    device = create_device(create_technician())
    assert office.get(f"/office/phones/{device.id}").status_code == 404
    assert office.post(f"/office/phones/{device.id}/revoke").status_code == 404
    assert str(device.id) not in office.page("/office/phones")


def test_managers_read_the_trail_of_their_centers_only(app: Flask, center: Center, office: Browser) -> None:
    job, foreign = create_job(center_id=center.id), create_job(center_id=create_center().id)
    office.page(f"/office/jobs/{job.id}")
    browse(app, create_administrator()).page(f"/office/jobs/{foreign.id}")
    page = browse(app, create_manager(center=center, language="en")).page("/office/audit?action=job")
    assert f"/office/jobs/{job.id}" in page
    assert f"/office/jobs/{foreign.id}" not in page
    assert office.get("/office/audit").status_code == 403


def trail_of(app: Flask, center: Center, language: str, asked: str = "") -> str:
    return browse(app, create_manager(center=center, language=language)).page(f"/office/audit{asked}")


def test_the_trail_speaks_in_words_not_in_keys(app: Flask, center: Center, session: Session) -> None:
    user = create_technician(center=center, name="Sun Yue")
    with transaction():
        for action, detail in (
            ("card.seal", {"number": "AH-26-000042", "edition": 2}),
            ("user.edit", {"changed": ["grade", "name"]}),
            ("review.resolve", {"reason": "digest_mismatch"}),
            ("customer.reveal", {"reason": "the customer rang"}),
            ("card.zip", {"filter": {"verdict": "refuse", "search": True}}),
        ):
            record(action, actor=user, now=utc_now(), center_id=center.id, **detail)
    english, chinese = trail_of(app, center, "en"), trail_of(app, center, "zh")
    for told in (
        "Edition: 2; Card: AH-26-000042", "Changed: Grade, Name", f"Reason: {TEXTS['ReviewReason.digest_mismatch'][1]}",
        "Reason: the customer rang", f"Searched by words: yes; Electrical safety: {TEXTS['Level.refuse'][1]}",
    ):  # fmt: skip
        assert told in english
    for told in (
        "版次: 2; 卡号: AH-26-000042",
        "修改内容: 技师等级、姓名",
        "原因: the customer rang",
        "按文字搜索: 是",
    ):
        assert told in chinese


def test_the_trails_days_and_times_are_those_of_the_readers_center(app: Flask) -> None:
    center = create_center(time_zone="America/New_York")
    late = datetime(2026, 3, 5, 2, 30, tzinfo=UTC)  # still the fourth in New York
    with transaction():
        record("account.sign_in_failed", actor=None, now=late, center_id=center.id, username="sun.yue")
    assert "2026-03-04 21:30:00" in trail_of(app, center, "en", "?from=2026-03-04&to=2026-03-04")
    assert "sun.yue" not in trail_of(app, center, "en", "?from=2026-03-05&to=2026-03-05")


def test_every_opened_page_of_a_customer_is_recorded(app: Flask, office: Browser, center: Center) -> None:
    job = create_job(center_id=center.id)
    office.page(f"/office/customers/{job.customer_id}")
    page = browse(app, create_manager(center=center, language="en")).page("/office/audit")
    assert "opened the customer" in page


def test_customers_of_other_centers_do_not_exist(office: Browser) -> None:
    foreign = create_job()
    assert office.get(f"/office/customers/{foreign.customer_id}").status_code == 404
    assert str(foreign.customer_id) not in office.page("/office/customers")


def test_a_customers_page_shows_appliances_and_jobs(office: Browser, center: Center) -> None:
    job = create_job(center_id=center.id)
    page = office.page(f"/office/customers/{job.customer_id}")
    assert job.number in page
    assert "AH-60D" in page
