"""How a person walks through the phone's screens: the stories in this folder read as what people do.

Words are looked up as a person reads them, by role and name, in the language of the walk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.e2e.conftest import PASSWORD, LiveServer, keep_picture
from tests.e2e.customer import Customer
from tests.e2e.words import CLEANUP, GUIDANCE, MAINTENANCE, NO_EARTH, OTHERS, SOUND, WORDS, photo

OPEN = frozenset({"assigned", "accepted", "en_route", "on_site"})


def opens_a_file(page: Page) -> None:
    """What the app made is on its way to the viewer; a browser without one saves it, and says so by ERR_ABORTED."""
    try:
        page.wait_for_url(re.compile("^blob:"), wait_until="commit")
    except Error as error:
        if "ERR_ABORTED" not in error.message and page.url.startswith("http"):
            raise


class Phone(Customer):
    """One technician's phone."""

    def __init__(self, context: BrowserContext, server: LiveServer, *, language: str) -> None:
        self.context, self.server, self.language = context, server, language
        self.page = context.new_page()

    def t(self, name: str) -> str:
        return self.own(WORDS[name])

    def own(self, words: tuple[str, str]) -> str:
        return words[0] if self.language == "zh" else words[1]

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.server.url}/app/{place}")

    def go(self, place: str) -> None:
        """To another screen of the running app, as a link in it does."""
        self.page.evaluate("place => { location.hash = place }", place)

    def cold_start(self, place: str = "") -> None:
        """The app is closed and opened again."""
        self.page.close()
        self.page = self.context.new_page()
        self.open(place)

    def keep(self, name: str) -> None:
        keep_picture(self.page, f"{name}-{self.language}")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=self.t(name), exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def title(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def find_title(self, name: str) -> None:
        expect(self.title()).to_contain_text(self.t(name))

    def overview_place(self) -> str:
        """The address of the visit that is open."""
        return "#/visit/" + self.page.url.split("#/visit/")[1].split("/")[0] + "/overview"

    def show_in_own_language(self) -> None:
        """Signing in took the profile's language; the walk has its own."""
        self.go("#/me")
        self.page.get_by_role("button", name=WORDS["own name"][self.language == "en"], exact=True).click()
        self.go("#/today")
        self.is_on_today()

    def says(self, name: str) -> None:
        expect(self.page.get_by_text(self.t(name)).first).to_be_visible()

    # coming in

    def sign_in(self, username: str) -> None:
        self.page.get_by_label(self.t("username")).fill(username)
        self.page.get_by_label(self.t("password"), exact=True).fill(PASSWORD)
        self.press("sign in")

    def is_on_today(self) -> None:
        expect(self.title()).to_have_text(self.t("to-do today"))

    def comes_in(self, username: str) -> None:
        self.open()
        self.sign_in(username)
        expect(self.page.locator(".tabs")).to_be_visible()
        if not (self.page.locator("html").get_attribute("lang") or "").startswith(self.language):
            self.show_in_own_language()
        self.is_on_today()
        self.has_jobs()

    def has_jobs(self) -> None:
        """The first pull has arrived: the last of its jobs can be opened. It is asked for again here, to know the ids."""
        pull = "() => fetch('/api/v1/pull').then(answer => answer.json())"
        self.pulled: list[dict[str, Any]] = self.page.evaluate(pull)["jobs"]
        last = self.pulled[-1]
        self.go(f"#/job/{last['id']}")
        expect(self.page.get_by_text(last["customer"]["name"]).first).to_be_visible()
        self.go("#/today")
        self.is_on_today()

    def can_work_offline(self) -> None:
        """The service worker holds the app and answers for the page."""
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=60_000)

    def offline(self, off: bool = True) -> None:
        self.context.set_offline(off)

    # jobs

    def jobs(self) -> Locator:
        return self.page.locator("a.job")

    def open_job(self, customer: str) -> None:
        """The customer's first open job, by its id: on what day the phone lists it does not matter."""
        mine = [job for job in self.pulled if job["customer"]["name"] == customer and job["state"] in OPEN]
        self.go(f"#/job/{min(mine, key=lambda job: job['window_start'] or '')['id']}")

    def go_there(self) -> None:
        """Accept, set out, arrive: whatever of it is still to be done."""
        visit = self.page.get_by_role("link", name=self.t("open visit"))
        for step in ("accept", "depart", "arrive"):
            button = self.button(step)
            expect(self.page.locator(".actionbar .btn--main")).to_be_visible()
            if button.is_visible():
                button.click()
                expect(button).to_be_hidden()
        visit.click()

    # the visit

    def begin_visit(self) -> None:
        """The notice card is shown first."""
        self.press("begin")
        self.sees_overview()

    def arrives_at(self, customer: str) -> None:
        self.open_job(customer)
        self.go_there()
        self.begin_visit()

    def has_saved(self) -> None:
        """The screen says when it last kept everything: nothing is on its way to the disk."""
        expect(self.page.locator(".saved")).to_contain_text(re.compile(rf"{self.t('saved')} \d\d:\d\d:\d\d"))

    def continue_visit(self, customer: str) -> None:
        self.open_job(customer)
        self.page.get_by_role("link", name=self.t("continue visit")).click()

    def sees_overview(self) -> None:
        expect(self.page.get_by_role("heading", name=self.t("overview"))).to_be_visible()

    def section(self, words: tuple[str, str]) -> None:
        self.page.locator("button.row", has_text=self.own(words)).first.click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[id='f-{name}']")

    def measure(self, readings: Mapping[str, str]) -> None:
        for test, value in readings.items():
            self.field(test).fill(value)
            self.field(test).blur()  # a figure is judged when its field is left, or a moment after the last digit

    def answer_tests(self, until: str) -> None:
        """Press "next" and answer the field it leads to, until nothing is open and the button says `until`."""
        bar = self.page.locator(".actionbar .btn--main")
        for _ in range(40):
            expect(bar).to_be_visible()
            if self.t(until) in (bar.text_content() or ""):
                return
            bar.click()
            self._answer_focused()
        raise AssertionError("the electrical test has no end")

    def _answer_focused(self) -> None:
        focused = self.page.locator("*:focus")
        if focused.get_attribute("type") == "radio":
            focused.check(force=True)
            return
        test = (focused.get_attribute("id") or "").removeprefix("f-")
        focused.fill(SOUND[test])
        focused.blur()

    def back_to_visit(self) -> None:
        """By the arrow at the top, which every section has; what the button below says depends on what is open."""
        self.button("back").first.click()
        self.sees_overview()

    def begin_work(self) -> None:
        """With the customer's consent to the price, or because nothing is to be paid."""
        self.page.locator("#f-start").click()
        expect(self.page.get_by_role("timer")).to_be_visible()

    def write_work(self, done: str) -> None:
        self.page.get_by_label(self.t("found text"), exact=True).fill("E2E: seal worn")
        self.begin_work()
        self.page.get_by_label(self.t("done text"), exact=True).fill(done)
        self.back_to_visit()

    def tick_all(self, section: tuple[str, str], button: str) -> None:
        self.section(section)
        self.press(button)
        self.back_to_visit()

    def decline_others(self) -> None:
        """The customer wants no check of the other appliances: each is asked and noted."""
        self.section(OTHERS)
        following = self.page.get_by_role("button", name=re.compile(f"^{self.t('check next')}"))
        for _ in range(12):
            expect(self.title()).to_contain_text(self.own(OTHERS))  # the list, not the screen it was left by
            expect(self.page.locator(".actionbar .btn--main")).to_be_visible()
            if not following.is_visible():
                break
            following.click()
            self.choose(self.t("others: declined"))
            self.page.get_by_role("button", name=self.t("back")).first.click()
        self.back_to_visit()

    def choose(self, label: str) -> None:
        self.page.locator("label.choice").filter(has_text=re.compile(f"^{re.escape(label)}")).first.click()

    def take_photo(self) -> None:
        """Its own screen opens when it is on the disk; the way back is the usual one."""
        self.page.locator("input[type=file]").first.set_input_files(
            {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        expect(self.page.locator("img.photo")).to_be_visible()

    def end_as(self, result: str) -> None:
        self.section(WORDS["result"])
        self.choose(self.t(result))

    def measure_supply(self) -> None:
        self.section(WORDS["electrical"])
        self.answer_tests("start work")
        self.press("start work")

    def find_unsafe(self, readings: Mapping[str, str] = NO_EARTH) -> None:
        self.section(WORDS["electrical"])
        self.measure(readings)
        expect(self.page.get_by_role("alert").filter(has_text=self.t("refuse"))).to_be_visible()

    def refuse_work(self) -> None:
        """After an unsafe supply: no work today, and why."""
        self.press("stop today")
        expect(self.title()).to_have_text(self.t("result"))
        self.page.locator("#f-reason label.choice").first.click()
        self.back_to_visit()
        self.tell_danger()

    def tell_danger(self) -> None:
        """Of each danger: what was done about it now, and what the customer decides; the rest is prefilled."""
        self.section(WORDS["hazard"])
        several = self.page.get_by_role("list", name=self.t("dangers"))
        measure = self.page.locator("#f-measure")
        expect(several.or_(measure)).to_be_visible()
        if several.is_visible():
            several.get_by_role("button").first.click()
        for _ in range(6):
            expect(measure).to_be_visible()
            self.choose(self.t("measure: advised"))
            self.choose(self.t("decision: book"))
            if not self.button("next danger").is_visible():
                break
            told = self.page.url
            self.press("next danger")
            expect(self.page).not_to_have_url(told)
        self.press("back to the visit")
        self.sees_overview()

    def measure_appliance(self) -> None:
        self.section(WORDS["electrical"])
        self.answer_tests("test finished")
        self.press("test finished")
        self.sees_overview()

    def serve(self, done: str) -> None:
        """Everything between the tested supply and the customer's review, as it should be done."""
        self.write_work(done)
        self.tick_all(GUIDANCE, "all explained")
        self.tick_all(MAINTENANCE, "all maintained")
        self.decline_others()
        self.tick_all(CLEANUP, "all cleaned")
        self.take_photo()
        self.back_to_visit()
        self.measure_appliance()
        self.end_as("result: done")
        self.back_to_visit()

    def whole_visit(self, customer: str, *, done: str) -> None:
        """From Today to the signed report."""
        self.arrives_at(customer)
        self.measure_supply()
        self.serve(done)
        self.review_and_sign()

    # the outbox

    def open_outbox(self) -> None:
        self.page.locator("a[href='#/outbox']").first.click()
        expect(self.page.locator(".tabs")).to_be_visible()

    def parcel(self, customer: str = "") -> Locator:
        return self.page.locator("li.parcel").filter(has_text=customer).first

    def waits_for_card(self, customer: str = "", *, seconds: float = 240) -> None:
        """The cards of the demo's own reports are made before it."""
        expect(self.parcel(customer)).to_contain_text(self.t("card ready"), timeout=seconds * 1000)

    def save_card(self, customer: str, to: Path) -> None:
        parcel = self.parcel(customer)
        with self.context.expect_page() as card:
            parcel.get_by_role("button", name=self.t("fetch card")).click()
        opens_a_file(card.value)
        card.value.close()
        with self.page.expect_download() as download:
            parcel.get_by_role("link", name=self.t("save card")).click()
        download.value.save_as(to)
