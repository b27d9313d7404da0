"""What the phone says of itself: not asked yet, cleared by the browser, saved, beyond an instrument's scale."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone

pytestmark = pytest.mark.browser

# Signing in takes the language of the technician's profile.
IN_BOTH = pytest.mark.parametrize(("language", "who"), [("zh", "tech2"), ("en", "tech5")])


@IN_BOTH
def test_before_the_first_sync_today_is_not_called_free(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, who: str
) -> None:
    phone, look = Phone(phone_of(language), live_server, language=language), Looker(language)
    phone.context.route("**/api/v1/pull?*", lambda route: route.abort())
    phone.open()
    phone.sign_in(who)
    phone.is_on_today()
    not_yet = phone.page.get_by_role("heading", name=phone.own(("还没有同步过", "Not synced yet")), exact=True)
    expect(not_yet).to_be_visible()
    look.look(phone.page, "today-not-synced")
    phone.go("#/today/tomorrow")
    expect(phone.page.locator("main")).to_contain_text(phone.own(("还没有同步过", "Not synced yet")))
    phone.go("#/today")
    phone.context.unroute("**/api/v1/pull?*")
    phone.page.get_by_role("button", name=phone.own(("现在同步", "Sync now"))).click()
    expect(not_yet).to_be_hidden()
    assert look.faults == []


@IN_BOTH
def test_a_phone_whose_data_was_cleared_says_so_until_somebody_has_read_it(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, who: str
) -> None:
    phone, look = Phone(phone_of(language), live_server, language=language), Looker(language)
    phone.comes_in(who)
    browser = phone.context.new_cdp_session(phone.page)
    browser.send("Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "indexeddb"})
    phone.page.reload()
    news = phone.page.get_by_role("alert")
    expect(news).to_contain_text(phone.own(("浏览器清掉了本机的内容", "The browser has cleared this phone's data")))
    look.look(phone.page, "sign-in-cleared")
    phone.sign_in(who)
    phone.is_on_today()
    expect(phone.jobs().first).to_be_visible()
    phone.page.reload()
    expect(news).to_be_visible()
    look.look(phone.page, "today-cleared")
    phone.page.get_by_role("button", name=phone.own(("知道了", "Understood"))).click()
    expect(news).to_be_hidden()
    phone.page.reload()
    expect(phone.jobs().first).to_be_visible()
    expect(news).to_be_hidden()
    assert look.faults == []


def test_what_an_instrument_shows_is_typed_and_saved_is_said_to_the_customer(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    phone, look = Phone(phone_of("zh"), live_server, language="zh"), Looker("zh")
    phone.comes_in("tech3")
    phone.arrives_at("吴雨桐")
    phone.find_unsafe()
    phone.measure({"supply.earth": "OL500"})
    earth = phone.field("supply.earth")
    expect(earth).to_have_value("500")
    beyond = phone.page.locator("button.beyond[aria-controls='f-supply.earth']")
    beyond.click()
    expect(earth).to_have_value(">500")
    earth.scroll_into_view_if_needed()
    look.look(phone.page, "beyond-the-scale")
    phone.refuse_work()
    phone.press("review")
    saved = phone.page.locator(".saved")
    expect(saved).to_contain_text(re.compile(r"已存本机 \d\d:\d\d"))
    phone.page.get_by_role("button", name="English", exact=True).click()
    expect(saved).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    look.look(phone.page, "review-in-english")
    assert look.faults == []
