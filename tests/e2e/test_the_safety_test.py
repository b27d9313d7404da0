"""The electrical test as an electrician does it: instruments, adapter, questions back, re-tests, photos of displays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Locator, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone
from tests.e2e.words import WORDS, photo

pytestmark = pytest.mark.browser

PEOPLE = {"zh": ("tech3", "Maximilian von Hohenberg"), "en": ("tech6", "Krishnamurthy Venkataraman")}
EXPIRED = "2020-03-31"


def press(phone: Phone, zh: str, en: str) -> None:
    phone.page.get_by_role("button", name=phone.own((zh, en)), exact=True).first.click()


def says(phone: Phone, zh: str, en: str) -> Locator:
    found = phone.page.get_by_text(phone.own((zh, en))).first
    expect(found).to_be_visible()
    return found


def figure(phone: Phone, test: str) -> Locator:
    return phone.page.locator(f"[id='f-{test}']")


def sends(phone: Phone, line: str) -> None:
    """What an instrument does that types like a keyboard: every sign a key, then Enter."""
    phone.page.keyboard.type(line)
    phone.page.keyboard.press("Enter")


def row_of(phone: Phone, test: str) -> Locator:
    return phone.page.locator(".measure").filter(has=figure(phone, test))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reading_is_asked_about_explained_repeated_and_proved(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str
) -> None:
    name, customer = PEOPLE[language]
    looker = Looker(language)
    phone = Phone(phone_of(language), live_server, language=language)
    phone.comes_in(name)
    phone.can_work_offline()
    phone.offline()
    registers_an_expired_meter(phone, looker)
    phone.go("#/today")
    phone.offline(False)
    phone.arrives_at(customer)
    phone.offline()
    phone.section(WORDS["electrical"])
    the_adapter_fills_the_right_fields(phone, looker)
    a_slip_is_corrected_with_one_tap(phone, looker)
    a_re_test_keeps_both_results(phone, looker)
    the_display_is_photographed_in_the_row(phone, looker)
    the_expired_meter_is_said(phone, looker)
    the_whole_test_can_be_repeated(phone)
    assert looker.faults == []


def registers_an_expired_meter(phone: Phone, looker: Looker) -> None:
    """Offline; it is still there after a cold start."""
    phone.go("#/me")
    press(phone, "登记仪器", "Register an instrument")
    form = phone.page.locator("form")
    form.get_by_label(phone.own(("种类", "Kind"))).select_option("multimeter")
    form.get_by_label(phone.own(("品牌与型号", "Maker and model"))).fill("Fluke 117")
    form.get_by_label(phone.own(("仪器编号", "Serial number"))).fill("F-4711")
    form.get_by_label(phone.own(("校准有效期至", "Calibrated until"))).fill(EXPIRED)
    looker.look(phone.page, "instrument-form")
    press(phone, "保存", "Save")
    expect(phone.page.get_by_text("F-4711")).to_be_visible()
    phone.cold_start("#/me")
    says(phone, "还没送到网点", "not sent to the office yet")
    phone.page.get_by_text("F-4711").scroll_into_view_if_needed()
    looker.look(phone.page, "instruments")


def the_adapter_fills_the_right_fields(phone: Phone, looker: Looker) -> None:
    figure(phone, "supply.u_ln").click()
    sends(phone, "229,4 V")
    expect(figure(phone, "supply.u_ln")).to_have_value("229.4")
    expect(figure(phone, "supply.u_lpe")).to_be_focused()
    sends(phone, "1.24 Ohm")  # the unit decides, not the focus
    expect(figure(phone, "supply.earth")).to_have_value("1.24")
    expect(figure(phone, "supply.u_lpe")).to_have_value("")
    figure(phone, "supply.u_lpe").click()
    sends(phone, "2.289E+2 V")
    expect(figure(phone, "supply.u_lpe")).to_have_value("228.9")
    sends(phone, "0.6 V")
    expect(figure(phone, "supply.u_npe")).to_have_value("0.6")
    phone.page.locator("label.choice input").first.focus()
    sends(phone, "350 kOhm")  # without any field in focus, in a unit that no field has
    expect(figure(phone, "app.riso")).to_have_value("0.350")
    looker.look(phone.page, "adapter")


def a_slip_is_corrected_with_one_tap(phone: Phone, looker: Looker) -> None:
    figure(phone, "supply.earth").fill("1240")
    figure(phone, "supply.u_ln").focus()
    question = row_of(phone, "supply.earth").get_by_role("alert")
    expect(question).to_contain_text("1240")
    question.scroll_into_view_if_needed()
    looker.look(phone.page, "question")
    question.get_by_role("button", name=re.compile(r"^(是 )?1\.24 Ω")).click()
    expect(figure(phone, "supply.earth")).to_have_value("1.24")
    expect(question).to_have_count(0)


def a_re_test_keeps_both_results(phone: Phone, looker: Looker) -> None:
    row = row_of(phone, "app.riso")
    figure(phone, "app.riso").fill("0.2")
    figure(phone, "supply.u_ln").focus()
    expect(row).to_contain_text(phone.own(("对客户说", "For the customer")))
    expect(row).to_contain_text(phone.own(("限值与标准", "Limit and standard")))
    row.get_by_role("button", name=re.compile(phone.own(("^复测", "^Re-test")))).click()
    expect(figure(phone, "app.riso")).to_have_value("")
    sends(phone, "52 MOHM")
    expect(figure(phone, "app.riso")).to_have_value("52")
    expect(row).to_contain_text("0.2 MΩ")
    row.scroll_into_view_if_needed()
    looker.look(phone.page, "re-test")


def the_display_is_photographed_in_the_row(phone: Phone, looker: Looker) -> None:
    row = row_of(phone, "app.riso")
    picture: FilePayload = {"name": "display.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    row.locator("input[data-from=camera]").set_input_files([picture])
    thumbnail = row.get_by_role("button", name=re.compile(phone.own(("仪表显示的照片", "Photo of the display"))))
    expect(thumbnail.locator("img")).to_be_visible(timeout=60_000)
    row.scroll_into_view_if_needed()
    looker.look(phone.page, "display")
    thumbnail.click()
    expect(phone.page.locator("img.photo")).to_be_visible()
    press(phone, "回到读数", "Back to the reading")
    expect(thumbnail).to_be_visible()


def the_expired_meter_is_said(phone: Phone, looker: Looker) -> None:
    chooser = phone.page.locator("#f-instrument-multimeter").first
    value = chooser.locator("option", has_text="F-4711").get_attribute("value")
    chooser.select_option(value)
    says(phone, "校准已过期（2020-03-31）", "Calibration expired on 2020-03-31").scroll_into_view_if_needed()
    looker.look(phone.page, "expired")


def the_whole_test_can_be_repeated(phone: Phone) -> None:
    phone.page.get_by_role("button", name=re.compile(phone.own(("整段复测", "Re-test all")))).first.click()
    expect(figure(phone, "supply.u_ln")).to_have_value("")
    says(phone, "不复测了", "No re-test").click()
    expect(figure(phone, "supply.u_ln")).to_have_value("229.4")
