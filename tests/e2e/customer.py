"""The customer's part of a visit, on the technician's phone: reading, confirming, signing."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Customer:
    """The screens that are turned to the customer; part of walking.Phone."""

    page: Page

    def t(self, name: str) -> str:
        raise NotImplementedError

    def button(self, name: str) -> Locator:
        raise NotImplementedError

    def press(self, name: str) -> None:
        raise NotImplementedError

    def title(self) -> Locator:
        raise NotImplementedError

    def review_and_sign(self) -> None:
        self.press("review")
        self.speak()
        self.confirm_services()
        self.press("sign unrated")
        self.sign_both()

    def speak(self) -> None:
        """What is turned to the customer begins in the customer's language; it follows who reads it."""
        expect(self.page.locator("section.service")).to_have_count(5)
        other = self.button("switch to me")
        if other.is_visible():
            other.click()
            expect(other).to_be_hidden()

    def confirm_services(self) -> None:
        for service in "ABCDE":
            card = self.page.locator("section.service", has_text=service).filter(
                has=self.page.locator(".letter", has_text=re.compile(f"^{service}$"))
            )
            card.locator("label.choice").first.click()
            expect(card.get_by_role("radio").first).to_be_checked()

    def draw(self) -> None:
        """Two strokes on the pad, by dragging."""
        pad = self.page.locator(".pad")
        pad.evaluate("pad => pad.scrollIntoView({ block: 'center' })")  # clear of the bottom bar
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for shift in (0.15, 0.5):
            mouse.move(box["x"] + box["width"] * shift, box["y"] + box["height"] * 0.35)
            mouse.down()
            for step in range(1, 9):
                mouse.move(
                    box["x"] + box["width"] * (shift + 0.035 * step),
                    box["y"] + box["height"] * (0.35 + (0.2 if step % 2 else 0.0)),
                )
            mouse.up()
        expect(pad.locator("path.pad__ink")).to_have_count(3)

    def sign_both(self) -> None:
        """Customer, then technician; between them the customer signs the hazard notice, when there is one."""
        self.draw()
        self.press("confirm signature")
        expect(self.title()).not_to_have_text(self.t("sign: customer"))
        if self.title().inner_text() == self.t("sign: notice"):
            self.draw()
            self.press("confirm signature")
        self.finish()

    def finish(self) -> None:
        """The technician signs last."""
        expect(self.button("finish")).to_be_visible()
        self.draw()
        self.press("finish")
        expect(self.title()).to_have_text(self.t("report finished"))
