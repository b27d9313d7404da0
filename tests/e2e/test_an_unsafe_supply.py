"""A supply without an earth: no work, and a card that says why; or put right and measured again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from pypdf import PdfReader

from tests.e2e.conftest import LiveServer
from tests.e2e.walking import Phone
from tests.e2e.words import OVERVOLTAGE, SOUND_SUPPLY

pytestmark = pytest.mark.browser

# gas water heater, class I, with water; washing machine
WHO = {"zh": ("tech4", "陶然", "未作业：不安全"), "en": ("tech5", "魏嘉豪", "Not done: unsafe")}

# freezer; small appliance
PUT_RIGHT = {"zh": ("tech6", "迪丽努尔·艾合买提"), "en": ("tech6", "苗圃")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unsafe_supply_refuses_the_work_and_the_customer_signs_the_hazard_notice(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], tmp_path: Path, language: str
) -> None:
    technician, customer, verdict = WHO[language]
    phone = Phone(phone_of(language), live_server, language=language)
    phone.comes_in(technician)
    phone.arrives_at(customer)
    phone.find_unsafe()
    phone.press("stop today")
    expect(phone.title()).to_have_text(phone.t("result"))

    phone.choose(phone.t("result: done"))
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("unsafe result"))).to_be_visible()
    phone.back_to_visit()
    expect(phone.button("review")).to_be_hidden()
    phone.end_as("result: refused")
    phone.page.locator("#f-reason label.choice").first.click()
    phone.back_to_visit()
    expect(phone.button("review")).to_be_hidden()  # nobody leaves a danger untold
    phone.tell_danger()
    phone.review_and_sign()
    phone.open_outbox()
    phone.waits_for_card(customer)
    card = tmp_path / "card.pdf"
    phone.save_card(customer, card)
    assert verdict in printed(card)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_supply_that_was_put_right_is_measured_again_and_both_results_stay(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], tmp_path: Path, language: str
) -> None:
    technician, customer = PUT_RIGHT[language]
    phone = Phone(phone_of(language), live_server, language=language)
    phone.comes_in(technician)
    phone.arrives_at(customer)
    phone.find_unsafe(OVERVOLTAGE)
    phone.press("re-test")
    for test in OVERVOLTAGE:
        expect(phone.field(test)).to_have_value("")
    expect(phone.field("supply.u_ln")).to_be_focused()
    phone.keep("re-test-begun")
    phone.measure(SOUND_SUPPLY)
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("refuse"))).to_be_hidden()
    phone.answer_tests("start work")
    phone.press("start work")
    phone.serve("E2E: supply restored")

    phone.press("review")
    phone.speak()
    both = phone.own(("首次 248.0 V，复测 229.4 V", "first 248.0 V, re-tested 229.4 V"))
    expect(phone.page.get_by_text(both).first).to_be_visible()
    phone.keep("re-test-review")
    phone.confirm_services()
    phone.press("sign unrated")
    phone.sign_both()
    phone.open_outbox()
    phone.waits_for_card(customer)
    card = tmp_path / "card.pdf"
    phone.save_card(customer, card)
    text = printed(card)
    assert "248.0 V" in text
    assert "229.4 V" in text


def printed(card: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(card.read_bytes())).pages)
