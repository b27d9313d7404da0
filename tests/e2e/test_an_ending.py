"""The end of a visit: a signature that nothing takes away, an honest word where there is none, the customer's copy."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, LiveServer
from tests.e2e.looking import Looker
from tests.e2e.office import Desk
from tests.e2e.test_customers_supervise import draw, said
from tests.e2e.walking import Phone
from tests.e2e.words import OVERVOLTAGE, WORDS
from tests.qr import decoded
from tests.waiting import wait_for

pytestmark = pytest.mark.browser

UPRIGHT = PHONE
ON_ITS_SIDE = {"width": 740, "height": 360}


def at_the_pad(phone: Phone, technician: str, customer: str) -> None:
    """A visit that was refused is the shortest way to a signature."""
    phone.comes_in(technician)
    phone.can_work_offline()
    phone.arrives_at(customer)
    phone.find_unsafe(OVERVOLTAGE)
    phone.refuse_work()
    phone.section(WORDS["hazard"])
    phone.keep("hazard")
    phone.back_to_visit()
    phone.press("review")
    phone.speak()
    phone.confirm_services()
    phone.keep("review-with-danger")
    phone.press("sign unrated")
    expect(phone.title()).to_have_text(phone.t("sign: customer"))


def strokes_of(phone: Phone) -> int:
    """Strokes on the pad; the path that runs under the finger is no stroke yet."""
    return phone.page.locator("path.pad__ink").count() - 1


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "邹静怡"), ("en", "tech5", "花满楼")])
def test_a_signature_survives_rotation_interruption_and_a_killed_tab(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_pad(phone, technician, customer)
    phone.press("confirm signature")
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("not signed"))).to_be_visible()
    phone.page.locator(".pad").click(position={"x": 60, "y": 60})
    phone.press("confirm signature")
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("only a dot"))).to_be_visible()
    phone.press("clear")

    phone.draw()
    phone.keep("sign-upright")
    phone.page.set_viewport_size(ON_ITS_SIDE)
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.keep("sign-on-its-side")
    phone.press("clear")
    expect(phone.page.locator("path.pad__ink")).to_have_count(1)
    phone.press("bring back")
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.press("undo")
    expect(phone.page.locator("path.pad__ink")).to_have_count(2)
    phone.page.set_viewport_size(UPRIGHT)

    begin_stroke(phone)
    phone.page.evaluate(
        "document.dispatchEvent(new Event('visibilitychange'))"
    )  # a call comes in, the finger still down
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.has_saved()
    phone.cold_start("#/today")
    phone.continue_visit(customer)
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.press("confirm signature")
    expect(phone.title()).to_have_text(phone.t("sign: notice"))


def begin_stroke(phone: Phone) -> None:
    box = phone.page.locator(".pad").bounding_box()
    assert box is not None
    phone.page.mouse.move(box["x"] + 40, box["y"] + 60)
    phone.page.mouse.down()
    phone.page.mouse.move(box["x"] + 160, box["y"] + 90, steps=6)


IN_BOTH = pytest.mark.parametrize(
    ("language", "technician", "customer"), [("zh", "tech4", "谢安"), ("en", "tech5", "昌盛")]
)


@IN_BOTH
def test_a_customer_signs_later_by_a_link_that_the_phone_made_offline(
    live_server: LiveServer,
    phone_of: Callable[..., BrowserContext],
    desk_of: Callable[..., BrowserContext],
    language: str,
    technician: str,
    customer: str,
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_pad(phone, technician, customer)
    phone.offline()
    phone.press("cannot sign")
    phone.choose(phone.t("by link"))
    to_sign = scanned(phone, "link qr")
    assert to_sign.startswith(f"{live_server.url}/s/")
    phone.keep("sign-by-link")
    phone.cold_start("#/today")
    phone.continue_visit(customer)
    assert scanned(phone, "link qr") == to_sign, "what the customer has photographed stays the link"
    phone.press("they sign later")
    expect(phone.title()).to_have_text(phone.t("sign: notice"))
    phone.keep("sign-notice")
    if language == "zh":
        refuse_the_notice(phone)
    else:
        sign_the_notice_later(phone, to_sign)
    phone.finish()

    assert scanned(phone, "link qr") == to_sign
    private = scanned(phone, "page qr")
    assert private.startswith(f"{live_server.url}/c/")
    phone.keep("done")
    phone.open_outbox()
    phone.page.get_by_role("link", name=phone.t("customer's copy")).click()
    assert scanned(phone, "page qr") == private, "the outbox shows it again"

    phone.go("#/outbox")
    phone.offline(off=False)
    expect(phone.parcel(customer)).to_contain_text(phone.t("delivered"), timeout=60_000)
    expect(phone.page.get_by_text(phone.t("link to sign"), exact=True)).to_be_hidden(timeout=30_000)
    phone.waits_for_card(customer)
    customers_own = phone_of(language).new_page()
    for address in (private, to_sign):
        answer = customers_own.goto(address)
        assert answer is not None
        assert answer.ok, f"{address} answers {answer.status}"
    sign_report_and_notice(customers_own, Looker(language), language=language)
    if language == "en":
        phone.waits_for_card(customer)
        desk = Desk(desk_of(language), live_server, language=language)
        desk.comes_in("office1")
        wait_for(lambda: newest_notice(desk, customer) == 2, seconds=90, what="the notice's edition with the signature")


def sign_the_notice_later(phone: Phone, to_sign: str) -> None:
    """The same link asks for the notice as well."""
    phone.press("cannot sign")
    phone.choose(phone.t("by link"))
    assert scanned(phone, "link qr") == to_sign
    phone.keep("notice-by-link")
    phone.press("they sign later")


def sign_report_and_notice(page: Page, looker: Looker, *, language: str) -> None:
    """On the customer's own phone: one document after the other, each with its own signature."""
    for name in ("link-report", "link-notice"):
        looker.look(page, name)
        draw(page, page.locator(".pad"))
        looker.look(page, f"{name}-drawn")
        page.get_by_role("button", name=said("agree", language)).click()
    expect(page).to_have_url(re.compile(r"/c/"))
    expect(page.get_by_text(said("signed", language)).first).to_be_visible()
    assert not looker.faults, "\n".join(looker.faults)


def newest_notice(desk: Desk, customer: str) -> int:
    """The edition of the hazard notice that the office can hand out."""
    desk.open(f"reports?q={customer}")
    desk.page.locator("tr[data-row] [data-open]").first.click()
    return desk.page.locator("a[href*='/hazard-notice.pdf?edition=2']").count() + 1


def refuse_the_notice(phone: Phone) -> None:
    """A refusal is quoted, and the technician says how it was."""
    phone.press("cannot sign")
    phone.choose(phone.t("refuses"))
    phone.page.get_by_label(phone.t("customer's reason")).fill("E2E: no time")
    phone.press("record")
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("needs statement"))).to_be_visible()
    phone.page.get_by_label(phone.t("statement")).fill("E2E: I explained it twice")
    phone.keep("refuses-to-sign")
    phone.press("record")


def scanned(phone: Phone, name: str) -> str:
    """What a camera reads from the QR code of that name."""
    code = phone.page.get_by_role("img", name=phone.t(name), exact=True)
    expect(code).to_be_visible()
    code.evaluate("code => code.scrollIntoView({ block: 'center' })")  # clear of the bottom bar
    wait_for(lambda: decoded(code.screenshot()) != [], seconds=10, what="the QR code to be drawn")
    (text,) = decoded(code.screenshot())
    return text
