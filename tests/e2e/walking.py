"""How a person walks through the phone's screens: the stories in this folder read as what people do.

Words are looked up as a person reads them, by role and name, in the language of the walk.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.conftest import PASSWORD, LiveServer, keep_picture, wait_for

WORDS: Mapping[str, tuple[str, str]] = {
    "accept": ("接这一单", "Accept this job"),
    "all cleaned": ("全部清完了", "All clean"),
    "all explained": ("全部讲完了", "All explained"),
    "all maintained": ("全部做完了", "All done"),
    "answer: done": ("做了", "Done"),
    "arrive": ("我到了", "I've arrived"),
    "back": ("返回", "Back"),
    "back to the visit": ("回到上门页", "Back to the visit"),
    "begin": ("客户已看过，开始服务", "Customer has seen it: begin"),
    "can be photographed": ("客户可以现在就拍下这个码。", "The customer can photograph this code now."),
    "card ready": ("服务卡好了", "Card ready"),
    "check next": ("查下一台", "Check next"),
    "confirm signature": ("确认签字", "Confirm signature"),
    "continue visit": ("继续上门", "Continue the visit"),
    "all answered": ("五项都已确认", "All five confirmed"),
    "saved soon": ("正在存…", "Saving…"),
    "refuse": ("拒绝作业：供电或电器不安全", "Refuse: it is not safe"),
    "unsafe result": ("测电结论是“拒绝”，不能选“完成”", "The test says refuse: it cannot be “done”"),
    "reason: supply": ("供电不安全", "unsafe"),
    "search field": ("姓名、电话、工单", "Name"),
    "dark": ("深色", "Dark"),
    "delivered": ("已送达", "Delivered"),
    "depart": ("我出发了", "I'm on my way"),
    "done text": ("做了什么", "What was done"),
    "electrical": ("安全测电", "Electrical safety test"),
    "genuine": ("真实，现行有效", "Genuine and current"),
    "finish": ("签字并完成", "Sign and finish"),
    "fetch card": ("打开服务卡", "Open the card"),
    "found text": ("现场发现", "Found on site"),
    "next test": ("下一项", "Next"),
    "open visit": ("开始上门", "Open the visit"),
    "others: declined": ("客户不要", "Declined"),
    "overview": ("1 个工单 + 5 项服务", "1 job + 5 services"),
    "own name": ("中文", "English"),
    "password": ("密码", "Password"),
    "report finished": ("报告已完成", "Report finished"),
    "on this phone": ("报告在这台手机上，有网就送。", "The report is on this phone and is sent"),
    "qr": ("服务卡的二维码", "QR code of the service card"),
    "result": ("结果", "Result"),
    "result: done": ("完成", "Done"),
    "result: refused": ("拒绝作业", "Refused"),
    "review": ("请客户核对", "Customer’s review"),
    "save card": ("存成文件", "Save as a file"),
    "saved": ("已存本机", "Saved"),
    "search": ("查找", "Search"),
    "send now": ("现在试着送", "Try to send now"),
    "sign in": ("登录", "Sign in"),
    "sign in again": ("登录已过期", "Your session has ended"),
    "sign unrated": ("不评价，去签字", "Sign without rating"),
    "start work": ("测电完成，开始作业", "Tested: start the work"),
    "stop today": ("今天不能做", "Cannot be done today"),
    "switch to me": ("中文", "English"),
    "test finished": ("测电完成，回到上门页", "Tested: back to the visit"),
    "today": ("今天", "Today"),
    "to-do today": ("今天的工单", "Today's jobs"),
    "username": ("工号或手机号", "Staff number or phone"),
    "waiting for login": ("等登录", "Waiting for login"),
    "waiting for network": ("等网络", "Waiting for network"),
    "work": ("本次作业", "The work"),
    "me": ("我的", "Me"),
}
GUIDANCE, MAINTENANCE, OTHERS, CLEANUP = (
    ("讲解指导使用", "Usage guidance"), ("产品维护保养", "Maintenance"),
    ("一站式产品通检", "Multi-appliance check"), ("现场清理", "Cleanup"),
)  # fmt: skip

SOUND_SUPPLY = {"supply.u_ln": "229.4", "supply.u_lpe": "228.9", "supply.u_npe": "0.6"}
NO_EARTH = {"supply.u_ln": "229.4", "supply.u_lpe": "86.0", "supply.u_npe": "74.0"}
# What an instrument shows on something sound; what is not a figure is answered with its first, good choice.
SOUND = SOUND_SUPPLY | {
    "supply.earth": "1.24", "supply.cable_csa": "4", "app.rpe": "0.06", "app.riso": "52", "app.ipe": "0.35",
    "app.touch": "0.05", "gas.pressure": "2000",
}  # fmt: skip


def photo(width: int = 1200, height: int = 900) -> bytes:
    """A JPEG as a phone's camera writes it: with EXIF, with a place in it that must not leave the phone."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Camera maker", "Camera 1"
    exif.get_ifd(0x8825)[1] = "N"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85, exif=exif)
    return kept.getvalue()


