"""Work that took longer than its standard: the phone asks why, and there is no signature as done before it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.walking import Phone
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, WORDS

pytestmark = pytest.mark.browser

WHO = {"zh": ("tech6", "韦一笑"), "en": ("tech4", "凤鸣")}
WHY, PARTS = ("作业超时的原因", "why the work took longer"), ("等配件送到", "Waited for a part")
NEEDED = ("没有原因，报告不能以“完成”签字", "without a reason the report cannot be signed off as done")
ANSWER = ("是，一次做好", "Yes, first time")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_repair_beyond_its_hour_is_signed_as_done_only_with_the_reason(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str
) -> None:
    technician, customer = WHO[language]
    phone, looker = Phone(phone_of(language), live_server, language=language), Looker(language)
    phone.open()
    phone.sign_in(technician)
    expect(phone.page.locator(".tabs")).to_be_visible()
    phone.show_in_own_language()
    phone.has_jobs()
    phone.can_work_offline()
    phone.arrives_at(customer)
    phone.measure_supply()
    phone.write_work("E2E: compressor seal")
    phone.decline_others()
    phone.page.clock.set_fixed_time(datetime.now().astimezone() + timedelta(minutes=95))
    phone.tick_all(GUIDANCE, "all explained")
    phone.tick_all(MAINTENANCE, "all maintained")
    phone.tick_all(CLEANUP, "all cleaned")
    phone.measure_appliance()
    phone.end_as("result: done")

    own = phone.own
    expect(bar_of(phone)).to_contain_text(own(WHY))
    expect(phone.page.get_by_text(re.compile(own(NEEDED)))).to_be_visible()
    looker.look(phone.page, "over-time")
    phone.back_to_visit()
    expect(phone.button("review")).to_be_hidden()
    expect(bar_of(phone)).to_contain_text(own(WHY))
    phone.cold_start("#/today")
    phone.continue_visit(customer)
    expect(bar_of(phone)).to_contain_text(own(WHY))
    expect(phone.button("review")).to_be_hidden()

    phone.section(WORDS["result"])
    phone.page.locator(".phrase", has_text=own(PARTS)).click()
    answer = phone.page.locator("#f-first-time label.choice", has_text=own(ANSWER))
    answer.click()
    expect(bar_of(phone)).not_to_contain_text(own(WHY))
    phone.back_to_visit()
    phone.review_and_sign()
    phone.open_outbox()
    expect(phone.parcel(customer)).to_be_visible()
    assert not looker.faults, "\n".join(looker.faults)


def bar_of(phone: Phone) -> Locator:
    """Of the page that is open now: a cold start opens another one."""
    return phone.page.locator(".actionbar")
