"""A customer at home: contradicts the report, rates the visit and reads the answer; another one signs later by link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.office import Desk
from tests.waiting import wait_for

pytestmark = pytest.mark.browser

ContextOf = Callable[..., BrowserContext]
WORDS = {
    "again": ("还没有解决", "This is not settled"),
    "agree": ("同意并签名", "Agree and sign"),
    "answered": ("已答复", "Answered"),
    "by link": ("事后由客户通过链接", "by link on the customer’s own device"),
    "clear": ("清空", "Clear"),
    "noted": ("您的评价已收到", "we have your rating"),
    "received": ("已收到", "Received"),
    "send rating": ("提交评价", "Send rating"),
    "signed": ("已签名，谢谢", "Signed, thank you"),
    "tell": ("告诉网点", "Tell the service center"),
    "undo": ("撤销一笔", "Undo"),
    "used": ("这个链接已经用过", "This link has been used"),
}


def said(name: str, language: str) -> str:
    return WORDS[name][language == "en"]


def customers_link(desk: Desk, purpose: str, place: str) -> str:
    """What the office hands to a customer: the address, shown this once."""
    desk.open(f"{place}/customer")
    desk.page.locator(f"button[name=purpose][value={purpose}]").click()
    address = desk.page.locator("#new-url").input_value()
    assert re.search(r"/[cs]/[0-9A-Z]{26}$", address)
    return address


def report_of(desk: Desk, query: str, number: int) -> str:
    desk.open(f"reports?{query}")
    row = desk.rows().nth(number).locator("[data-open]")
    return str(row.get_attribute("href")).removeprefix("/office/")


def draw(page: Page, pad: Locator, *, turns: int = 6) -> None:
    """A zigzag, as a finger would."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    left, middle = box["x"] + 30, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for turn in range(turns):
        page.mouse.move(left + 30 * (turn + 1), middle + (35 if turn % 2 else -35), steps=5)
    page.mouse.up()


@pytest.mark.parametrize(("language", "number"), [("zh", 0), ("en", 1)])
def test_a_customer_contradicts_rates_and_reads_the_answer(
    language: str, number: int, live_server: LiveServer, desk_of: ContextOf, phone_of: ContextOf
) -> None:
    desk, looker = Desk(desk_of(language), live_server, language=language), Looker(language)
    desk.comes_in("office1")
    address = customers_link(desk, "customer", report_of(desk, "result=done", number))

    page = phone_of(language).new_page()
    page.goto(f"{address}?lang={language}")
    looker.look(page, "customer-page")
    cleanup = page.locator("ol.four > li").nth(4)
    cleanup.locator("summary").click()
    cleanup.get_by_role("textbox").fill("旧件和包装还在阳台上" if language == "zh" else "The packaging is still here")
    cleanup.get_by_role("button", name=said("tell", language)).click()
    matter = page.locator(".matter").last
    expect(matter).to_contain_text(said("received", language))
    looker.look(page, "customer-contradicted")

    rating = page.locator("form.rating")
    if not rating.is_visible():  # rated on the technician's phone; what is said here, unseen, replaces it
        page.locator("#rate + section summary").click()
    for index in ("quality", "attitude", "response", "efficiency", "overall"):
        rating.locator(f"input[name={index}][value='2']").check()
    rating.get_by_role("button", name=said("send rating", language)).click()
    expect(page.get_by_text(said("noted", language)).first).to_be_visible()

    desk.open("complaints?state=&q=" + ("阳台" if language == "zh" else "packaging"))
    looker.look(desk.page, "office-complaints")
    desk.page.locator("tr[data-row] [data-open]").first.click()
    looker.look(desk.page, "office-complaint")
    answer = "很抱歉，明天来取走" if language == "zh" else "We are sorry and will collect it tomorrow"
    desk.page.locator("form[action$='/answer'] textarea").fill(answer)
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator("ul.time")).to_contain_text(answer)
    looker.look(desk.page, "office-complaint-answered")

    page.reload()
    matter = page.locator(".matter").last
    expect(matter).to_contain_text(answer)
    expect(matter).to_contain_text(said("answered", language))
    expect(matter.get_by_text(said("again", language))).to_be_visible()
    looker.look(page, "customer-answered")
    assert not looker.faults, "\n".join(looker.faults)


def test_a_signature_by_link_reaches_the_card(live_server: LiveServer, desk_of: ContextOf, phone_of: ContextOf) -> None:
    language = "zh"
    desk, looker, english = Desk(desk_of(language), live_server, language=language), Looker(language), Looker("en")
    desk.comes_in("office1")
    place = unsigned_report(desk)
    address = customers_link(desk, "sign", place)

    page = phone_of(language).new_page()
    page.goto(f"{address}?lang=en")
    english.look(page, "sign-by-link")
    page.locator("a.lang").click()
    looker.look(page, "sign-by-link")
    agree = page.get_by_role("button", name=said("agree", language))
    pad = page.locator(".pad")
    expect(agree).to_be_disabled()
    pad.scroll_into_view_if_needed()
    pad.click()  # a dot is no signature
    expect(agree).to_be_disabled()
    page.get_by_role("button", name=said("undo", language)).click()
    draw(page, pad)
    expect(agree).to_be_enabled()
    page.get_by_role("button", name=said("clear", language)).click()
    expect(agree).to_be_disabled()
    draw(page, pad)
    looker.look(page, "sign-by-link-drawn")
    agree.click()
    expect(page.get_by_text(said("signed", language)).first).to_be_visible()
    expect(page.get_by_text(said("by link", language)).first).to_be_visible()

    def second_edition() -> bool:
        desk.open(place)
        return desk.page.locator("a[href$='/card.pdf?edition=2']").count() == 1

    wait_for(second_edition, seconds=60, what="the card's new edition with the signature")
    page.reload()
    with page.expect_download() as card:
        page.locator(".card-state a[download]").click()
    assert card.value.suggested_filename.endswith(".pdf")
    page.goto(f"{address}?lang={language}")
    expect(page.get_by_role("heading", name=said("used", language))).to_be_visible()
    looker.look(page, "sign-by-link-used")
    assert not [*looker.faults, *english.faults], "\n".join([*looker.faults, *english.faults])


def unsigned_report(desk: Desk) -> str:
    """A sealed report of the demo that its customer has not signed."""

    def sealed() -> list[str]:
        desk.open("reports?state=sealed")
        links = desk.page.locator("tr[data-pdf] [data-open]").all()
        return [str(link.get_attribute("href")).removeprefix("/office/") for link in links]

    looked: list[str] = []

    def found() -> bool:
        for place in sealed():
            if place not in looked:
                looked.append(place)
                desk.open(place)
                # one mark of the customer, one of the technician: nobody has signed by a link since
                if (
                    desk.page.locator(".signatures .gap").count()
                    and desk.page.locator(".signatures figure").count() == 2
                ):
                    return True
        return False

    wait_for(found, seconds=120, what="the card of a visit without the customer's signature")
    return looked[-1]
