"""A whole repair by a person who uses no pointer and sees no screen: from signing in to the sealed card."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PASSWORD, LiveServer
from tests.e2e.keyboard import Keys
from tests.e2e.walking import Phone, opens_a_file
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, OTHERS, SOUND

pytestmark = pytest.mark.browser

NEXT_STEP = ("下一步", "Next step")
START = re.compile("^同意.*开始$|^不收费|^开始作业|agreed: start$|^Free: start|^Start the work")
ONWARD = re.compile("^下一项|^Next: ")
CHECK_NEXT = re.compile("^查下一台|^Check next")
VOLTAGES = {"L–N": "supply.u_ln", "L–PE": "supply.u_lpe", "N–PE": "supply.u_npe"}
TICKED = ((GUIDANCE, "all explained"), (MAINTENANCE, "all maintained"), (CLEANUP, "all cleaned"))


@pytest.mark.parametrize(
    ("language", "technician", "customer"), [("zh", "tech4", "马晓东"), ("en", "tech1", "阿卜杜热合曼·吐尔逊")]
)
def test_a_repair_from_signing_in_to_the_sealed_card_by_keyboard_and_names(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    keys, t = Keys(phone), phone.t
    sign_in(phone, keys, technician)
    phone.open_job(customer)
    for step in ("accept", "depart", "arrive"):
        expect(phone.page.get_by_role("region", name=phone.own(NEXT_STEP)).locator("button, a").first).to_be_visible()
        if phone.button(step).is_visible():
            keys.press("button", t(step))
            expect(phone.button(step)).to_be_hidden()
    keys.press("link", t("open visit"))
    keys.press("button", t("begin"))
    phone.sees_overview()
    serve(phone, keys)
    keys.press("button", t("review"))
    phone.speak()
    for service in "ABCDE":
        keys.choose(re.compile(f"^{service} "), t("answer: done"))
    keys.press("button", t("sign unrated"))
    expect(phone.title()).to_have_text(t("sign: customer"))
    if language == "zh":
        refuses_to_sign(phone, keys)
    else:
        signs_by_link(phone, keys)
    expect(phone.button("finish")).to_be_visible()
    keys.sign(re.compile(t("signature of")))
    keys.press("button", t("finish"))
    expect(phone.title()).to_have_text(t("report finished"))
    expect(phone.page.get_by_role("img", name=t("page qr"), exact=True)).to_be_visible()

    keys.press("link", phone.own(("看报告", "Open the outbox")))
    report = phone.page.get_by_role("listitem").filter(has_text=customer).first
    expect(report).to_contain_text(t("card ready"), timeout=90_000)
    with phone.context.expect_page() as card:
        keys.press("button", t("fetch card"))
    opens_a_file(card.value)


def sign_in(phone: Phone, keys: Keys, technician: str) -> None:
    phone.open()
    keys.write(phone.t("username"), technician)
    keys.write_secret(phone.t("password"), PASSWORD)
    phone.page.keyboard.press("Enter")
    menu = phone.page.get_by_role("navigation", name=re.compile("主菜单|Main menu"))
    expect(menu).to_be_visible()
    keys.press("link", re.compile("^(我的|Me)$"))
    keys.press("button", phone.t("own name"))  # signing in took the profile's language
    keys.press("link", phone.t("today"))
    phone.is_on_today()
    phone.has_jobs()


def serve(phone: Phone, keys: Keys) -> None:
    """Everything between the customer's consent to begin and the review."""
    t = phone.t
    readings = shown_by_instruments(phone)
    keys.press("button", re.compile(t("electrical")))
    keys.answer_tests(ONWARD, t("start work"), readings)
    keys.press("button", t("start work"))
    keys.write(t("found text"), "E2E: seal worn")
    keys.press("button", START)
    expect(phone.page.get_by_role("timer")).to_be_visible()
    keys.write(t("done text"), "E2E: seal replaced, test run fine")
    keys.press("button", t("back"))
    for section, button in TICKED:
        keys.press("button", re.compile(phone.own(section)))
        keys.press("button", t(button))
        keys.press("button", t("back"))
        phone.sees_overview()
    decline_others(phone, keys)
    keys.press("button", re.compile(t("electrical")))
    keys.answer_tests(ONWARD, t("test finished"), readings)
    keys.press("button", t("test finished"))
    keys.press("button", re.compile(f"^{t('result')}"))
    keys.choose(phone.own(("这次上门的结果", "How did the visit end?")), t("result: done"))
    keys.press("button", t("back"))
    phone.sees_overview()


def shown_by_instruments(phone: Phone) -> dict[str, str]:
    """What an instrument shows on something sound, by the beginning of the field's name."""
    catalog = phone.page.evaluate("() => fetch('/api/v1/catalog').then(answer => answer.json())")
    named = {test["title"][phone.language]: SOUND[test["id"]] for test in catalog["tests"] if test["id"] in SOUND}
    return {name: SOUND[test] for name, test in VOLTAGES.items()} | named


def decline_others(phone: Phone, keys: Keys) -> None:
    keys.press("button", re.compile(phone.own(OTHERS)))
    following = phone.page.get_by_role("button", name=CHECK_NEXT)
    for _ in range(12):
        expect(phone.title()).to_contain_text(phone.own(OTHERS))
        if not following.is_visible():
            break
        keys.press("button", CHECK_NEXT)
        keys.choose(phone.own(("这台检查了吗？", "Was it checked?")), re.compile(f"^{phone.t('others: declined')}"))
        keys.press("button", phone.t("back"))
    keys.press("button", phone.t("back"))
    phone.sees_overview()


def refuses_to_sign(phone: Phone, keys: Keys) -> None:
    t = phone.t
    keys.press("button", t("cannot sign"))
    keys.choose(phone.own(("为什么没有签名？", "Why is there no signature?")), t("refuses"))
    keys.write(t("customer's reason"), "E2E: no time")
    keys.write(t("statement"), "E2E: I explained it twice")
    keys.press("button", t("record"))


def signs_by_link(phone: Phone, keys: Keys) -> None:
    t = phone.t
    keys.press("button", t("cannot sign"))
    keys.choose(phone.own(("为什么没有签名？", "Why is there no signature?")), t("by link"))
    expect(phone.page.get_by_role("img", name=t("link qr"), exact=True)).to_be_visible()
    keys.press("button", t("they sign later"))
