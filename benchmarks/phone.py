"""How heavy the phone app is, how soon it is usable without a network, and what Lighthouse says of it.

    python -m benchmarks.phone [--starts 5] [--jobs 300] [--lighthouse-runs 3]

First load: the scripts Chromium asks for until the sign-in screen stands, compressed as the server does.
Cold start: signed in, `--jobs` jobs of today on the phone, service worker in charge, network off, processor slowed
four times; from the start of navigation of a new page to the frame in which the first job of the list is painted,
and then it must take a click. Lighthouse (benchmarks/package.json) judges the sign-in screen and the filled list.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from backend.catalog.operations import publish_seed
from backend.domain.vocabulary import JobState
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction
from backend.jobs.feed import touch_feed
from benchmarks.figures import Figure, show
from benchmarks.running import RunningServer, free_port, running_server
from tests.chromium import CHROMIUM
from tests.factories.jobs import create_job
from tests.factories.people import PASSWORD, create_technician

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
SLOWED = 4
# When the first row has been painted: an animation frame after the one in which it stood in the document.
FIRST_ROW = """
window.__listed = new Promise((listed) => {
  new MutationObserver((_, watch) => {
    if (!document.querySelector('a.job')) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => listed(performance.now())));
  }).observe(document, { childList: true, subtree: true });
});
"""


def fill(server: RunningServer, jobs: int) -> str:
    """One technician with many jobs of today; returns the name to sign in with."""
    with server.app.app_context(), transaction():
        publish_seed(utc_now())
        technician = create_technician()
        noon = datetime.now(UTC).replace(hour=4, minute=0)
        for number in range(jobs):
            begin = noon + timedelta(minutes=number % 240)
            job = create_job(
                technician=technician, state=JobState.ACCEPTED.value, window_start=begin,
                window_end=begin + timedelta(hours=1),
            )  # fmt: skip
            touch_feed(job)
        return technician.username


@contextmanager
def phone(
    playwright: Playwright, folder: Path, *, debugging: int = 0, workers: bool = True
) -> Iterator[BrowserContext]:
    arguments = ["--no-sandbox", "--disable-background-networking"]
    context = playwright.chromium.launch_persistent_context(
        str(folder), executable_path=CHROMIUM, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True,
        locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="allow" if workers else "block",
        args=[*arguments, f"--remote-debugging-port={debugging}"] if debugging else arguments,
    )  # fmt: skip
    yield context
    context.close()


def first_load(context: BrowserContext, url: str) -> int:
    """Gzip bytes of every script that came before the sign-in screen stood."""
    page = context.new_page()
    scripts: dict[str, bytes] = {}
    page.on(
        "response",
        lambda answer: (
            scripts.update({answer.url: answer.body()}) if answer.request.resource_type == "script" else None
        ),
    )
    page.goto(url)
    page.get_by_label("密码", exact=True).wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(len(gzip.compress(body, 9)) for body in scripts.values())


def sign_in(context: BrowserContext, url: str, username: str, *, jobs: int) -> None:
    """Sign in, pull the jobs, and let the service worker take over."""
    page = context.new_page()
    page.goto(url)
    page.get_by_label("工号或手机号").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.locator("a.job").nth(jobs - 1).wait_for(timeout=60_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()


def cold_start(context: BrowserContext, url: str, *, jobs: int) -> float:
    """Seconds from the start of navigation to the painted list, without network, on a slowed processor."""
    context.set_offline(True)
    page: Page = context.new_page()
    page.add_init_script(FIRST_ROW)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(url, wait_until="commit")
    took = float(page.evaluate("window.__listed")) / 1000
    rows = page.locator("a.job")
    rows.first.click(trial=True)
    rows.nth(jobs - 1).wait_for()
    assert rows.count() == jobs, rows.count()
    page.close()
    context.set_offline(False)
    return took


def lighthouse(url: str, *, port: int = 0) -> dict[str, Any]:
    """Scores (0 to 100) of one page, and the audits that cost points. `port` = a browser that is signed in."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "lighthouse.json"
        own = [f"--port={port}", "--disable-storage-reset"] if port else []
        subprocess.run(
            ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={answer}",
             f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox", *own],
            env=os.environ | {"CHROME_PATH": CHROMIUM}, check=True, timeout=180, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        judged = json.loads(answer.read_text())
    costly = [
        f"{audit['id']} {audit['score']:.2f}" + (f" ({audit['displayValue']})" if audit.get("displayValue") else "")
        for audit in judged["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] in ("binary", "numeric")
    ]
    return {name: round(judged["categories"][name]["score"] * 100) for name in CATEGORIES} | {"costly": costly}


def judged(screen: str, judge: Callable[[], dict[str, Any]], *, runs: int) -> list[Figure]:
    found = [judge() for _ in range(runs)]
    if found[-1]["costly"]:
        print(f"Lighthouse, {screen}: {'; '.join(found[-1]['costly'])}")
    return [
        Figure(f"Lighthouse {name}, {screen}", statistics.median(one[name] for one in found), 95, at_least=True)
        for name in CATEGORIES
    ]


def measure(*, jobs: int, starts: int, lighthouse_runs: int) -> list[Figure]:
    figures = []
    with running_server("sqlite", CARD_WORKERS="0") as server, sync_playwright() as playwright:
        url, username, port = f"http://127.0.0.1:{server.port}/app/", fill(server, jobs), free_port()
        with tempfile.TemporaryDirectory() as fresh, phone(playwright, Path(fresh), workers=False) as context:
            figures.append(Figure("first-load JavaScript, gzip", first_load(context, url) / 1000, 60, unit="kB"))
        with tempfile.TemporaryDirectory() as kept:
            with phone(playwright, Path(kept)) as context:
                sign_in(context, url, username, jobs=jobs)
                times = [cold_start(context, url, jobs=jobs) for _ in range(starts)]
            figures.append(
                Figure(f"offline cold start, {jobs} jobs, CPU / {SLOWED}", statistics.median(times), 1.5, unit="s")
            )

            def judge_list() -> dict[str, Any]:
                # A browser of its own for each run: Lighthouse counts walking through an older page's heap as blocking.
                with phone(playwright, Path(kept), debugging=port):
                    return lighthouse(url, port=port)

            if lighthouse_runs:
                figures += judged("list of jobs", judge_list, runs=lighthouse_runs)
        if lighthouse_runs:
            figures += judged("sign-in", lambda: lighthouse(url), runs=lighthouse_runs)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--lighthouse-runs", type=int, default=3, help="0: without Lighthouse")
    chosen = parser.parse_args()
    show(measure(jobs=chosen.jobs, starts=chosen.starts, lighthouse_runs=chosen.lighthouse_runs))


if __name__ == "__main__":
    main()
