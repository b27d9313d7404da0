"""A phone kills apps as it likes; what the screen called saved is there again, offline, in the same place."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.chromium import CHROMIUM
from tests.e2e.conftest import LOCALES, PHONE, LiveServer
from tests.e2e.walking import Phone
from tests.e2e.words import SOUND, WORDS
from tests.waiting import wait_for

pytestmark = pytest.mark.browser

CUSTOMER = "Maximilian von Hohenberg"


def test_what_was_typed_survives_a_killed_tab(live_server: LiveServer, phone_of: Callable[..., BrowserContext]) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    phone.comes_in("tech3")
    phone.can_work_offline()
    phone.arrives_at(CUSTOMER)
    phone.offline()
    phone.section(WORDS["electrical"])
    phone.measure({"supply.u_ln": "231.7"})
    phone.has_saved()

    phone.cold_start()
    phone.continue_visit(CUSTOMER)
    expect(phone.title()).to_contain_text(phone.t("electrical"))
    expect(phone.field("supply.u_ln")).to_have_value("231.7")

    phone.answer_tests("start work")
    phone.press("start work")
    phone.begin_work()
    done_field(phone).fill("密封圈已更换，试机正常")
    phone.has_saved()
    phone.cold_start()
    phone.continue_visit(CUSTOMER)
    expect(phone.title()).to_have_text(phone.t("work"))
    expect(done_field(phone)).to_have_value("密封圈已更换，试机正常")


def test_what_was_typed_survives_a_killed_browser(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    with own_browser(browser, tmp_path) as (context, kill):
        phone = Phone(context, live_server, language="en")
        phone.comes_in("tech5")
        phone.can_work_offline()
        phone.offline()
        phone.arrives_at("金秀珍")
        phone.section(WORDS["electrical"])
        phone.measure({test: SOUND[test] for test in ("supply.u_ln", "supply.u_lpe")})
        phone.has_saved()
        kill()
    with own_browser(browser, tmp_path) as (context, _kill):
        again = Phone(context, live_server, language="en")
        again.pulled, phone = phone.pulled, again
        phone.offline()
        phone.open()
        phone.continue_visit("金秀珍")
        expect(phone.field("supply.u_lpe")).to_have_value(SOUND["supply.u_lpe"])


def done_field(phone: Phone) -> Locator:
    return phone.page.get_by_label(phone.t("done text"), exact=True)


@contextmanager
def own_browser(
    browser: Browser, folder: Path, *, language: str = "en"
) -> Iterator[tuple[BrowserContext, Callable[[], None]]]:
    """A browser process of our own with its profile in `folder`, so that it can be killed like a phone kills it."""
    port_file = folder / "profile" / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    process = subprocess.Popen(
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-background-networking", "--remote-debugging-port=0",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={PHONE['width']},{PHONE['height']}",
            f"--accept-lang={LOCALES[language]}", "about:blank",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip

    def kill() -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)

    try:
        wait_for(lambda: port_file.exists() and port_file.read_text() != "", seconds=30, what="the browser's port")
        port = port_file.read_text().splitlines()[0]
        joined = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        yield joined.contexts[0], kill
    finally:
        kill()
