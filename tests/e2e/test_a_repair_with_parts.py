"""A repair as it should be: fault, warranty and price before the work, parts, before and after, and the next job."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, SOUND, WORDS

pytestmark = pytest.mark.browser

HOUSEHOLD = "陈淑华"
LEAK, VALVE = ("漏水", "leak"), ("安全泄压阀", "Relief valve")
ADDED, REPLACED = ("加热管", "Heating element"), ("更换安全泄压阀", "Replaced: Relief valve")
LATER, ONCE = ("在开工之后", "after the work began"), ("是，一次做好", "Yes, first time")
BEFORE, OUT = ("在开工之前", "before the work began"), ("已不在保修范围内", "not covered by the warranty")
DIRTY = ("脏 → 已清洁", "dirty → clean")
NEXT_TOPIC = ("听懂了，下一条", "Understood: next")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_repair_is_explained_agreed_and_told_and_the_households_next_job_keeps_its_own(
    language: str, live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    phone, looker = Phone(phone_of(language), live_server, language=language), Looker(language)
    phone.open()
    phone.sign_in("tech1")
    expect(phone.page.locator(".tabs")).to_be_visible()
    phone.show_in_own_language()
    phone.has_jobs()
    phone.arrives_at(HOUSEHOLD)
    page, own = phone.page, phone.own

    # the second job of the household is served too
    page.locator("label.row", has_text=re.compile("洗衣机|Washing machine")).first.click()
    tabs = page.locator("#f-job label.choice")
    expect(tabs).to_have_count(2)

    phone.measure_supply()
    expect(page.get_by_text(own(OUT)).first).to_be_visible()
    expect(page.locator(".fault")).to_contain_text(own(LEAK))
    looker.look(page, "work-before")
    suggested = page.locator(".phrase", has_text=own(VALVE))
    suggested.last.click()
    phone.begin_work()
    expect(page.locator("#f-agreed")).to_contain_text(own(BEFORE))

    page.locator(".charge summary").click()
    page.locator("[id^='f-serialNew']").fill("EV-2026-0042")
    page.locator(".charge__part label.row").click()
    looker.look(page, "work-part")

    # a part is removed by mistake, and one tap brings it back with its serial number and the consent
    page.locator(".charge .iconbtn").click()
    expect(page.locator(".charge")).to_have_count(0)
    page.locator(".charge__undo button").click()
    expect(page.locator(".charge summary")).to_contain_text("EV-2026-0042")
    expect(page.locator("#f-agreed")).to_contain_text(own(BEFORE))

    # something more is needed: the customer is asked anew, and it is not called agreed before
    page.get_by_label(re.compile("找配件|Find a part")).fill(own(ADDED))
    page.locator("ul.rows button.row").first.click()
    page.locator("#f-agreed button").click()
    expect(page.locator("#f-agreed")).to_contain_text(own(LATER))
    page.locator("#f-payment label.choice").first.click()
    page.locator(".phrase", has_text=re.compile(f"^{re.escape(own(REPLACED))}$")).click()
    page.locator(".actionbar .btn--main").click()
    phone.answer_tests("test finished")
    phone.press("test finished")

    phone.section(GUIDANCE)
    page.locator("main .btn--side").first.click()
    expect(page.locator(".topic__drawing")).to_be_visible()
    looker.look(page, "topic")
    understood = page.get_by_role("button", name=re.compile("听懂了|Understood"))
    understood.click()
    phone.go(phone.overview_place())
    phone.section(MAINTENANCE)
    page.locator(".line .iconbtn").first.click()
    looker.look(page, "maintenance-open")
    page.locator("label.choice", has_text=own(DIRTY)).click()
    expect(page.locator(".line").first).to_contain_text(own(DIRTY))
    phone.back_to_visit()
    phone.tick_all(CLEANUP, "all cleaned")
    phone.end_as("result: done")
    looker.look(page, "result-first-time")
    expect(page.locator("#f-first-time")).to_be_visible()
    phone.back_to_visit()

    # the other job: nothing of the first one's work stands there
    tabs.filter(has_text=re.compile("洗衣机|Washing machine")).click()
    phone.section(WORDS["work"])
    expect(page.get_by_role("timer")).to_have_count(0)
    assert not looker.faults, "\n".join(looker.faults)


COUNTING = """() => {
  const lengths = new WeakMap();
  window.counted = { taps: 0, characters: 0 };
  addEventListener("pointerdown", () => { window.counted.taps += 1 }, true);
  addEventListener("input", ({ target }) => {
    if (!("value" in target) || ["radio", "checkbox", "file"].includes(target.type)) return;
    window.counted.characters += Math.max(0, target.value.length - (lengths.get(target) ?? 0));
    lengths.set(target, target.value.length);
  }, true);
}"""
# The test after the one just answered, when it is a choice and a thumb reaches it between the bars.
IN_VIEW = """answered => {
  const tests = [...document.querySelectorAll("main fieldset.ask, main .measure")];
  const next = tests[tests.findIndex(test => test.id === answered) + 1];
  if (!next?.id.startsWith("f-") || next.querySelector("input:checked")) return "";
  const first = next.querySelector("label.choice").getBoundingClientRect();
  const bar = document.querySelector(".actionbar").getBoundingClientRect();
  return first.top > 60 && first.bottom < bar.top ? next.id : "";
}"""


def answer_what_is_in_view(phone: Phone, until: str) -> None:
    """As a thumb does it: a choice that stands on the screen is tapped, to everything else the bar's button leads."""
    page = phone.page
    page.emulate_media(reduced_motion="reduce")
    bar = page.locator(".actionbar .btn--main")
    for _ in range(40):
        expect(bar).to_be_visible()
        if phone.t(until) in bar.inner_text():
            return
        bar.click()
        focused = page.locator("*:focus")
        if focused.get_attribute("type") != "radio":
            focused.fill(SOUND[(focused.get_attribute("id") or "").removeprefix("f-")])
            focused.blur()
            continue
        asked = page.locator("fieldset.ask:has(*:focus)").get_attribute("id") or ""
        while asked:
            page.locator(f"[id='{asked}'] label.choice").first.click()
            asked = page.evaluate(IN_VIEW, asked)
    raise AssertionError("the electrical test has no end")


