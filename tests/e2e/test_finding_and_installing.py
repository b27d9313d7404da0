"""Finding a job by two characters, installing the app, and the settings of its face."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.walking import Phone

pytestmark = pytest.mark.browser


def test_two_characters_of_a_name_find_the_job(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.comes_in("tech1")
    phone.page.get_by_role("link", name=phone.t("search"), exact=True).click()
    phone.page.get_by_role("searchbox").fill("淑华")
    expect(phone.jobs()).not_to_have_count(0)
    for name in phone.page.locator(".job__who").all_inner_texts():
        assert "陈淑华" in name


def test_language_and_darkness_are_one_tap(live_server: LiveServer, phone_of: Callable[..., BrowserContext]) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.comes_in("tech1")
    phone.go("#/me")
    phone.press("dark")
    expect(phone.page.locator("html")).to_have_attribute("data-theme", "dark")
    phone.page.get_by_role("button", name="English", exact=True).click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.cold_start()
    expect(phone.title()).to_have_text("Today's jobs")
    expect(phone.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_app_is_installable(live_server: LiveServer, phone_of: Callable[..., BrowserContext]) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.open()
    phone.can_work_offline()
    get = phone.context.request.get
    address = phone.page.locator("link[rel=manifest]").get_attribute("href")
    manifest = get(f"{live_server.url}{address}").json()
    assert manifest["start_url"].startswith("/app/")
    assert manifest["scope"] == "/app/"
    assert manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert any("maskable" in icon.get("purpose", "") for icon in manifest["icons"])
    touch = phone.page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    for icon in [touch, *(icon["src"] for icon in manifest["icons"])]:
        answer = get(f"{live_server.url}{icon}" if str(icon).startswith("/") else f"{live_server.url}/app/{icon}")
        assert answer.ok, icon
        assert answer.headers["content-type"].startswith("image/"), icon
