"""Signing in is for people; what is finished goes out whoever is signed in, or waits and says for what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PASSWORD, LiveServer
from tests.e2e.walking import Phone

pytestmark = pytest.mark.browser


def refuse_to_work(phone: Phone, customer: str) -> None:
    """The shortest honest visit: an unsafe supply, refused."""
    phone.arrives_at(customer)
    phone.find_unsafe()
    phone.refuse_work()
    phone.review_and_sign()
    phone.open_outbox()


def test_an_expired_session_keeps_the_outbox(live_server: LiveServer, phone_of: Callable[..., BrowserContext]) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.comes_in("tech3")
    phone.offline()
    refuse_to_work(phone, "吴雨桐")
    expect(phone.parcel("吴雨桐")).to_contain_text(phone.t("waiting for network"))
    phone.context.clear_cookies()
    phone.offline(off=False)
    expect(phone.parcel("吴雨桐")).to_contain_text(phone.t("delivered"), timeout=60_000)
    phone.go("#/today")
    phone.says("sign in again")


def test_a_revoked_phone_waits_for_its_owner(live_server: LiveServer, phone_of: Callable[..., BrowserContext]) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    with phone.page.expect_request("**/api/v1/session") as asked:
        phone.comes_in("tech1")
    sent = asked.value.post_data_json
    assert sent is not None
    device = sent["device"]["id"]
    phone.offline()
    refuse_to_work(phone, "林子涵")
    revoke(phone_of("zh"), live_server, device)
    phone.offline(off=False)
    phone.press("send now")
    expect(phone.parcel("林子涵")).to_contain_text(phone.t("waiting for login"), timeout=60_000)

    phone.parcel("林子涵").get_by_role("link", name=phone.t("sign in")).click()
    phone.page.get_by_label(phone.t("password"), exact=True).fill(PASSWORD)
    phone.press("sign in")
    phone.is_on_today()
    phone.open_outbox()
    expect(phone.parcel("林子涵")).to_contain_text(phone.t("delivered"), timeout=60_000)


def revoke(context: BrowserContext, server: LiveServer, device: str) -> None:
    """As an administrator does it, by the API."""
    api = context.request
    session = api.post(
        f"{server.url}/api/v1/session", data={"username": "admin", "password": PASSWORD, "client": "api"}
    )
    assert session.ok, session.text()
    answer = api.delete(
        f"{server.url}/api/v1/devices/{device}", headers={"Authorization": f"Bearer {session.json()['token']}"}
    )
    assert answer.ok, answer.text()