MOST_TAPS, MOST_CHARACTERS = 60, 28  # docs/visit.md tells where they go


def test_a_normal_repair_visit_takes_few_taps_and_little_typing(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    """From the job's screen to the customer's review: a known fault, one part, two other appliances not wanted."""
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.comes_in("tech1")
    phone.open_job("𠮷田 惠")
    page = phone.page
    page.evaluate(COUNTING)

    def counted(what: str) -> dict[str, Any]:
        so_far: dict[str, Any] = page.evaluate("() => window.counted")
        print(f"{what}: {so_far['taps']} taps, {so_far['characters']} characters")
        return so_far

    phone.go_there()
    phone.begin_visit()
    counted("arrived, notice shown")
    phone.section(WORDS["electrical"])
    answer_what_is_in_view(phone, "start work")
    phone.press("start work")
    counted("supply tested")
    page.locator("fieldset.phrases .phrase", has_text="不加热").click()
    for name in ("加热管 ¥", "维修工时费", "上门费"):
        page.locator(".phrase", has_text=name).last.click()
    phone.begin_work()
    counted("diagnosed, quoted, agreed")
    page.locator("#f-payment label.choice").first.click()
    page.locator(".phrase", has_text="更换加热管").click()
    page.locator(".phrase", has_text="试机正常").click()
    page.locator(".actionbar .btn--main").click()
    counted("worked")
    answer_what_is_in_view(phone, "test finished")
    phone.press("test finished")
    counted("appliance tested")
    phone.section(GUIDANCE)
    onward = page.locator(".actionbar .btn--main")
    for ticked in ("all explained", "all maintained", "all cleaned"):
        phone.press(ticked)
        expect(onward).to_contain_text("接着")
        onward.click()
    for _ in range(2):
        phone.choose(phone.t("others: declined"))
        expect(onward).to_contain_text(re.compile("接着|查下一台"))
        onward.click()
    phone.choose(phone.t("result: done"))
    counted("five services and result")
    phone.press("review")
    phone.confirm_services()
    phone.press("sign unrated")
    phone.draw()
    phone.press("confirm signature")
    expect(phone.button("finish")).to_be_visible()
    phone.draw()
    whole = counted("signed")
    assert whole["taps"] <= MOST_TAPS
    assert whole["characters"] <= MOST_CHARACTERS
