"""Looking at a page as people see it: in light and in dark, with axe asking what a person cannot perceive."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import keep_picture

AXE = Axe()
Scheme = Literal["light", "dark"]
# The schemes differ in colours alone, which cost a quarter of asking everything twice; and the languages share them.
RULES: dict[Scheme, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
SCHEMES: dict[str, tuple[Scheme, ...]] = {"zh": ("light", "dark"), "en": ("light",)}


class Looker:
    """Collects what is wrong on every page that it was shown, so that one run names all of it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.faults: list[str] = []

    def look(self, page: Page, name: str) -> None:
        for scheme in SCHEMES[self.language]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for violation in _violations(page, RULES[scheme]):
                self.faults += [
                    f"{name} ({self.language}, {scheme}): {violation['id']}: {node['html'][:160]}"
                    f" — {node['any'][0]['message'] if node['any'] else violation['help']}"
                    for node in violation["nodes"]
                ]
            self.measure(page, f"{name}-{scheme}")
        page.emulate_media(color_scheme="light")

    def measure(self, page: Page, name: str) -> None:
        """Nothing is wider than the screen; and keep a picture, if they are wanted."""
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.faults.append(f"{name} ({self.language}): {wide} px wider than the screen")
        keep_picture(page, f"{name.rpartition('-')[0]}-{self.language}-{name.rpartition('-')[2]}")


def _violations(page: Page, rules: dict[str, Any]) -> list[dict[str, Any]]:
    """Half a megabyte of axe is put into a page once, not at every question."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    answer = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return list(answer)
