"""The door: signing in, the own password and language, where `/` leads, and who stays outside."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.accounts.models import User
from tests.factories import PASSWORD, create_administrator, create_dispatcher, create_technician, sign_in
from tests.office.conftest import Browser, browse


def enter(client: FlaskClient, username: str, password: str, **more: str) -> object:
    return client.post("/office/sign-in", data={"username": username, "password": password} | more)


def test_the_right_password_leads_to_the_jobs(client: FlaskClient, dispatcher: User) -> None:
    answer = enter(client, dispatcher.username, PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/office/jobs")
    assert client.get("/office/jobs").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_name(client: FlaskClient, dispatcher: User) -> None:
    answer = enter(client, dispatcher.username, "wrong-wrong-wrong")
    assert answer.status_code == 401
    assert dispatcher.username in answer.text
    assert "wrong-wrong-wrong" not in answer.text


def test_many_wrong_passwords_are_slowed_down(client: FlaskClient, dispatcher: User) -> None:
    answers = [enter(client, dispatcher.username, f"wrong-{n}").status_code for n in range(6)]
    assert answers == [401] * 5 + [429]


def test_another_site_cannot_sign_anybody_in(client: FlaskClient, dispatcher: User) -> None:
    answer = client.post(
        "/office/sign-in",
        data={"username": dispatcher.username, "password": PASSWORD},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("wish", "target"),
    [
        ("/office/reports?state=sealed&q=a", "/office/reports?state=sealed&q=a"),
        ("https://evil.example/office", "/office/jobs"),
        ("//evil.example/office", "/office/jobs"),
        ("/office\\@evil.example", "/office/jobs"),
        ("/app/", "/office/jobs"),
    ],
)
def test_after_signing_in_one_comes_only_to_pages_of_the_office(
    client: FlaskClient, dispatcher: User, wish: str, target: str
) -> None:
    assert enter(client, dispatcher.username, PASSWORD, next=wish).location == target


def test_the_door_keeps_every_part_of_the_address_that_was_wanted(client: FlaskClient, app: Flask) -> None:
    answer = client.get("/office/reports?state=sealed&q=a")
    page = client.get(answer.location).text
    assert 'name="next" value="/office/reports?state=sealed&amp;q=a"' in page


def test_the_start_page_leads_each_user_home(app: Flask, client: FlaskClient, dispatcher: User) -> None:
    assert client.get("/").status_code == 200
    assert browse(app, dispatcher).get("/").location == "/office/jobs"
    assert browse(app, create_technician()).get("/").location == "/app/"


def test_a_technician_does_not_get_into_the_office(app: Flask) -> None:
    answer = browse(app, create_technician()).get("/office/jobs")
    assert answer.status_code == 403
    assert "text/html" in answer.content_type


def test_who_has_a_temporary_password_changes_it_first(app: Flask) -> None:
    newcomer = browse(app, create_dispatcher(must_change_password=True))
    assert newcomer.get("/office/jobs").location == "/office/password"
    answer = newcomer.post("/office/password", current=PASSWORD, new="another long phrase", again="another long phrase")
    assert answer.status_code == 303
    assert newcomer.get("/office/jobs").status_code == 200


def test_two_different_new_passwords_are_not_accepted(office: Browser) -> None:
    answer = office.post("/office/password", current=PASSWORD, new="another long phrase", again="anoter long phrase")
    assert answer.status_code == 422
    assert "differ" in answer.text


def test_signing_out_ends_the_session(office: Browser) -> None:
    assert office.post("/office/sign-out").status_code == 303
    assert office.get("/office/jobs").location.startswith("/office/sign-in")


def test_the_language_follows_the_user(office: Browser) -> None:
    assert "<h1>Jobs" in office.page("/office/jobs")
    answer = office.post("/office/language", language="zh", back="/office/jobs?view=open")
    assert answer.location == "/office/jobs?view=open"
    assert "<h1>服务工单" in office.page("/office/jobs")


def test_a_form_without_its_token_is_refused_with_a_page(app: Flask, dispatcher: User) -> None:
    client = app.test_client()
    sign_in(client, dispatcher)
    answer = client.post("/office/language", data={"language": "zh"})
    assert answer.status_code == 403
    assert "This page has expired" in answer.text


def test_a_page_that_does_not_exist_says_so_in_the_users_language(office: Browser) -> None:
    answer = office.get("/office/nowhere")
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_pages_allow_no_inline_code(office: Browser) -> None:
    answer = office.get("/office/jobs")
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    for sign in (" style=", " onclick=", "<style", "<script>"):
        assert sign not in answer.text


def test_assets_are_public_and_kept_for_a_year(client: FlaskClient) -> None:
    answer = client.get("/office/assets/office.css")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_only_administrators_see_users(app: Flask, office: Browser) -> None:
    assert office.get("/office/users").status_code == 403
    assert "/office/users" not in office.page("/office/jobs")
    assert browse(app, create_administrator()).get("/office/users").status_code == 200


def test_a_sandboxed_frame_of_another_site_signs_nobody_in(client: FlaskClient, dispatcher: User) -> None:
    for origin in ("null", "//[", "https://evil.example"):
        form = {"username": dispatcher.username, "password": PASSWORD}
        assert client.post("/office/sign-in", data=form, headers={"Origin": origin}).status_code == 403
    form = {"username": dispatcher.username, "password": PASSWORD}
    assert client.post("/office/sign-in", data=form, headers={"Origin": "http://localhost"}).status_code == 303


def test_the_door_leads_nowhere_but_into_the_office(office: Browser) -> None:
    for wish in ("//evil.example", "https://evil.example", "/office\\@evil", "/office\r\nX: 1", "//[", "javascript:1"):
        assert office.client.get("/office/sign-in", query_string={"next": wish}).location == "/office/jobs"
