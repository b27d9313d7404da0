"""A dispatcher's day: find a job, give it to somebody, read a report, fetch cards, settle what needs a person."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import LiveServer
from tests.e2e.office import Desk
from tests.waiting import wait_for

pytestmark = pytest.mark.browser

DeskOf = Callable[..., BrowserContext]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_characters_find_a_job_and_it_is_assigned(language: str, live_server: LiveServer, desk_of: DeskOf) -> None:
    desk = Desk(desk_of(language), live_server, language=language)
    desk.comes_in("office1")
    desk.search("jobs", "建国" if language == "zh" else "Eleanor"[:2], view="all")
    expect(desk.rows()).not_to_have_count(0)
    desk.open("jobs?view=unassigned")
    number = min(desk.rows().locator("[data-open]").all_inner_texts())  # whatever the list's order
    desk.page.get_by_role("link", name=number, exact=True).click()
    form = desk.page.locator("form[action$='/assign']")
    chosen = form.locator("label").filter(has=desk.page.locator("input:enabled")).first
    name = chosen.locator("b").inner_text()
    if not chosen.is_visible():
        desk.page.locator("summary").filter(has_text=desk.t("assign")).first.click()
    chosen.click()
    form.get_by_role("button", name=desk.t("assign")).click()
    expect(desk.page.get_by_text(desk.t("assigned")).first).to_be_visible()
    expect(desk.page.locator("dl.kv").get_by_text(name).first).to_be_visible()


def test_cards_are_fetched_one_by_one_and_together(live_server: LiveServer, desk_of: DeskOf, tmp_path: Path) -> None:
    desk = Desk(desk_of("zh"), live_server, language="zh")
    desk.comes_in("office1")
    sealed = desk.page.locator("tr[data-pdf]")

    def two_are_sealed() -> bool:
        desk.open("reports")
        return sealed.count() >= 2

    wait_for(two_are_sealed, seconds=90, what="the worker to seal two cards of the demo")
    number = sealed.first.locator("[data-open]").inner_text()
    sealed.first.locator("[data-open]").click()
    with desk.page.expect_download() as one:
        desk.page.locator("a[download]").first.click()
    assert number in one.value.suggested_filename
    assert one.value.suggested_filename.endswith(".pdf")

    desk.open("reports")
    numbers = sealed.locator("[data-open]").all_inner_texts()[:2]
    for place in range(2):
        sealed.nth(place).locator("input[type=checkbox]").check()
    with desk.page.expect_download() as both:
        desk.page.locator("button[name=scope][value=selected]").click()
    file = tmp_path / "cards.zip"
    both.value.save_as(file)
    papers = [name for name in zipfile.ZipFile(io.BytesIO(file.read_bytes())).namelist() if name.endswith(".pdf")]
    names = [name for name in papers if "-H " not in name]  # a hazard notice lies beside its card
    assert len(names) == 2
    assert all(any(number in name for name in names) for number in numbers), names


def test_what_needs_a_person_is_settled_with_a_reason(live_server: LiveServer, desk_of: DeskOf) -> None:
    desk = Desk(desk_of("zh"), live_server, language="zh")
    desk.comes_in("office1")
    desk.open("review")
    desk.page.locator("li[data-row] a[data-open]").first.click()
    settle = desk.page.get_by_role("button", name=desk.t("settle"))
    desk.page.get_by_label(desk.t("reason")).fill("已与技师电话核对")
    settle.click()
    expect(desk.page.get_by_text(desk.t("settled")).first).to_be_visible()
    desk.open("review?view=resolved")
    expect(desk.page.get_by_text("已与技师电话核对").first).to_be_visible()


def test_a_technician_does_not_enter_the_office(live_server: LiveServer, desk_of: DeskOf) -> None:
    desk = Desk(desk_of("zh"), live_server, language="zh")
    desk.open("")
    desk.sign_in("tech2")
    expect(desk.page).to_have_url(re.compile("/app/"))  # home is the phone's app
    desk.open("jobs")
    expect(desk.page.locator("table.jobs")).to_have_count(0)


def test_the_other_centers_report_does_not_exist(live_server: LiveServer, desk_of: DeskOf) -> None:
    everywhere = Desk(desk_of("zh"), live_server, language="zh")
    everywhere.comes_in("office1")
    everywhere.open("reports")
    row = everywhere.rows().filter(has_text="滨江").first
    place = str(row.locator("[data-open]").get_attribute("href")).removeprefix("/office/")
    assert everywhere.open(place) == 200

    one_center = Desk(desk_of("zh"), live_server, language="zh")
    one_center.comes_in("office2")
    assert one_center.open(place) == 404
    assert one_center.open(f"{place}/card.pdf") == 404
