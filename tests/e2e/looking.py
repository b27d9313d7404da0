"""Looking at a page as people see it: in light and in dark, with axe asking what a person cannot perceive."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import keep_picture

AXE = Axe()
# The schemes differ in colours alone, which cost a quarter of asking everything twice.
RULES: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}


class Looker:
    """Collects what is wrong on every page that it was shown, so that one run names all of it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.faults: list[str] = []

    def look(self, page: Page, name: str) -> None:
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for violation in AXE.run(page, options=rules).response["violations"]:
                self.faults += [
                    f"{name} ({self.language}, {scheme}): {violation['id']}: {node['html'][:160]}"
                    f" — {node['any'][0]['message'] if node['any'] else violation['help']}"
                    for node in violation["nodes"]
                ]
            wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                self.faults.append(f"{name} ({self.language}, {scheme}): {wide} px wider than the screen")
            keep_picture(page, f"{name}-{self.language}-{scheme}")
        page.emulate_media(color_scheme="light")
