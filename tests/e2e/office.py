"""How a dispatcher works at a desk."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.conftest import PASSWORD, LiveServer

WORDS: Mapping[str, tuple[str, str]] = {
    "assign": ("派工", "Assign"),
    "assigned": ("已派工，技师手机下次联网即可看到。", "Assigned."),
    "password": ("密码", "Password"),
    "reason": ("处理理由（必填，写入记录）", "Reason (required, goes into the audit)"),
    "settle": ("标为已处理", "Mark as resolved"),
    "settled": ("已处理，接着看下一项。", "Settled."),
    "sign in": ("登录", "Sign in"),
    "username": ("账号", "User name"),
}


class Desk:
    """A desktop browser in the office."""

    def __init__(self, context: BrowserContext, server: LiveServer, *, language: str) -> None:
        self.context, self.server, self.language = context, server, language
        self.page = context.new_page()

    def t(self, name: str) -> str:
        zh, en = WORDS[name]
        return zh if self.language == "zh" else en

    def open(self, place: str) -> int:
        """Goes there and answers the status."""
        answer = self.page.goto(f"{self.server.url}/office/{place}")
        assert answer is not None
        return answer.status

    def sign_in(self, username: str) -> None:
        self.page.get_by_label(self.t("username")).fill(username)
        self.page.get_by_label(self.t("password")).first.fill(PASSWORD)
        self.page.get_by_role("button", name=self.t("sign in"), exact=True).click()

    def comes_in(self, username: str) -> None:
        self.open("")
        self.sign_in(username)
        expect(self.page.locator(".me")).to_be_visible()
        self.speak()

    def speak(self) -> None:
        """The profile's language rules after signing in; a test has its own."""
        other = self.page.locator("form[action='/office/language'] button")
        if (self.page.locator("html").get_attribute("lang") or "").startswith(self.language):
            return
        self.page.locator("details.menu summary").last.click()
        other.first.click()
        expect(self.page.locator("html")).to_have_attribute("lang", "zh-CN" if self.language == "zh" else "en")

    def search(self, place: str, words: str, **filters: str) -> None:
        more = "".join(f"&{name}={value}" for name, value in filters.items())
        self.open(f"{place}?q={quote(words)}{more}")

    def rows(self) -> Locator:
        return self.page.locator("tr[data-row]")
