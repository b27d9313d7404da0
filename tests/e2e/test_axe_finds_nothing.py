"""Every screen of the phone, the office and the public page, in light and dark, before axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.looking import Looker
from tests.e2e.office import Desk
from tests.e2e.walking import Phone
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, OTHERS, WORDS

pytestmark = pytest.mark.browser

OFFICE_PAGES = (
    "jobs", "jobs?view=all", "jobs/new", "reports", "review", "complaints", "customers", "users", "phones", "audit", "password",
)  # fmt: skip


@pytest.mark.parametrize(("language", "customer"), [("zh", "贠建国"), ("en", "王䶮")])
def test_axe_finds_nothing_on_the_phone(
    language: str, customer: str, live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    phone, looker = Phone(phone_of("zh"), live_server, language=language), Looker(language)

    def look(name: str) -> None:
        looker.look(phone.page, f"phone-{name}")

    phone.open()
    if language == "en":
        phone.press("switch to me")
    expect(phone.button("sign in")).to_be_visible()
    look("sign-in")
    phone.sign_in("tech1")
    expect(phone.jobs().first).to_be_visible()
    phone.has_jobs()
    phone.show_in_own_language()
    look("today")
    phone.open_job(customer)
    expect(phone.page.locator(".actionbar")).to_be_visible()
    look("job")
    phone.go_there()
    expect(phone.button("begin")).to_be_visible()
    look("notice")
    phone.begin_visit()
    look("visit-begun")
    phone.section(WORDS["electrical"])
    phone.find_title("electrical")
    look("electrical-empty")
    phone.answer_tests("start work")
    look("electrical-tested")
    phone.press("start work")
    phone.find_title("before work")
    look("work")
    phone.write_work("换了密封圈，试机正常")
    for section, name in ((GUIDANCE, "guidance"), (MAINTENANCE, "maintenance"), (CLEANUP, "cleanup")):
        phone.section(section)
        look(name)
        phone.back_to_visit()
    phone.section(OTHERS)
    look("others")
    phone.page.locator(".actionbar .btn--main").click()
    look("other-or-visit")
    phone.go(phone.overview_place())
    phone.sees_overview()
    phone.decline_others()
    phone.take_photo()
    look("photo")
    phone.back_to_visit()
    phone.measure_appliance()
    phone.end_as("result: done")
    look("result")
    phone.back_to_visit()
    look("visit-ready")
    phone.press("review")
    phone.speak()
    look("review-open")
    phone.confirm_services()
    look("review")
    phone.press("sign unrated")
    phone.draw()
    look("sign")
    phone.press("confirm signature")
    phone.draw()
    look("sign-technician")
    phone.press("finish")
    expect(phone.title()).to_have_text(phone.t("report finished"))
    look("finished")
    phone.open_outbox()
    phone.waits_for_card(customer)
    look("outbox")
    for place in ("me", "search", "new-job", "today/tomorrow", "today/past"):
        phone.go(f"#/{place}")
        expect(phone.title()).to_be_visible()
        look(place.replace("/", "-"))
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_the_office(
    language: str, live_server: LiveServer, desk_of: Callable[..., BrowserContext]
) -> None:
    desk, looker = Desk(desk_of(language), live_server, language=language), Looker(language)
    desk.open("")
    looker.look(desk.page, "office-sign-in")
    desk.comes_in("admin")
    for place in OFFICE_PAGES:
        desk.open(place)
        looker.look(desk.page, f"office-{place.replace('/', '-').replace('?', '-')}")
    for place in ("jobs?view=all", "reports", "review", "complaints", "customers", "users", "phones"):
        desk.open(place)
        first = desk.page.locator("[data-open]").first
        if first.count() == 0:
            continue
        first.click()
        looker.look(desk.page, f"office-one-of-{place.partition('?')[0]}")
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_the_public_page(
    language: str, live_server: LiveServer, desk_of: Callable[..., BrowserContext]
) -> None:
    page, looker = desk_of(language).new_page(), Looker(language)
    english_alone = ("/api/docs",) if language == "en" else ()
    for place in ("/verify/", "/verify/00000000000000000000000000", *english_alone):
        page.goto(f"{live_server.url}{place}")
        looker.look(page, f"public{place.rstrip('/').replace('/', '-')}"[:24])
    assert not looker.faults, "\n".join(looker.faults)