class Phone:
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
        self.is_on_today()
        expect(self.jobs().first).to_be_visible()

    def can_work_offline(self) -> None:
        """The service worker holds the app and answers for the page."""
        ask = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
        wait_for(lambda: bool(self.page.evaluate(ask)), seconds=20, what="the service worker to answer")

    def offline(self, off: bool = True) -> None:
        self.context.set_offline(off)

    # jobs

    def jobs(self) -> Locator:
        return self.page.locator("a.job")

    def open_job(self, customer: str) -> None:
        self.jobs().filter(has_text=customer).first.click()

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

    def back_to_visit(self) -> None:
        self.press("back to the visit")
        self.sees_overview()

    def write_work(self, done: str) -> None:
        self.page.get_by_label(self.t("found text"), exact=True).fill("E2E: seal worn")
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

    def find_unsafe(self) -> None:
        self.section(WORDS["electrical"])
        self.measure(NO_EARTH)
        expect(self.page.get_by_role("alert").filter(has_text=self.t("refuse"))).to_be_visible()

    def refuse_work(self) -> None:
        """After an unsafe supply: no work today, and why."""
        self.press("stop today")
        expect(self.title()).to_have_text(self.t("result"))
        self.page.locator("#f-reason label.choice").first.click()
        self.back_to_visit()

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

    # the customer

    def review_and_sign(self) -> None:
        self.press("review")
        self.speak()
        self.confirm_services()
        self.press("sign unrated")
        self.sign_both()

    def speak(self) -> None:
        """What is turned to the customer begins in the customer's language; it follows who reads it."""
        expect(self.page.locator("section.service")).to_have_count(5)
        other = self.button("switch to me")
        if other.is_visible():
            other.click()
            expect(other).to_be_hidden()

    def confirm_services(self) -> None:
        for service in "ABCDE":
            card = self.page.locator("section.service", has_text=service).filter(
                has=self.page.locator(".letter", has_text=re.compile(f"^{service}$"))
            )
            card.locator("label.choice").first.click()
            expect(card.get_by_role("radio").first).to_be_checked()

    def draw(self) -> None:
        """Two strokes on the pad, by dragging."""
        pad = self.page.locator(".pad")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for shift in (0.15, 0.5):
            mouse.move(box["x"] + box["width"] * shift, box["y"] + box["height"] * 0.35)
            mouse.down()
            for step in range(1, 9):
                mouse.move(
                    box["x"] + box["width"] * (shift + 0.035 * step),
                    box["y"] + box["height"] * (0.35 + (0.2 if step % 2 else 0.0)),
                )
            mouse.up()
        expect(pad.locator("path.pad__ink")).to_have_count(3)

    def sign_both(self) -> None:
        self.draw()
        self.press("confirm signature")
        expect(self.button("finish")).to_be_visible()
        self.draw()
        self.press("finish")
        expect(self.title()).to_have_text(self.t("report finished"))

    # the outbox

    def open_outbox(self) -> None:
        self.page.locator("a[href='#/outbox']").first.click()
        expect(self.page.locator(".tabs")).to_be_visible()

    def parcel(self, customer: str = "") -> Locator:
        return self.page.locator("li.parcel").filter(has_text=customer).first

    def waits_for_card(self, customer: str = "", *, seconds: float = 90) -> None:
        expect(self.parcel(customer)).to_contain_text(self.t("card ready"), timeout=seconds * 1000)

    def save_card(self, customer: str, to: Path) -> None:
        parcel = self.parcel(customer)
        with self.context.expect_page() as card:
            parcel.get_by_role("button", name=self.t("fetch card")).click()
        card.value.wait_for_url("blob:*", wait_until="commit")
        card.value.close()
        with self.page.expect_download() as download:
            parcel.get_by_role("link", name=self.t("save card")).click()
        download.value.save_as(to)
