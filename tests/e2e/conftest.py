"""A real server with demo data, real browsers: what a technician and the office see."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chromium import WITHOUT_DESKTOP
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
PASSWORD = "fuwuka-demo"


@dataclass(frozen=True)
class LiveServer:
    url: str
    data_dir: Path


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """`python -m backend.serve` with demo data on SQLite: web process and card worker, as `make run` starts them."""
    with tempfile.TemporaryDirectory(prefix="fuwuka-e2e-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environ = os.environ | {
            "DATA_DIR": folder, "PORT": str(port), "HOST": "127.0.0.1", "WEB_PROCESSES": "1", "DATABASE_URL": "",
            "PUBLIC_URL": "", "FUWUKA_ENV": "development",
        }  # fmt: skip
        for command in (["db", "upgrade"], ["demo", "load"]):
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "wsgi", *command],
                cwd=ROOT, env=environ, check=True, capture_output=True,
            )  # fmt: skip
        with (Path(folder) / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "backend.serve"], cwd=ROOT, env=environ, stdout=log, stderr=log
            )
            try:
                url = f"http://127.0.0.1:{port}"
                wait_for(lambda: _answers(f"{url}/readyz"), seconds=60, what="the server to be ready")
                yield LiveServer(url=url, data_dir=Path(folder))
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(40)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=WITHOUT_DESKTOP, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, *, language: str, phone: bool, dark: bool = False) -> Iterator[BrowserContext]:
    """A browser context that fails the test on an uncaught error or a policy violation."""
    context = browser.new_context(
        viewport=PHONE if phone else DESK,
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        has_touch=phone,
        is_mobile=phone,
        color_scheme="dark" if dark else "light",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield context
    context.close()
    assert not faults, faults


@pytest.fixture
def phone_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`phone_of("zh")`: a fresh phone, 360 × 740."""
    stack = []

    def make(language: str, *, dark: bool = False) -> BrowserContext:
        manager = opened(browser, language=language, phone=True, dark=dark)
        stack.append(manager)
        return manager.__enter__()

    yield make
    for manager in reversed(stack):
        manager.__exit__(None, None, None)


@pytest.fixture
def desk_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`desk_of("en")`: a fresh desktop browser, 1440 × 900."""
    stack = []

    def make(language: str, *, dark: bool = False) -> BrowserContext:
        manager = opened(browser, language=language, phone=False, dark=dark)
        stack.append(manager)
        return manager.__enter__()

    yield make
    for manager in reversed(stack):
        manager.__exit__(None, None, None)


def keep_picture(page: Page, name: str) -> None:
    """With FUWUKA_PICTURES=<folder>, keep a screenshot of what the test saw."""
    folder = os.environ.get("FUWUKA_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
