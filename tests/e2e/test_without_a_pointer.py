"""Hands that cannot point, eyes that cannot see: a visit that must be refused works for them too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.keyboard import Keys
from tests.e2e.walking import Phone
from tests.e2e.words import OVERVOLTAGE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "戚继红"), ("en", "tech5", "金秀珍")])
def test_a_whole_visit_by_keyboard_and_by_the_names_that_are_read_out(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    phone.comes_in(technician)
    phone.open_job(customer)
    keys, t = Keys(phone), phone.t
    for step in ("accept", "depart", "arrive"):
        expect(phone.page.locator(".actionbar .btn--main")).to_be_visible()
        if phone.button(step).is_visible():
            keys.press("button", t(step))
            expect(phone.button(step)).to_be_hidden()
    keys.press("link", t("open visit"))
    keys.press("button", t("begin"))
    phone.sees_overview()

    keys.press("button", re.compile(t("electrical")))
    for name, test in (("L–N V", "supply.u_ln"), ("L–PE V", "supply.u_lpe"), ("N–PE V", "supply.u_npe")):
        keys.write(re.compile(f"^{name}"), OVERVOLTAGE[test])
    expect(phone.page.get_by_role("alert").filter(has_text=t("refuse"))).to_be_visible()
    keys.press("button", t("stop today"))
    keys.choose(re.compile(t("why refused")), t("reason: unsafe supply"))
    keys.press("button", t("back to the visit"))
    keys.press("button", re.compile(t("hazard")))
    keys.choose(t("what did you do"), t("measure: advised"))
    keys.choose(t("what they decide"), t("decision: book"))
    keys.press("button", t("back to the visit"))
    keys.press("button", t("review"))
    phone.speak()
    for service in "ABCDE":
        keys.choose(re.compile(f"^{service} "), t("answer: done"))
    keys.press("button", t("sign unrated"))
    for title, button in (("sign: customer", "confirm signature"), ("sign: notice", "confirm signature")):
        expect(phone.title()).to_have_text(t(title))
        keys.sign(re.compile(t("signature of")))
        keys.press("button", t(button))
    expect(phone.button("finish")).to_be_visible()
    keys.sign(re.compile(t("signature of")))
    keys.press("button", t("finish"))
    expect(phone.title()).to_have_text(t("report finished"))
