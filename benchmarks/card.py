"""How much processor time one sealed card costs in a warm worker, and how much Chromium takes for the same page.

    python -m benchmarks.card [--cards 12] [--chromium /usr/bin/chromium]

Each golden report with four photos (Chinese and English) is printed as PDF/A-3a with its source attached, and
sealed; then headless Chromium, warm as well, prints the same HTML with the same photos, without PDF/A, without
attachment and without seal. Processor time, not the clock's: all processes of the browser are counted.
"""

from __future__ import annotations

import argparse
import base64
import gc
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from backend.cards.render import TEMPLATES, CardPress, prepare_photos, qr_code
from backend.cards.seal import open_seal, seal_pdf
from backend.config import Settings
from benchmarks.figures import Figure, show
from benchmarks.running import cpu_of_tree
from tests.cards.conftest import corpus_photos, dummy_issue, load_report
from tests.chromium import CHROMIUM

REPORTS = ("v2/repair-zh", "v2/two-jobs-en")
WARM_UP = 2


def spent_on(work: Callable[[], object], *, clock: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Median and least: neighbours on the same cores make processor time grow too."""
    for _ in range(WARM_UP):
        work()
    spent = []
    for _ in range(rounds):
        begin = clock()
        work()
        spent.append(clock() - begin)
    return statistics.median(spent), min(spent)


def page_for_browser(press: CardPress, name: str) -> str:
    """The same HTML and style sheet, with its images inside."""
    report = load_report(name)
    issue = dummy_issue(report)
    resources, states = prepare_photos(report.content, corpus_photos())
    resources["qr:"] = (qr_code(f"{issue.verify_url}/{report.content['verification_code']}"), "image/png")
    html = press.page(report, issue, photos=states)

    def inline(match: re.Match[str]) -> str:
        data, media_type = resources[match[1]]
        return f'src="data:{media_type};base64,{base64.b64encode(data).decode()}"'

    css = (TEMPLATES / "cards" / "card.css").read_text(encoding="utf-8")
    return re.sub(r'src="([a-z]+:[^"]*)"', inline, html).replace("</head>", f"<style>{css}</style></head>")


def measure_ours(press: CardPress, settings: Settings, rounds: int) -> dict[str, tuple[tuple[float, float], int]]:
    seal, photos = open_seal(settings), corpus_photos()
    results = {}
    for name in REPORTS:
        report = load_report(name)
        issue = dummy_issue(report)

        def card(report=report, issue=issue) -> bytes:
            return seal_pdf(press.print(report, issue, photos=photos), seal)

        size = len(card())
        gc.collect()
        gc.freeze()
        gc.disable()  # as the worker does
        results[name] = (spent_on(card, clock=time.process_time, rounds=rounds), size)
        gc.enable()
    return results


def measure_chromium(press: CardPress, program: str, rounds: int) -> dict[str, tuple[float, float]]:
    from playwright.sync_api import sync_playwright

    results = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in REPORTS:
            page = browser.new_page()
            html = page_for_browser(press, name)

            def card(page=page, html=html) -> bytes:
                page.set_content(html)
                return page.pdf(format="A4", prefer_css_page_size=True, tagged=True)

            results[name] = spent_on(card, clock=lambda: cpu_of_tree(os.getpid()) - time.process_time(), rounds=rounds)
            page.close()
        browser.close()
    return results


def measure(*, cards: int, chromium: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(env="test", secret_key="x" * 40, data_dir=Path(folder))
        press = CardPress(settings.data_dir)
        ours = measure_ours(press, settings, cards)
        theirs = measure_chromium(press, chromium, cards)
    figures = []
    for name in REPORTS:
        (usual, least), size = ours[name]
        their_usual, their_least = theirs[name]
        print(f"{name}: {size // 1024} kB; least {least:.3f} s, Chromium's {their_least:.3f} s")
        figures.append(Figure(f"card {name}, CPU", usual, 0.5, unit="s"))
        figures.append(Figure(f"card {name}, Chromium printing the same, CPU", their_usual, unit="s"))
        figures.append(Figure(f"card {name}, ours to Chromium's", usual / their_usual))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=12)
    parser.add_argument("--chromium", default=CHROMIUM)
    wanted = parser.parse_args()
    show(measure(cards=wanted.cards, chromium=wanted.chromium))


if __name__ == "__main__":
    main()
