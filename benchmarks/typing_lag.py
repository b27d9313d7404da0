"""How long the phone takes to answer a keystroke in its longest section, the electrical test.

    python -m benchmarks.typing_lag [--rounds 3]

Every field of the test is typed into, with the CPU slowed four times; the figure is the 98th percentile of the
longest event of each interaction, as the browser's Event Timing tells it (INP).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from backend.demo.load import load_demo
from backend.infrastructure.clock import utc_now
from benchmarks.figures import Figure, show
from benchmarks.phone import phone as browser
from benchmarks.running import percentile, running_server
from tests.e2e.conftest import LiveServer
from tests.e2e.walking import Phone
from tests.e2e.words import SOUND, WORDS

SLOWED = 4
SHORTEST = 16.0  # ms: the browser tells of nothing quicker
WATCH = """() => {
  window.interactions = new Map();
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      if (entry.interactionId) {
        const before = window.interactions.get(entry.interactionId) ?? 0;
        window.interactions.set(entry.interactionId, Math.max(before, entry.duration));
      }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
}"""


def lags(page: Page, phone: Phone, *, rounds: int) -> list[float]:
    """Milliseconds of each interaction that took longer than SHORTEST."""
    phone.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.evaluate(WATCH)
    fields = [test for test in SOUND if phone.field(test).count() > 0]
    for _ in range(rounds):
        for test in fields:
            phone.field(test).focus()
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(SOUND[test], delay=60)
    phone.has_saved()
    found: list[float] = page.evaluate("() => [...window.interactions.values()]")
    return found or [SHORTEST]


def measure(*, rounds: int) -> list[Figure]:
    with (
        running_server("sqlite", CARD_WORKERS="0") as server,
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        with server.app.app_context():
            load_demo(now=utc_now())
        with browser(playwright, Path(folder)) as context:
            phone = Phone(context, LiveServer(f"http://127.0.0.1:{server.port}", Path(folder)), language="zh")
            phone.comes_in("tech1")
            phone.arrives_at("贠建国")
            phone.section(WORDS["electrical"])
            phone.answer_tests("start work")
            found = lags(phone.page, phone, rounds=rounds)
    return [Figure(f"typing in the electrical test, CPU / {SLOWED}: p98", percentile(found, 0.98), 100, unit="ms")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    show(measure(rounds=parser.parse_args().rounds))


if __name__ == "__main__":
    main()
