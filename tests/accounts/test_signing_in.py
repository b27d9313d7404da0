"""Signing in, as a phone, a browser and an integration do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from backend.accounts.models import Device, SignInAttempt, UserSession
from backend.accounts.passwords import DEMO_PASSWORD
from backend.infrastructure.auth import COOKIE
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from tests.factories.people import PASSWORD, create_administrator, create_technician, create_user, quick_hash
from tests.factories.signing_in import bearer_header, sign_in, upload_header


def enter(browser: FlaskClient, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return browser.post("/api/v1/session", json={"username": username, "password": password, **more})


def phone() -> dict[str, str]:
    return {"id": str(uuid4()), "name": "Redmi 12", "app_version": "1.0"}


def test_a_technician_gets_a_cookie_and_an_upload_token(client: FlaskClient) -> None:
    technician = create_technician()
    answer = enter(client, technician.username, device=phone())
    assert answer.status_code == 200
    assert answer.json["user"]["role"] == "technician"
    assert answer.json["user"]["center"]["id"] == str(technician.center_id)
    assert answer.json["upload_token"]
    assert answer.json["token"] is None
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_an_integration_gets_a_bearer_token_and_no_cookie(client: FlaskClient) -> None:
    technician = create_technician()
    answer = enter(client, technician.username, client="api")
    assert answer.json["token"]
    assert client.get_cookie(COOKIE) is None
    out = client.delete("/api/v1/session", headers={"Authorization": f"Bearer {answer.json['token']}"})
    assert out.status_code == 204


def test_the_demos_password_opens_nothing_in_production(app: Flask, client: FlaskClient) -> None:
    tried_out = create_technician(password_hash=quick_hash(DEMO_PASSWORD))
    assert enter(client, tried_out.username, DEMO_PASSWORD).status_code == 200
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], env="production")
    assert enter(app.test_client(), tried_out.username, DEMO_PASSWORD).status_code == 401


def test_a_wrong_password_and_an_unknown_user_look_the_same(client: FlaskClient) -> None:
    technician = create_technician()
    wrong = enter(client, technician.username, "not-the-password")
    unknown = enter(client, "nobody-here", "not-the-password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.mimetype == "application/problem+json"
    assert {key: wrong.json[key] for key in ("code", "detail")} == {
        key: unknown.json[key] for key in ("code", "detail")
    }


def test_five_wrong_passwords_pause_the_account_and_time_opens_it_again(client: FlaskClient) -> None:
    technician = create_technician()
    for _ in range(5):
        assert enter(client, technician.username, "not-the-password").status_code == 401
    paused = enter(client, technician.username)
    assert paused.status_code == 429
    assert 0 < int(paused.headers["Retry-After"]) <= 901
    with transaction():
        db.session.execute(update(SignInAttempt).values(at=utc_now() - timedelta(minutes=16)))
    assert enter(client, technician.username).status_code == 200


def test_a_deactivated_user_cannot_sign_in_and_loses_the_session(client: FlaskClient) -> None:
    user = create_technician()
    headers = bearer_header(user)
    with transaction():
        user.active = False
    assert enter(client, user.username).status_code == 401
    assert client.delete("/api/v1/session", headers=headers).status_code == 401


def test_a_write_by_cookie_needs_the_csrf_token(client: FlaskClient) -> None:
    csrf = sign_in(client, create_technician())
    refused = client.delete("/api/v1/session")
    assert refused.status_code == 403
    assert refused.json["code"] == "csrf"
    assert client.delete("/api/v1/session", headers=csrf).status_code == 204
    assert client.delete("/api/v1/session", headers=csrf).status_code == 401


def test_any_authorization_header_overrides_the_cookie(client: FlaskClient) -> None:
    csrf = sign_in(client, create_technician())
    answer = client.delete("/api/v1/session", headers=csrf | {"Authorization": "Bearer nonsense"})
    assert answer.status_code == 401


def test_an_expired_session_is_no_session(client: FlaskClient) -> None:
    user = create_technician()
    headers = bearer_header(user)
    with transaction():
        db.session.execute(update(UserSession).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert client.delete("/api/v1/session", headers=headers).status_code == 401


def test_a_revoked_phone_can_send_nothing_more(client: FlaskClient) -> None:
    technician = create_technician()
    token = upload_header(technician)
    device = db.session.query(Device).one()
    asked = {"items": []}
    assert client.post("/api/v1/reports/status", json=asked, headers=token).status_code == 200
    answer = client.delete(f"/api/v1/devices/{device.id}", headers=bearer_header(technician))
    assert answer.status_code == 204
    assert client.post("/api/v1/reports/status", json=asked, headers=token).status_code == 401


def test_another_technicians_phone_does_not_exist_for_me(client: FlaskClient) -> None:
    upload_header(create_technician())
    device = db.session.query(Device).one()
    answer = client.delete(f"/api/v1/devices/{device.id}", headers=bearer_header(create_technician()))
    assert answer.status_code == 404
    assert (
        client.delete(f"/api/v1/devices/{device.id}", headers=bearer_header(create_administrator())).status_code == 204
    )


def test_the_upload_token_before_the_last_still_works_once_more(client: FlaskClient) -> None:
    technician, same_phone = create_technician(), phone()
    tokens = [enter(client, technician.username, device=same_phone).json["upload_token"] for _ in range(3)]
    ask = [
        client.post(
            "/api/v1/reports/status", json={"items": []}, headers={"Authorization": f"Bearer {token}"}
        ).status_code
        for token in tokens
    ]
    assert ask == [401, 200, 200]


def test_a_second_user_of_a_phone_gets_a_registration_of_their_own(client: FlaskClient) -> None:
    first, second, same_phone = create_technician(), create_technician(), phone()
    one = enter(client, first.username, device=same_phone).json
    two = enter(client, second.username, device=same_phone).json
    assert one["device"]["id"] == same_phone["id"]
    assert two["device"]["id"] != same_phone["id"]


def test_an_upload_token_may_only_upload(client: FlaskClient) -> None:
    token = upload_header(create_technician())
    assert client.get("/api/v1/catalog", headers=token).status_code == 403
    assert client.get("/api/v1/pull", headers=token).status_code == 403
    assert client.delete("/api/v1/session", headers=token).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/reports/{id}/card.pdf"),
        ("GET", "/api/v1/reports/{id}/hazard-notice.pdf"),
        ("DELETE", "/api/v1/devices/{id}"),
        ("PUT", "/api/v1/instruments/{id}"),
        ("PUT", "/api/v1/jobs/{id}"),
        ("PUT", "/api/v1/session/password"),
        ("GET", "/office/jobs"),
        ("GET", "/office/users"),
    ],
)
def test_an_upload_token_opens_no_other_door(client: FlaskClient, method: str, path: str) -> None:
    token = upload_header(create_technician())
    address = path.format(id=db.session.query(Device.id).scalar())
    body = {} if method == "GET" else {"json": {"current": PASSWORD, "new": "correct horse battery"}}
    answer = client.open(address, method=method, headers=token, **body)
    assert answer.status_code == 403
    assert db.session.query(Device).one().revoked_at is None


def test_a_temporary_password_must_be_changed_before_anything_else(client: FlaskClient) -> None:
    technician = create_technician(must_change_password=True)
    headers = bearer_header(technician)
    refused = client.get("/api/v1/pull", headers=headers)
    assert refused.status_code == 403
    assert refused.json["code"] == "password_change_needed"
    weak = client.put("/api/v1/session/password", json={"current": PASSWORD, "new": "short"}, headers=headers)
    assert weak.status_code == 422
    new = {"current": PASSWORD, "new": "correct horse battery"}
    assert client.put("/api/v1/session/password", json=new, headers=headers).status_code == 204
    assert client.get("/api/v1/pull", headers=headers).status_code == 200
    assert enter(client, technician.username, "correct horse battery").status_code == 200


def test_changing_the_password_ends_the_other_sessions(client: FlaskClient) -> None:
    user = create_user()
    here, elsewhere = bearer_header(user), bearer_header(user)
    new = {"current": PASSWORD, "new": "correct horse battery"}
    assert client.put("/api/v1/session/password", json=new, headers=here).status_code == 204
    assert client.delete("/api/v1/session", headers=elsewhere).status_code == 401
    assert client.delete("/api/v1/session", headers=here).status_code == 204


def test_errors_speak_the_language_that_was_asked_for(client: FlaskClient) -> None:
    english = client.delete("/api/v1/session", headers={"Accept-Language": "en"})
    chinese = client.delete("/api/v1/session", headers={"Accept-Language": "zh-CN"})
    assert english.json["detail"] == "Please sign in."
    assert chinese.json["detail"] == "请先登录。"


def test_wrong_shapes_name_their_field(client: FlaskClient) -> None:
    answer = client.post("/api/v1/session", json={"username": 7, "password": "x", "extra": True})
    assert answer.status_code == 422
    assert answer.json["code"] == "invalid_input"
    assert set(answer.json["errors"]["json"]) == {"username", "extra"}
    broken = client.post("/api/v1/session", data=b'{"username": ', content_type="application/json")
    assert broken.status_code == 400
    assert broken.mimetype == "application/problem+json"


def test_a_stolen_session_is_no_place_to_guess_the_password(client: FlaskClient) -> None:
    user = create_technician()
    headers = bearer_header(user)
    guess = {"current": "not-the-password", "new": "correct horse battery"}
    answers = [client.put("/api/v1/session/password", json=guess, headers=headers).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]
    right = {"current": PASSWORD, "new": "correct horse battery"}
    assert client.put("/api/v1/session/password", json=right, headers=headers).status_code == 429
