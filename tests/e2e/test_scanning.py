"""Codes on appliances: read live by our own reader, from a photo, or typed; online once, offline from then on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from tests.chromium import CHROMIUM
from tests.e2e import pictures
from tests.e2e.conftest import LiveServer, opened
from tests.e2e.looking import Looker
from tests.e2e.test_photos import PEOPLE
from tests.e2e.walking import OTHERS, Phone
from tests.waiting import wait_for

pytestmark = pytest.mark.browser

LANGUAGES = ("zh", "en")
SERIAL = "21DKA0093847"
SHOP_CODE = "6901234567892"
LABELLED = "Model: WAT28400 S/N: 400123456"
OWN_READER = """window.BarcodeDetector = class {
  static getSupportedFormats() {
    return Promise.resolve(['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix']);
  }
  detect(image) {
    return Promise.resolve(image.width > 0 ? [{ rawValue: 'SHOP_CODE', format: 'ean_13' }] : []);
  }
};
"""
KEPT = "async () => (await (await caches.open('later')).keys()).map((one) => new URL(one.url).pathname)"


@contextmanager
def seeing(browser: Browser, picture: Image.Image, folder: Path, *, allowed: bool = True) -> Iterator[Browser]:
    """A browser whose camera looks at the picture, and whose owner allows it to, or does not."""
    film = pictures.film(picture, folder / "view.y4m")
    launched = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=[
            "--no-sandbox", "--disable-background-networking", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}", *(["--use-fake-ui-for-media-stream"] if allowed else []),
        ],
    )  # fmt: skip
    yield launched
    launched.close()


def press(phone: Phone, zh: str, en: str) -> None:
    phone.page.get_by_role("button", name=phone.own((zh, en)), exact=True).click()


def press_in_sheet(phone: Phone, zh: str, en: str) -> None:
    phone.page.locator("dialog.scan").get_by_role("button", name=phone.own((zh, en)), exact=True).click()


def sheet_says(phone: Phone, zh: str, en: str) -> None:
    expect(phone.page.locator("dialog.scan")).to_contain_text(phone.own((zh, en)), timeout=30_000)


def in_section_d(phone: Phone) -> None:
    arrives(phone)
    phone.section(OTHERS)


def arrives(phone: Phone) -> None:
    name, customer = PEOPLE[phone.language]
    phone.comes_in(name)
    phone.can_work_offline()
    phone.arrives_at(customer)


def adds(phone: Phone, category: tuple[str, str]) -> None:
    phone.page.locator("select.picker").select_option(label=phone.own(category))
    press(phone, "添加并检查", "Add and check")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appliance_is_added_by_its_barcode_and_the_next_one_without_a_network(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str
) -> None:
    view = pictures.photographed(pictures.code_128(SERIAL))
    with (
        seeing(browser, view, tmp_path) as eyes,
        opened(eyes, language=language, phone=True) as context,
    ):
        phone = Phone(context, live_server, language=language)
        in_section_d(phone)
        assert phone.page.evaluate("'BarcodeDetector' in window") is False
        before = phone.page.locator(".rows > li").count()
        press(phone, "扫码", "Scan")
        sheet_says(phone, SERIAL, SERIAL)
        sheet_says(phone, "先当作序列号", "offered as the serial number")
        looker = Looker(language)
        looker.look(phone.page, "scan-confirm")
        press_in_sheet(phone, "采用", "Use this")
        expect(phone.field("other-serial")).to_have_value(SERIAL)
        looker.look(phone.page, "adding")
        adds(phone, ("电冰箱", "Refrigerator"))
        expect(phone.page.locator("main")).to_contain_text(f"SN {SERIAL}")
        assert not looker.faults, looker.faults

        wait_for(lambda: len(phone.page.evaluate(KEPT)) == 2, seconds=20, what="the reader to be kept")
        phone.offline()
        phone.cold_start(phone.overview_place())
        phone.section(OTHERS)
        expect(phone.page.locator(".rows > li")).to_have_count(before + 1)
        press(phone, "扫码", "Scan")
        sheet_says(phone, SERIAL, SERIAL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_codes_the_technician_chooses_and_a_shop_code_is_no_serial_number(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str
) -> None:
    view = pictures.photographed(pictures.qr(LABELLED, scale=8), pictures.code_128(SERIAL, module=3))
    with (
        seeing(browser, view, tmp_path) as eyes,
        opened(eyes, language=language, phone=True) as context,
    ):
        phone = Phone(context, live_server, language=language)
        in_section_d(phone)
        press(phone, "扫码", "Scan")
        sheet_says(phone, "看到 2 个码", "2 codes in view")
        looker = Looker(language)
        looker.look(phone.page, "scan-several")
        phone.page.locator("dialog.scan button.row", has_text="WAT28400").click()
        sheet_says(phone, "按码里的标签填好了", "Filled in by the labels")
        expect(phone.field("scan-serial")).to_have_value("400123456")
        expect(phone.field("scan-model")).to_have_value("WAT28400")
        assert not looker.faults, looker.faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_camera_is_refused_a_photo_is_read_or_the_number_typed(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str
) -> None:
    view = pictures.photographed(pictures.code_128(SERIAL))
    with (
        seeing(browser, view, tmp_path, allowed=False) as eyes,
        opened(eyes, language=language, phone=True) as context,
    ):
        phone = Phone(context, live_server, language=language)
        in_section_d(phone)
        press(phone, "扫码", "Scan")
        expect(phone.page.locator("dialog.scan .scan__view--off")).to_be_visible()
        sheet_says(phone, "没有相机权限", "The camera is not allowed")
        looker = Looker(language)
        looker.look(phone.page, "scan-refused")
        still = phone.page.locator("dialog.scan input[data-from=scan]")
        still.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": pictures.plain(3)})
        sheet_says(phone, "照片里没有找到码", "No code was found in the photo")
        plate = pictures.photographed(pictures.code_128(SERIAL), width=4000, height=3000)
        still.set_input_files({"name": "b.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg_of(plate)})
        sheet_says(phone, SERIAL, SERIAL)
        press_in_sheet(phone, "再扫一次", "Scan again")
        press_in_sheet(phone, "手填", "Type it")
        expect(phone.page.get_by_role("button", name=phone.own(("请填一项", "Fill in one of them")))).to_be_visible()
        phone.field("scan-model").fill("BCD-520")
        press_in_sheet(phone, "采用", "Use this")
        expect(phone.field("other-model")).to_have_value("BCD-520")
        assert not looker.faults, looker.faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scanner_is_left_by_the_keyboard_and_gives_the_focus_back(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str
) -> None:
    nothing_to_read = Image.linear_gradient("L").resize((1280, 720)).convert("RGB")
    with (
        seeing(browser, nothing_to_read, tmp_path) as eyes,
        opened(eyes, language=language, phone=True) as context,
    ):
        phone = Phone(context, live_server, language=language)
        in_section_d(phone)
        scan = phone.page.get_by_role("button", name=phone.own(("扫码", "Scan")), exact=True)
        scan.focus()
        phone.page.keyboard.press("Enter")
        sheet_says(phone, "放进框里", "inside the frame")
        looker = Looker(language)
        looker.look(phone.page, "scan-live")
        phone.page.keyboard.press("Escape")
        expect(phone.page.locator("dialog.scan")).to_be_hidden()
        expect(scan).to_be_focused()
        looker.look(phone.page, "others-to-add")
        assert not looker.faults, looker.faults


def test_a_browser_that_reads_codes_itself_never_asks_for_our_reader(
    live_server: LiveServer, browser: Browser, tmp_path: Path
) -> None:
    view = pictures.photographed(pictures.code_128(SERIAL))
    with seeing(browser, view, tmp_path) as eyes, opened(eyes, language="zh", phone=True) as context:
        context.add_init_script(OWN_READER.replace("SHOP_CODE", SHOP_CODE))
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        phone = Phone(context, live_server, language="zh")
        in_section_d(phone)
        press(phone, "扫码", "Scan")
        sheet_says(phone, SHOP_CODE, "")
        sheet_says(phone, "不是序列号", "")
        expect(phone.field("scan-serial")).to_have_value("")
        assert not [url for url in asked if "zxing" in url]


def test_an_appliance_is_added_by_a_photo_of_its_nameplate_that_outlives_the_app(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    in_section_d(phone)
    phone.offline()
    phone.page.locator(".addother input[data-from=camera]").set_input_files(
        {"name": "plate.jpg", "mimeType": "image/jpeg", "buffer": pictures.plain(4)}
    )
    expect(phone.page.get_by_text("铭牌照片已存，照着填。")).to_be_visible()
    phone.field("other-model").fill("某牌 BCD-210")
    phone.has_saved()
    phone.cold_start(phone.overview_place())
    phone.section(OTHERS)
    expect(phone.field("other-model")).to_have_value("某牌 BCD-210")
    looker = Looker("zh")
    looker.look(phone.page, "adding-by-photo")
    adds(phone, ("电冰箱", ""))
    expect(phone.page.locator("main")).to_contain_text("某牌 BCD-210")
    phone.page.get_by_role("button", name=phone.t("back")).click()
    phone.page.get_by_role("button", name=phone.t("back")).click()
    tile = phone.page.locator(".tiles .tile:has(img)").first
    expect(tile).to_have_accessible_name("铭牌, Nameplate: Refrigerator")  # the caption in this customer's language
    assert not looker.faults, looker.faults


def test_the_serial_number_of_the_appliance_itself_is_scanned(
    live_server: LiveServer, browser: Browser, tmp_path: Path
) -> None:
    view = pictures.photographed(pictures.qr("(01)06901234567892(21)A1B2C3"))
    with seeing(browser, view, tmp_path) as eyes, opened(eyes, language="en", phone=True) as context:
        phone = Phone(context, live_server, language="en")
        arrives(phone)
        phone.section(("安全测电", "Electrical safety test"))
        phone.answer_tests("start work")
        phone.press("start work")
        phone.page.locator("details.more summary").filter(has_text="Nameplate").click()
        press(phone, "扫码", "Scan")
        sheet_says(phone, "", "The code says what its parts mean")
        press_in_sheet(phone, "采用", "Use this")
        expect(phone.field("serial")).to_have_value("A1B2C3")
