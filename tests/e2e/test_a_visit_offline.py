"""The product's main promise: a whole visit without a network, and an honest card when it is back."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, expect
from pypdf import PdfReader

from tests.e2e.conftest import LiveServer
from tests.e2e.walking import Phone
from tests.qr import decoded

pytestmark = pytest.mark.browser

WHO = {"zh": ("tech1", "陈淑华"), "en": ("tech5", "姜海燕")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visit_offline_becomes_a_sealed_card(
    language: str, live_server: LiveServer, phone_of: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    technician, customer = WHO[language]
    phone = Phone(phone_of("zh"), live_server, language=language)
    phone.open()
    if language == "en":
        phone.press("switch to me")
    phone.sign_in(technician)
    phone.is_on_today()
    phone.has_jobs()
    phone.can_work_offline()

    phone.offline()
    phone.cold_start()
    phone.is_on_today()
    phone.whole_visit(customer, done="E2E: replaced the seal")
    phone.says("on this phone")
    page = phone.page.get_by_role("img", name=phone.t("page qr"))
    page.evaluate("code => code.scrollIntoView({ block: 'center' })")
    assert [address.partition("/c/")[0] for address in decoded(page.screenshot())] == [live_server.url]
    phone.page.get_by_text(phone.t("verification code")).click()
    shown = phone.page.get_by_role("img", name=phone.t("qr"), exact=True)
    expect(shown).to_be_visible()
    shown.evaluate("code => code.scrollIntoView({ block: 'center' })")
    led_to = [address for address in decoded(phone.page.screenshot()) if "/verify/" in address]
    code = re.sub(r"\s", "", phone.page.locator("figure.done__qr span.num").inner_text())
    assert [address.rpartition("/verify/")[2] for address in led_to] == [code], (
        "a camera reads the code beside the picture"
    )
    phone.open_outbox()
    expect(phone.parcel(customer)).to_contain_text(phone.t("waiting for network"))

    phone.offline(off=False)
    expect(phone.parcel(customer)).to_contain_text(phone.t("delivered"), timeout=60_000)
    phone.waits_for_card(customer)
    card = tmp_path / "card.pdf"
    phone.save_card(customer, card)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(card.read_bytes())).pages)
    assert customer in words
    assert "E2E: replaced the seal" in words
    seal = subprocess.run(["pdfsig", "-nocert", str(card)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in seal
    assert verdict_on_file(phone_of(language), live_server, card) == "genuine"
    customers_own = phone_of(language).new_page()
    customers_own.goto(f"{live_server.url}/verify/{code}")
    expect(customers_own.get_by_role("heading", level=1)).to_have_text(phone.t("genuine"))


def verdict_on_file(context: BrowserContext, server: LiveServer, card: Path) -> object:
    """What the public answer is to the file alone, as a program gets it."""
    file: FilePayload = {"name": "card.pdf", "mimeType": "application/pdf", "buffer": card.read_bytes()}
    answer = context.request.post(
        f"{server.url}/verify", multipart={"file": file}, headers={"Accept": "application/json"}
    )
    assert answer.ok, answer.text()
    return answer.json()["state"]
