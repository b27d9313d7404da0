"""Photos on the phone: of any size, made small and anonymous, in order, and never lost without a word."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.chromium import CHROMIUM
from tests.e2e import pictures
from tests.e2e.conftest import LiveServer, opened
from tests.e2e.looking import Looker
from tests.e2e.test_what_was_typed_survives import own_browser
from tests.e2e.walking import SOUND, Phone

pytestmark = pytest.mark.browser

# whose profile speaks which language, and a customer of today
PEOPLE = {"zh": ("tech3", "Maximilian von Hohenberg"), "en": ("tech5", "金秀珍")}
LANGUAGES = ("zh", "en")
GALLERY, CAMERA = "input[data-from=gallery]", "input[data-from=camera]"
# Everything that the phone's store keeps of its photos, in the order of the draft.
STORED = """async () => {
  const opened = indexedDB.open('fuwuka');
  const db = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const all = (name) => new Promise((done) => {
    const asked = db.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const drafts = await all('drafts');
  const photos = drafts.flatMap((row) => row.data.photos);
  const bytesOf = (sha) => new Promise((done) => {
    const asked = db.transaction('chunks').objectStore('chunks').getAll(IDBKeyRange.bound([sha, 0], [sha, 999]));
    asked.onsuccess = () => done(asked.result.flatMap((chunk) => Array.from(new Uint8Array(chunk))));
  });
  const out = [];
  for (const photo of photos) out.push({ bytes: await bytesOf(photo.sha256) });
  db.close();
  return out;
}"""


def jpeg(name: str, body: bytes, kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": body}


def choose(phone: Phone, *files: FilePayload, source: str = GALLERY) -> None:
    phone.page.locator(source).first.set_input_files(list(files))


def tiles(phone: Phone) -> Locator:
    return phone.page.locator(".tiles .tile:has(img)")


def says(phone: Phone, zh: str, en: str) -> None:
    expect(phone.page.get_by_text(phone.own((zh, en))).first).to_be_visible(timeout=60_000)


def press(phone: Phone, zh: str, en: str) -> None:
    phone.page.get_by_role("button", name=phone.own((zh, en)), exact=True).click()


@contextmanager
def page_tasks(page: Page) -> Iterator[list[float]]:
    """Fills in the processor time of every task of the page's main thread, ms; a busy machine does not lengthen it."""
    tasks: list[float] = []
    events: list[dict[str, Any]] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.send("Tracing.start", {"categories": "toplevel,__metadata", "transferMode": "ReportEvents"})
    yield tasks
    done: list[object] = []
    session.on("Tracing.tracingComplete", lambda _: done.append(True))
    session.send("Tracing.end")
    while not done:
        page.wait_for_timeout(50)  # lets the browser's events in
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    ran = [event for event in events if event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event]
    tasks += [event["tdur"] / 1000 for event in ran if (event["pid"], event["tid"]) in mains]


def look(looker: Looker, phone: Phone, name: str) -> None:
    """At the photos, which stand below the sections."""
    phone.page.locator(".photonews").last.evaluate("(news) => news.scrollIntoView({ block: 'center' })")
    looker.look(phone.page, name)


def at_the_visit(phone: Phone) -> None:
    name, customer = PEOPLE[phone.language]
    phone.comes_in(name)
    phone.can_work_offline()
    phone.arrives_at(customer)
    phone.offline()


def test_photos_of_any_size_are_small_upright_and_say_no_place(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    phone = Phone(phone_of("zh"), live_server, language="zh")
    at_the_visit(phone)
    files = {
        "48mp.jpg": pictures.two_halves(8000, 6000, orientation=pictures.TURNED_RIGHT),
        "15mb.jpg": pictures.of_size(15),
        "small.jpg": pictures.plain(1),
    }
    assert len(files["15mb.jpg"]) >= 15_000_000
    paths = [tmp_path / name for name in files]
    for path in paths:
        path.write_bytes(files[path.name])
    phone.page.locator(GALLERY).first.set_input_files(paths)
    says(phone, "正在处理第 1 张，共 3 张", "")
    phone.page.locator(".photonews").evaluate("(news) => news.scrollIntoView({ block: 'center' })")
    phone.keep("photos-in-work")
    says(phone, "已加 3 张", "")
    expect(tiles(phone)).to_have_count(3)
    phone.has_saved()

    opened = kept_pictures(phone)
    assert [max(picture.size) for picture in opened] == [1600, 1600, 640]
    assert_upright(opened[0])


def test_a_48_megapixel_photo_does_not_hold_up_the_screen(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Processor time of the page's own thread: a phone four times slower stays below 200 ms in any one task."""
    phone = Phone(phone_of("zh"), live_server, language="zh")
    at_the_visit(phone)
    path = tmp_path / "48mp.jpg"
    path.write_bytes(pictures.two_halves(8000, 6000, orientation=pictures.TURNED_RIGHT))
    with page_tasks(phone.page) as tasks:
        phone.page.locator(GALLERY).first.set_input_files(path)
        expect(phone.page.locator("img.photo")).to_be_visible(timeout=60_000)
        phone.has_saved()
    print(f"longest task of the page: {max(tasks):.0f} ms of processor time, of {len(tasks)}")
    assert max(tasks) <= 50


def test_a_browser_that_cannot_draw_in_a_worker_draws_on_the_page(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext]
) -> None:
    context = phone_of("en")
    context.add_init_script("delete globalThis.OffscreenCanvas")
    phone = Phone(context, live_server, language="en")
    at_the_visit(phone)
    choose(phone, jpeg("1.jpg", pictures.two_halves(2400, 1800, orientation=pictures.TURNED_RIGHT)))
    expect(phone.page.locator("img.photo")).to_be_visible()
    phone.has_saved()
    [picture] = kept_pictures(phone)
    assert_upright(picture)


def kept_pictures(phone: Phone) -> list[Image.Image]:
    """What the phone keeps, in the order of the report: JPEGs that say nothing of where and with what they were taken."""
    kept = [bytes(photo["bytes"]) for photo in phone.page.evaluate(STORED)]
    assert all(b"Camera maker" not in one and b"Exif" not in one for one in kept)
    opened = [Image.open(io.BytesIO(one)) for one in kept]
    assert all(picture.format == "JPEG" and not picture.getexif() for picture in opened)
    return opened


def assert_upright(picture: Image.Image) -> None:
    """Stored red above blue and turned to the right: upright it is blue on the left, red on the right."""
    assert picture.size == (1200, 1600)
    left, right = (picture.convert("RGB").getpixel((x, 800)) for x in (200, 1000))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > left[0]
    assert right[0] > right[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_photo_is_said_in_words_and_stops_no_other(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_visit(phone)
    one = jpeg("one.jpg", pictures.plain(1))
    choose(phone, one)
    expect(phone.page.locator("img.photo")).to_be_visible()
    press(phone, "回到上门页", "Back to the visit")
    choose(
        phone, jpeg("a.heic", pictures.heic(), "image/heic"), jpeg("letter.jpg", b"no picture at all"), one,
        jpeg("two.jpg", pictures.plain(2)),
    )  # fmt: skip
    says(phone, "1 张是 HEIC 格式", "1 is in HEIC format")
    says(phone, "1 张打不开", "1 could not be opened")
    says(phone, "1 张本次已经有了", "1 is already in this report")
    says(phone, "已加 1 张", "1 photo added")
    expect(tiles(phone)).to_have_count(2)
    looker = Looker(language)
    look(looker, phone, "photos-refused")
    press(phone, "知道了", "OK")
    expect(phone.page.get_by_text("HEIC")).to_be_hidden()
    assert not looker.faults, looker.faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_photos_are_put_in_order_retaken_and_removed_with_a_way_back(
    live_server: LiveServer, phone_of: Callable[..., BrowserContext], language: str
) -> None:
    phone = Phone(phone_of(language), live_server, language=language)
    at_the_visit(phone)
    choose(phone, *(jpeg(f"{number}.jpg", pictures.plain(number)) for number in (1, 2, 3)))
    expect(tiles(phone)).to_have_count(3)

    tiles(phone).nth(2).click()
    says(phone, "第 3 张，共 3 张", "Photo 3 of 3")
    phone.field("caption").fill("left hose")
    earlier = phone.page.get_by_role("button", name=phone.own(("往前移", "Earlier")))
    earlier.focus()
    phone.page.keyboard.press("Enter")
    phone.page.keyboard.press("Enter")
    says(phone, "第 1 张，共 3 张", "Photo 1 of 3")
    expect(earlier).to_have_attribute("aria-disabled", "true")
    looker = Looker(language)
    looker.look(phone.page, "photo-one")

    phone.page.locator(CAMERA).last.set_input_files(jpeg("again.jpg", pictures.plain(5)))
    says(phone, "已换成新照片。", "Replaced by the new photo.")
    expect(phone.field("caption")).to_have_value("left hose")
    press(phone, "回到上门页", "Back to the visit")
    expect(tiles(phone)).to_have_count(3)

    tiles(phone).first.click()
    press(phone, "删除", "Remove")
    expect(tiles(phone)).to_have_count(2)
    look(looker, phone, "photo-removed")
    press(phone, "撤销", "Undo")
    expect(tiles(phone)).to_have_count(3)
    phone.has_saved()
    phone.cold_start(phone.overview_place())
    expect(tiles(phone)).to_have_count(3)
    expect(tiles(phone).first).to_have_accessible_name(re.compile("left hose"))
    assert not looker.faults, looker.faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_killed_behind_the_camera_asks_for_the_photo_again(
    live_server: LiveServer, browser: Browser, tmp_path: Path, language: str
) -> None:
    with own_browser(browser, tmp_path) as (context, kill):
        phone = Phone(context, live_server, language=language)
        phone.open()
        if language == "zh":  # the browser's own words are English
            phone.press("switch to me")
        at_the_visit(phone)
        phone.section(("安全测电", "Electrical safety test"))
        phone.measure({"supply.u_ln": SOUND["supply.u_ln"]})
        phone.page.get_by_role("button", name=phone.t("back")).click()
        with phone.page.expect_file_chooser():
            press(phone, "拍照", "Camera")
        kill()
    with own_browser(browser, tmp_path) as (context, _kill):
        again = Phone(context, live_server, language=language)
        again.pulled, phone = phone.pulled, again
        phone.offline()
        phone.open()
        phone.continue_visit(PEOPLE[language][1])
        says(phone, "刚才的照片没有存下来", "Your last photo was not kept")
        says(phone, "请再拍一次“作业前”", "Please take “Before” again")
        phone.keep("photo-lost")
        choose(phone, jpeg("again.jpg", pictures.plain(4)), source=".lostphoto input")
        expect(phone.page.locator(".lostphoto")).to_be_hidden()
        expect(tiles(phone)).to_have_count(1)
        phone.section(("安全测电", "Electrical safety test"))
        expect(phone.field("supply.u_ln")).to_have_value(SOUND["supply.u_ln"])
        phone.cold_start(phone.overview_place())
        expect(tiles(phone)).to_have_count(1)
        expect(phone.page.locator(".lostphoto")).to_be_hidden()


@pytest.fixture
def honest_browser(browser: Browser) -> Iterator[Browser]:
    """One that tells how much room there is: newer ones answer 10 GiB to everybody, so that nobody is recognised by it."""
    launched = browser.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-features=StaticStorageQuota"]
    )
    yield launched
    launched.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_phone_is_announced_and_loses_nothing(
    live_server: LiveServer, honest_browser: Browser, tmp_path: Path, language: str
) -> None:
    with opened(honest_browser, language=language, phone=True) as context:
        phone = Phone(context, live_server, language=language)
        # from the beginning: what a browser has once granted may be written even when the room is taken away
        room, origin = context.new_cdp_session(phone.page), {"origin": live_server.url}
        room.send("Storage.overrideQuotaForOrigin", origin | {"quotaSize": 12_000_000})
        at_the_visit(phone)
        looker = Looker(language)
        choose(phone, jpeg("1.jpg", pictures.plain(1)))
        expect(phone.page.locator("img.photo")).to_be_visible()
        says(phone, "手机快满了：还能存大约", "The phone is nearly full")
        press(phone, "回到上门页", "Back to the visit")
        look(looker, phone, "photos-short")

        chosen = choose_until_refused(phone, tmp_path)
        look(looker, phone, "photos-full")

        room.send("Storage.overrideQuotaForOrigin", origin)
        press(phone, "知道了", "OK")
        phone.page.locator(GALLERY).set_input_files(chosen[-2:])
        expect(tiles(phone)).to_have_count(1 + len(chosen), timeout=60_000)
        phone.has_saved()
        phone.cold_start(phone.overview_place())
        expect(tiles(phone)).to_have_count(1 + len(chosen))
        assert not looker.faults, looker.faults


def choose_until_refused(phone: Phone, folder: Path) -> list[Path]:
    """Two large photos at a time, of a megabyte each."""
    refused = phone.page.get_by_text(phone.own(("张没存下：手机空间可能满了", "not kept: the phone is probably full")))
    chosen: list[Path] = []
    while not refused.is_visible():
        assert len(chosen) < 38, "the browser never refused"
        lot = [folder / f"{len(chosen) + number}.jpg" for number in range(2)]
        for path in lot:
            path.write_bytes(pictures.noise(int(path.stem)))
        chosen += lot
        phone.page.locator(GALLERY).set_input_files(lot)
        expect(phone.page.locator("[aria-busy=true]")).to_be_hidden(timeout=60_000)
        expect(phone.page.locator(".photonews__text").first).to_be_visible()
    return chosen
