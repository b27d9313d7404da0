"""Without a network the app must open: where its first download broke off it says so, and tries again by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone

pytestmark = pytest.mark.browser

READY = ("没有网络也能打开", "Opens without a network")
NOT_YET = ("没有网络还打不开", "Does not open without a network yet")
# A file that the service worker keeps and no page asks for.
KEPT = "**/app/icons/*512*"


@pytest.mark.parametrize(("language", "technician", "by_hand"), [("zh", "tech3", True), ("en", "tech5", False)])
def test_a_first_download_that_broke_off_is_said_and_tried_again(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, by_hand: bool
) -> None:
    phone, looker = Phone(phone_of(language), live_server, language=language), Looker(language)
    broken: list[str] = []

    def break_off(route: Route) -> None:
        broken.append(route.request.url)
        route.abort("connectionreset")

    phone.context.route(KEPT, break_off)
    phone.comes_in(technician)
    phone.go("#/me")
    state = phone.page.get_by_role("status").filter(has_text=phone.own(NOT_YET))
    expect(state).to_be_visible()
    assert broken, "the service worker asks for all files of the app"
    looker.look(phone.page, "not-ready-for-offline")
    phone.context.unroute(KEPT, break_off)
    if by_hand:
        phone.page.get_by_role("button", name=phone.own(("现在试", "Try now")), exact=True).click()
    else:  # the network goes and comes
        phone.offline()
        phone.offline(off=False)
    expect(phone.page.get_by_text(phone.own(READY))).to_be_visible(timeout=60_000)
    looker.look(phone.page, "ready-for-offline")
    phone.offline()
    phone.cold_start("#/me")
    expect(phone.page.get_by_text(phone.own(READY))).to_be_visible()
    assert looker.faults == []
