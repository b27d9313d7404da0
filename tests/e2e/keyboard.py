"""A person who uses no pointer: everything is reached by Tab and found by its role and its name, as it is read out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.e2e.walking import Phone

_FOCUSED = "element => element === document.activeElement"
_READ_OUT = "() => document.activeElement.labels[0].innerText.trim()"
_ITS_GROUP = "element => document.activeElement?.name === element.name"


class Keys:
    """The keyboard of a phone, and the ears of who uses it."""

    def __init__(self, phone: Phone) -> None:
        self.page = phone.page

    def find(self, role: str, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first  # type: ignore[arg-type]

    def reach(self, role: str, name: str | re.Pattern[str]) -> Locator:
        """Tab until it has the focus."""
        target = self.find(role, name)
        expect(target).to_be_attached()
        for _ in range(200):
            if target.evaluate(_FOCUSED):
                return target
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {role} “{name}”")

    def press(self, role: str, name: str | re.Pattern[str]) -> None:
        self.reach(role, name)
        self.page.keyboard.press("Enter")

    def write(self, name: str | re.Pattern[str], text: str) -> None:
        self.reach("textbox", name)
        self.page.keyboard.type(text)

    def write_secret(self, name: str, text: str) -> None:
        """A password has no role that is read out, but a label."""
        target = self.page.get_by_label(name, exact=True)
        for _ in range(50):
            if target.evaluate(_FOCUSED):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.type(text)

    def answer_tests(self, onward: re.Pattern[str], until: str, readings: Mapping[str, str]) -> None:
        """The bar's button leads to each open test; `readings`: what the instrument shows, by the name that is read out."""
        ready = self.page.get_by_role("button", name=until, exact=True)
        leads = self.page.get_by_role("button", name=onward)
        for _ in range(40):
            expect(ready.or_(leads).first).to_be_visible()
            if ready.is_visible():
                return
            self.press("button", onward)
            self._answer(readings)
        raise AssertionError("the electrical test has no end")

    def _answer(self, readings: Mapping[str, str]) -> None:
        if self.page.locator("*:focus").get_attribute("type") == "radio":
            self.page.keyboard.press("Space")
        else:
            name = self.page.evaluate(_READ_OUT)
            self.page.keyboard.type(next(value for title, value in readings.items() if name.startswith(title)))
        self.page.keyboard.press("Tab")

    def choose(self, group: str | re.Pattern[str], option: str | re.Pattern[str]) -> None:
        """One of a group of radios: Tab to the group, arrows within it."""
        exact = isinstance(option, str)
        target = self.page.get_by_role("group", name=group).get_by_role("radio", name=option, exact=exact).first
        expect(target).to_be_attached()
        for _ in range(200):
            if target.evaluate(_ITS_GROUP):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(8):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach “{option}”")

    def sign(self, pad: re.Pattern[str]) -> None:
        """Arrow keys move the pen, the space bar puts it down and lifts it."""
        self.reach("application", pad)
        for key in ["Space", *["ArrowRight"] * 6, *["ArrowUp"] * 4, *["ArrowLeft"] * 3, "Space"]:
            self.page.keyboard.press(key)
        expect(self.page.locator("path.pad__ink")).to_have_count(2)
