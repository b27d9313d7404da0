"""A signature under way: the phone is killed, turned, scrolled, its keyboard comes up. What was drawn stays where it was drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.conftest import PHONE, LiveServer
from tests.e2e.test_an_ending import at_the_pad
from tests.e2e.test_what_was_typed_survives import own_browser
from tests.e2e.walking import Phone

pytestmark = pytest.mark.browser

INK = "path.pad__ink"
# Where the last stroke ends on the screen, in CSS pixels.
PEN_AT = """() => {
  const [path] = [...document.querySelectorAll("path.pad__ink")].filter(path => path.getAttribute("d")).slice(-1);
  const end = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM());
  return [end.x, end.y];
}"""


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "凤鸣"), ("en", "tech3", "韩雪")])
def test_a_browser_killed_within_a_stroke_keeps_the_strokes_before_it(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str, technician: str, customer: str
) -> None:
    with own_browser(browser, tmp_path, language=language) as (context, kill):
        phone = Phone(context, live_server, language=language)
        at_the_pad(phone, technician, customer)
        phone.draw()
        phone.has_saved()
        pen_down(phone)
        kill()
    with own_browser(browser, tmp_path, language=language) as (context, _kill):
        again = Phone(context, live_server, language=language)
        again.pulled = phone.pulled
        again.open()
        again.is_on_today()
        again.continue_visit(customer)
        expect(again.title()).to_have_text(again.t("sign: customer"))
        kept = again.page.locator(INK)
        expect(kept.nth(2)).to_be_attached()
        assert kept.count() in (3, 4), "two whole strokes, and of the third what had reached the disk"
        again.keep("pad-after-a-kill")
        # the draft is whole: what was confirmed before stands, and the visit goes on
        again.press("clear")
        again.press("confirm signature")
        expect(again.page.get_by_role("alert").filter(has_text=again.t("not signed"))).to_be_visible()
        again.press("bring back")
        again.press("confirm signature")
        expect(again.title()).to_have_text(again.t("sign: notice"))
        again.draw()
        again.press("confirm signature")
        again.finish()


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "魏嘉豪"), ("en", "tech5", "花满楼")])
def test_ink_stays_under_the_finger_when_the_page_moves_within_a_stroke(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_pad(phone, technician, customer)
    page = phone.page
    keyboard_up = {"width": PHONE["width"], "height": 460}
    page.set_viewport_size(keyboard_up)
    page.locator(".pad").evaluate("pad => pad.scrollIntoView({ block: 'start' })")
    pen_down(phone)

    page.evaluate("() => scrollBy(0, -40)")  # the page is scrolled by the other hand
    under_the_finger(phone, 150, 220)
    page.set_viewport_size(PHONE)  # the keyboard goes
    under_the_finger(phone, 210, 330)
    page.set_viewport_size(keyboard_up)  # and comes
    under_the_finger(phone, 120, 250)
    page.mouse.up()
    expect(page.locator(INK)).to_have_count(2)  # one stroke, and the empty one that waits
    phone.press("confirm signature")
    expect(phone.title()).to_have_text(phone.t("sign: notice"))


def pen_down(phone: Phone) -> None:
    """The first half of a stroke; the finger stays on the screen."""
    box = phone.page.locator(".pad").bounding_box()
    assert box is not None
    mouse = phone.page.mouse
    mouse.move(box["x"] + 60, box["y"] + 70)
    mouse.down()
    mouse.move(box["x"] + 150, box["y"] + 110, steps=8)


def under_the_finger(phone: Phone, x: float, y: float) -> None:
    box = phone.page.locator(".pad").bounding_box()
    assert box is not None
    goal = (
        min(max(x, box["x"] + 5), box["x"] + box["width"] - 5),
        min(max(y, box["y"] + 5), box["y"] + box["height"] - 5),
    )
    phone.page.mouse.move(*goal, steps=4)
    at = phone.page.evaluate(PEN_AT)
    assert abs(at[0] - goal[0]) < 3, (at, goal)
    assert abs(at[1] - goal[1]) < 3, (at, goal)
