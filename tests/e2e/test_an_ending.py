"""The end of a visit: a signature that nothing takes away, an honest word where there is none, the customer's copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, LiveServer
from tests.e2e.walking import Phone
from tests.qr import decoded

pytestmark = pytest.mark.browser

UPRIGHT = PHONE
ON_ITS_SIDE = {"width": 740, "height": 360}


def at_the_pad(phone: Phone, technician: str, customer: str) -> None:
    """A visit that was refused is the shortest way to a signature."""
    phone.comes_in(technician)
    phone.can_work_offline()
    phone.arrives_at(customer)
    phone.find_unsafe()
    phone.refuse_work()
    phone.press("review")
    phone.speak()
    phone.confirm_services()
    phone.keep("review-with-danger")
    phone.press("sign unrated")
    expect(phone.title()).to_have_text(phone.t("sign: customer"))


def strokes_of(phone: Phone) -> int:
    """Strokes on the pad; the path that runs under the finger is no stroke yet."""
    return phone.page.locator("path.pad__ink").count() - 1


@pytest.mark.parametrize(("language", "technician", "customer"), [("zh", "tech4", "邹静怡"), ("en", "tech5", "花满楼")])
def test_a_signature_survives_rotation_interruption_and_a_killed_tab(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str, technician: str, customer: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_pad(phone, technician, customer)
    phone.press("confirm signature")
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("not signed"))).to_be_visible()
    phone.page.locator(".pad").click(position={"x": 60, "y": 60})
    phone.press("confirm signature")
    expect(phone.page.get_by_role("alert").filter(has_text=phone.t("only a dot"))).to_be_visible()
    phone.press("clear")

    phone.draw()
    phone.keep("sign-upright")
    phone.page.set_viewport_size(ON_ITS_SIDE)
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.keep("sign-on-its-side")
    phone.press("clear")
    expect(phone.page.locator("path.pad__ink")).to_have_count(1)
    phone.press("bring back")
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.press("undo")
    expect(phone.page.locator("path.pad__ink")).to_have_count(2)
    phone.page.set_viewport_size(UPRIGHT)

    begin_stroke(phone)
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # a call comes in, the finger still down
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.has_saved()
    phone.cold_start("#/today")
    phone.continue_visit(customer)
    expect(phone.page.locator("path.pad__ink")).to_have_count(3)
    phone.press("confirm signature")
    expect(phone.title()).to_have_text(phone.t("sign: notice"))


def begin_stroke(phone: Phone) -> None:
    box = phone.page.locator(".pad").bounding_box()
    assert box is not None
    phone.page.mouse.move(box["x"] + 40, box["y"] + 60)
    phone.page.mouse.down()
    phone.page.mouse.move(box["x"] + 160, box["y"] + 90, steps=6)
