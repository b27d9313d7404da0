"""The end of a visit on a phone held upright and on its side, by day and by night: readable, nothing cut, room for the content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone
from tests.e2e.words import OVERVOLTAGE, WORDS

pytestmark = pytest.mark.browser

ON_ITS_SIDE = {"width": 740, "height": 360}
# The share of the screen's height that the bars which stay leave to what is read, and buttons whose words are cut.
ROOM = """() => {
  const bars = [...document.querySelectorAll(".topbar, .head, .actionbar, .tabs")];
  const staying = bars.filter(bar => getComputedStyle(bar).position === "sticky");
  return 1 - staying.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0) / innerHeight;
}"""
CUT = """() => [...document.querySelectorAll("button, a.btn, h1")]
  .filter(element => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
  .map(element => element.textContent.trim())"""


class Turning(Looker):
    """Looks at each screen upright, in light and in dark, and at the room it has on its side."""

    def turn(self, phone: Phone, name: str) -> None:
        page = phone.page
        self.look(page, f"{name}-upright")
        for way, size in (("upright", PHONE), ("on-its-side", ON_ITS_SIDE)):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            self.measure(page, f"{name}-{way}")
            self.faults += [f"{name} ({way}): “{words}” is cut" for words in page.evaluate(CUT)]
            room = page.evaluate(ROOM)
            if room < 0.5:
                self.faults.append(f"{name} ({way}): the bars leave {room:.0%} of the screen")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech3", "贠建国"), ("en", "tech3", "沈国强")])
def test_every_screen_of_the_ending_reads_well(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone, turning = Phone(phone_of(language), live_server, language=language), Turning(language)
    phone.comes_in(technician)
    phone.arrives_at(customer)
    phone.find_unsafe(OVERVOLTAGE)
    phone.press("stop today")
    phone.page.locator("#f-reason label.choice").first.click()
    phone.back_to_visit()
    phone.section(WORDS["hazard"])
    turning.turn(phone, "end-hazard")
    phone.choose(phone.t("measure: advised"))
    phone.choose(phone.t("decision: book"))
    phone.back_to_visit()
    phone.press("review")
    phone.speak()
    phone.confirm_services()
    turning.turn(phone, "end-review")
    phone.press("sign unrated")
    phone.draw()
    turning.turn(phone, "end-sign")
    phone.press("cannot sign")
    turning.turn(phone, "end-cannot-sign")
    phone.choose(phone.t("refuses"))
    turning.turn(phone, "end-refuses")
    phone.choose(phone.t("by link"))
    turning.turn(phone, "end-by-link")
    phone.press("they sign later")
    phone.draw()
    turning.turn(phone, "end-notice")
    phone.press("confirm signature")
    expect(phone.button("finish")).to_be_visible()
    turning.turn(phone, "end-technician")
    phone.finish()
    turning.turn(phone, "end-done")
    phone.open_outbox()
    phone.waits_for_card(customer)
    phone.parcel(customer).get_by_role("button", name=phone.t("fetch card")).click()
    expect(phone.page.get_by_role("link", name=phone.t("save card"))).to_be_visible()
    turning.turn(phone, "end-outbox")
    phone.page.get_by_role("link", name=phone.t("customer's copy")).click()
    expect(phone.page.get_by_role("img", name=phone.t("page qr"), exact=True)).to_be_visible()
    turning.turn(phone, "end-copy")
    assert not turning.faults, "\n".join(turning.faults)
