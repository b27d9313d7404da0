"""One thumb at 360 × 740: on every screen of a visit what can be touched is large enough, and the next step in its reach."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, LiveServer
from tests.e2e.walking import Phone
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, OTHERS, OVERVOLTAGE, WORDS

pytestmark = pytest.mark.browser

# Everything a finger can do something with; a link within a sentence is exempt (WCAG 2.2, 2.5.8).
TOO_SMALL = """() => [...document.querySelectorAll(
    "a[href], button, input, textarea, select, summary, [role=button], [role=application], .pad")]
  .filter(element => element.checkVisibility() && !element.classList.contains("unseen") && element.type !== "file")
  .filter(element => !(element.matches("a.link") && element.closest("p")))
  .map(element => [element, (element.closest("label, .field__box") ?? element).getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && (box.height < 43.5 || box.width < 43.5))
  .map(([element, box]) => `${element.className || element.id || element.tagName} ` +
    `“${element.textContent.trim() || element.ariaLabel}” ${Math.round(box.width)}×${Math.round(box.height)}`)"""
# Every filled button; nothing lies over it where a thumb would come down.
PRIMARY = """() => [...document.querySelectorAll(".actionbar .btn--main, .actionbar .btn--missing")].filter(button => button.checkVisibility())
  .map(button => {
    const box = button.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return { y, bottom: box.bottom, free: button.contains(document.elementFromPoint(x, y)) };
  })"""


class Thumb:
    """Collects what a thumb misses on every screen that it was shown, so that one run names all of it."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.faults: list[str] = []

    def touch(self, name: str, *, primary: bool = True) -> None:
        page = self.phone.page
        if primary:
            expect(page.locator(".actionbar .btn--main, .actionbar .btn--missing").first).to_be_visible()
        page.evaluate("() => scrollTo(0, 0)")
        self.faults += [f"{name}: {small}" for small in page.evaluate(TOO_SMALL)]
        for button in page.evaluate(PRIMARY):
            reached = button["free"] and PHONE["height"] / 2 < button["y"] and button["bottom"] <= PHONE["height"]
            if not reached:
                self.faults.append(f"{name}: the primary action is not under the thumb: {button}")
        self.phone.keep(f"thumb-{name}")


@pytest.mark.parametrize(("language", "customer"), [("zh", "徐丽娟"), ("en", "𠮷田 惠")])
def test_a_visit_that_goes_well(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    thumb = Thumb(phone)
    phone.open()
    phone.page.get_by_role("button", name=phone.t("sign in")).wait_for()
    thumb.touch("sign-in", primary=False)
    phone.comes_in("tech3")
    for name, place in (("today", "#/today"), ("search", "#/search"), ("outbox-empty", "#/outbox"), ("me", "#/me")):
        phone.go(place)
        expect(phone.page.locator(".tabs")).to_be_visible()
        expect(phone.title()).to_be_visible()
        thumb.touch(name, primary=False)
    phone.open_job(customer)
    thumb.touch("job")
    phone.go_there()
    thumb.touch("notice-card")
    phone.begin_visit()
    thumb.touch("overview")
    phone.section(WORDS["electrical"])
    phone.find_title("electrical")
    thumb.touch("electrical-empty")
    phone.answer_tests("start work")
    thumb.touch("electrical-tested")
    phone.press("start work")
    phone.find_title("before work")
    thumb.touch("before-work")
    phone.page.get_by_label(phone.t("found text"), exact=True).fill("E2E: seal worn")
    phone.begin_work()
    thumb.touch("work")
    phone.page.get_by_label(phone.t("done text"), exact=True).fill("E2E: put right")
    phone.back_to_visit()
    for section, all_of_it, name in (
        (GUIDANCE, "all explained", "guidance"),
        (MAINTENANCE, "all maintained", "maintenance"),
        (CLEANUP, "all cleaned", "cleanup"),
    ):
        phone.section(section)
        thumb.touch(name)
        phone.press(all_of_it)
        thumb.touch(f"{name}-done")
        phone.back_to_visit()
    phone.section(OTHERS)
    thumb.touch("others")
    following = phone.page.get_by_role("button", name=re.compile(f"^{phone.t('check next')}"))
    if following.is_visible():
        following.click()
        thumb.touch("other")
    phone.go(phone.overview_place())
    phone.decline_others()
    phone.take_photo()
    thumb.touch("photo")
    phone.back_to_visit()
    phone.measure_appliance()
    phone.section(WORDS["result"])
    thumb.touch("result-open")
    phone.choose(phone.t("result: done"))
    thumb.touch("result")
    phone.back_to_visit()
    thumb.touch("overview-ready")
    phone.press("review")
    phone.speak()
    thumb.touch("review-open")
    phone.confirm_services()
    thumb.touch("review")
    phone.press("sign unrated")
    thumb.touch("sign")
    phone.draw()
    phone.press("confirm signature")
    expect(phone.button("finish")).to_be_visible()
    thumb.touch("sign-technician")
    phone.draw()
    phone.press("finish")
    expect(phone.title()).to_have_text(phone.t("report finished"))
    thumb.touch("done")
    phone.open_outbox()
    phone.waits_for_card()
    thumb.touch("outbox", primary=False)
    phone.parcel().get_by_role("button", name=phone.t("fetch card")).click()
    phone.page.get_by_role("link", name=phone.t("save card")).wait_for()
    thumb.touch("outbox-card", primary=False)
    assert not thumb.faults, "\n".join(thumb.faults)


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "鲁大鹏"), ("en", "tech3", "褚志远")])
def test_a_visit_that_has_to_be_refused(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    thumb = Thumb(phone)
    phone.comes_in(technician)
    phone.arrives_at(customer)
    phone.find_unsafe(OVERVOLTAGE)
    thumb.touch("electrical-unsafe")
    phone.press("stop today")
    thumb.touch("result-refused")
    phone.page.locator("#f-reason label.choice").first.click()
    phone.back_to_visit()
    thumb.touch("overview-refused")
    phone.section(WORDS["hazard"])
    thumb.touch("hazard")
    phone.choose(phone.t("measure: advised"))
    phone.choose(phone.t("decision: book"))
    thumb.touch("hazard-told")
    phone.back_to_visit()
    phone.press("review")
    phone.speak()
    phone.confirm_services()
    thumb.touch("review-with-danger")
    phone.press("sign unrated")
    phone.press("cannot sign")
    thumb.touch("cannot-sign")
    phone.choose(phone.t("refuses"))
    thumb.touch("refuses-to-sign")
    phone.choose(phone.t("by link"))
    thumb.touch("by-link")
    phone.press("they sign later")
    thumb.touch("sign-notice")
    phone.draw()
    phone.press("confirm signature")
    phone.finish()
    thumb.touch("done-by-link")
    assert not thumb.faults, "\n".join(thumb.faults)
