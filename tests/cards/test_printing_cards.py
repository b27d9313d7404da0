"""A report of the golden corpus as a printed card."""

from __future__ import annotations

import copy
import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from backend.cards.presentation import present_card
from backend.cards.render import CardPress, shrink_photo
from backend.cards.wording import load_labels
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.infrastructure.pdf import RefusedResourceError
from backend.reports.versions import SCHEMAS, SignedReport
from tests.cards.conftest import NAMES, body_of, corpus_photos, dummy_issue, load_report, signed_of, text_of
from tests.factories.reports_v2 import dummy_content_v2, dummy_report_body_v2, dummy_served_job
from tests.qr import decoded


def print_card(press: CardPress, report: SignedReport, **issue: Any) -> bytes:
    return press.print(report, dummy_issue(report, **issue), photos=corpus_photos())


def context_of(report: SignedReport) -> dict[str, Any]:
    return present_card(report, dummy_issue(report), photos={})


def rows_of(context: dict[str, Any], *, block: int = 0) -> list[dict[str, Any]]:
    return [row for group in context["blocks"][block]["test"]["groups"] for row in group["rows"]]


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_corpus_is_valid_and_its_signatures_are_bound_to_it(name: str) -> None:
    body = body_of(name)
    assert SCHEMAS[body["v"]].validate(body) == {}
    digest = sha256_hex(canonical_bytes(body["content"]))
    assert all(each["content_digest"] == digest for each in body["attestations"])


@pytest.mark.parametrize("name", NAMES)
def test_every_report_prints_with_its_names_readings_verdicts_and_source(name: str, press: CardPress) -> None:
    report = load_report(name)
    content, issue = report.content, dummy_issue(report)
    pdf = press.print(report, issue, photos=corpus_photos())
    text = text_of(pdf).replace(" ", "")
    labels = load_labels()[content["language"]]
    readings = [reading for job in content["jobs"] for reading in job["safety"]["readings"]]
    expected = [content["customer"]["name"], content["technician"]["name"], issue.number, labels["title"]]
    expected += [reading["value_text"] for reading in readings if reading["taken"]]
    expected += [labels[reading["verdict"]["level"]] for reading in readings]
    expected += [row["name"] for row in content["charges"]["rows"]]
    expected += [labels[f"answer_{each['answer']}"] for each in content["confirmations"]]
    expected += [part["name"] for job in content["jobs"] for part in job["parts"]]
    expected += [job["number"] for job in content["jobs"] if job["number"]]
    expected += [text for job in content["jobs"] for text in (job["work"]["done"], job["work"]["over_reason"])]
    expected += [text for hazard in content["hazards"] for text in (hazard["hazard"], hazard["reading_text"])]
    for words in expected:
        assert words.replace(" ", "") in text, words
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.attachments["report.json"] == [canonical_bytes(body_of(name)["content"])]
    assert reader.trailer["/Root"]["/Lang"] == labels["lang"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert len(reader.pages) <= 1 + len(content["jobs"]) + name.startswith("v2/")


def test_the_rating_and_whole_phone_numbers_are_not_printed(press: CardPress) -> None:
    text = text_of(print_card(press, load_report("v1/repair-zh")))
    assert "138****6027" in text
    assert "评价" not in text


def test_not_tested_never_reads_as_passed() -> None:
    body = body_of("v1/repair-zh")
    for reading in body["content"]["safety"]["readings"]:
        reading |= {"taken": False, "value": None, "value_text": "", "not_taken_reason": "客户不同意"}
        reading["verdict"]["level"] = "pass"
    context = context_of(signed_of(body))
    assert {row["word"] for row in rows_of(context)} == {"未测"}
    assert "未测不等于合格" in context["blocks"][0]["test"]["notes"][0]["text"]


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_failure_that_was_put_right_stays_in_the_table_but_not_in_the_headline(version: str) -> None:
    context = context_of(load_report(f"{version}/repair-zh"))
    assert (context["strip"]["verdict"], context["strip"]["verdict_counts"]) == ("合格", "1 项建议，1 项未测")
    words = [(row["title"], row["word"]) for row in rows_of(context)]
    assert ("绝缘电阻，500 V（电热）", "不合格") in words
    assert ("绝缘电阻，500 V（电热），复测", "合格") in words


def test_jobs_that_share_everything_are_one_section_and_others_each_their_own() -> None:
    body = body_of("v1/repair-zh")
    body["content"]["jobs"].append(body["content"]["jobs"][0] | {"number": "J-261118-0094", "type": "maintenance"})
    together = context_of(signed_of(body))
    assert [block["heading"] for block in together["blocks"]] == [None]
    assert together["head"]["jobs"] == "J-261118-0093，J-261118-0094"
    assert together["head"]["sub"].startswith("维修 + 保养·")
    apart = context_of(load_report("v2/two-jobs-en"))
    assert [block["heading"]["title"] for block in apart["blocks"]] == [
        "Installation · Split air conditioner, 1.5 HP",
        "Maintenance · Electric storage water heater",
    ]
    assert apart["strip"]["result"] == "Second visit needed"
    assert apart["strip"]["result_counts"] == "1 done, 1 second visit"
    assert {row["job"] for row in apart["charges"]["rows"]} == {"job 1", "job 2"}
    assert [group["title"][:1] for group in apart["photos"]] == ["1", "2"]


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (["no_earth"], "未作业：不安全"),
        (["customer_refused"], "未作业：客户不同意"),
        (["not_authorised"], "未作业：非授权改装"),
        (["scrap_age"], "未作业：已达判废年限"),
        (["of_an_operator"], "未作业"),
        (["no_earth", "no_rcd"], "未作业：不安全"),
        (["no_earth", "customer_refused"], "未作业"),
    ],
)
def test_work_that_was_not_done_is_called_unsafe_only_where_it_was(reasons: list[str], said: str) -> None:
    jobs = [dummy_served_job(work={"result": "refused", "reason": reason, "reason_text": reason}) for reason in reasons]
    body = json.loads(dummy_report_body_v2(content=dummy_content_v2(jobs=jobs)))
    context = context_of(signed_of(body))
    assert context["strip"]["result"] == said
    assert next(bold for label, bold, _rest in context["blocks"][0]["work"] if label == "结果").startswith("未作业")


def test_what_a_limit_depended_on_and_what_was_asked_are_printed(press: CardPress) -> None:
    text = text_of(print_card(press, load_report("v2/repair-zh")))
    for words in (
        "电源线 1.5 m",
        "技师确认属实",
        "首次上门修复",
        "标准 40 分钟",
        "水垢多",
        "EH20-2608-00417",
        "返回网点",
    ):
        assert words in text, words
    assert "下一步：已断电并更换加热管" in text


def test_a_reading_whose_display_was_photographed_says_so_and_the_photo_names_it() -> None:
    body = body_of("v2/repair-zh")
    content = body["content"]
    shown = next(photo for photo in content["photos"] if photo["of"].endswith(":app.riso:1"))
    for reading in content["jobs"][0]["safety"]["readings"]:
        if reading["test"] == "app.riso" and reading["attempt"] == 1:
            reading["photo"] = shown["sha256"]
    shown["caption"] = ""
    context = context_of(signed_of(body))
    assert [row["title"] for row in rows_of(context) if row["photo"]] == ["绝缘电阻，500 V（电热）"]
    assert "绝缘电阻，500 V（电热）" in " ".join(
        photo["caption"] for group in context["photos"] for photo in group["photos"]
    )


def test_that_prices_were_agreed_before_the_work_is_said_only_where_the_report_says_it() -> None:
    old, new = (context_of(load_report(f"{version}/repair-zh"))["charges"]["agreed"] for version in ("v1", "v2"))
    assert old == "以上费用于 14:27 经客户同意。"
    assert new == "以上费用于 14:27 报价，作业前经客户同意。"
    body = body_of("v2/repair-zh")
    body["content"]["charges"]["agreed_at"] = None
    assert "没有记录" in context_of(signed_of(body))["charges"]["agreed"]


def test_a_drawn_signature_is_a_vector_and_an_absent_one_is_said(press: CardPress) -> None:
    report = load_report("v1/second-visit-zh")
    customer, technician = context_of(report)["signatures"]
    assert customer["drawing"] is None
    assert customer["state"] == "签名时不在场"
    assert technician["drawing"].path.startswith("M")
    assert "签名时不在场" in text_of(print_card(press, report))


def test_the_key_of_the_phone_stands_beside_a_drawing_and_never_in_its_place() -> None:
    _customer, technician = context_of(load_report("v2/repair-zh"))["signatures"]
    assert technician["drawing"] is not None
    assert technician["key"] == "另由手机密钥 5e5e…5e5e 签署"


def test_a_signature_on_the_hazard_notice_does_not_sign_the_report() -> None:
    report = load_report("v1/repair-zh")
    signed = [each | {"document": "hazard_notice"} for each in report.attestations]
    context = context_of(replace(report, attestations=signed))
    assert [box["state"] for box in context["signatures"]] == ["未签名", "未签名"]
    assert "没有客户的手写签名" in context["proof"]["text"]


@pytest.mark.parametrize(("name", "words"), [("second-visit-zh", "通过链接"), ("installation-en", "by link")])
def test_a_signature_by_link_is_printed_as_what_it_is(name: str, words: str) -> None:
    report = load_report(f"v1/{name}")
    attestations = report.attestations
    absent = attestations[0] | {"how": "absent", "strokes": [], "pad": None, "at": "2099-01-01T00:00:00.000Z"}
    drawn = next(each for each in attestations if each["strokes"])
    by_link = drawn | {"who": "customer", "how": "by_link", "at": report.content["frozen_at"]}
    context = context_of(replace(report, attestations=[absent, *attestations[1:], by_link]))
    box = context["signatures"][0]
    assert box["drawing"] is not None
    assert words in box["fine"]
    assert ("一次性链接" if name.endswith("zh") else "works once") in context["proof"]["text"]


@pytest.mark.parametrize("spoil", ["other content", "no strokes", "nobody"])
def test_a_box_without_a_valid_signature_never_looks_signed(spoil: str) -> None:
    report = load_report("v1/installation-en")
    signed = copy.deepcopy(report.attestations)
    if spoil == "other content":
        signed[0]["content_digest"] = "0" * 64
    elif spoil == "no strokes":
        signed[0]["strokes"] = []
    else:
        signed = signed[1:]
    box = context_of(replace(report, attestations=signed))["signatures"][0]
    assert box["drawing"] is None
    assert box["state"] in ("Not signed", "This signature is not of this report and is not shown")


@pytest.mark.parametrize("name", NAMES)
def test_a_camera_reads_the_card_s_address_from_its_printed_page(name: str, press: CardPress, tmp_path: Path) -> None:
    paper = tmp_path / "card.pdf"
    report = load_report(name)
    paper.write_bytes(print_card(press, report))
    subprocess.run(["pdftoppm", "-png", "-r", "150", str(paper), str(tmp_path / "page")], check=True)
    found = [text for page in sorted(tmp_path.glob("page*.png")) for text in decoded(page.read_bytes())]
    code = report.content["verification_code"]
    assert found
    assert set(found) == {f"https://card.example/verify/{code}"}


def test_a_photo_that_did_not_come_is_said(press: CardPress) -> None:
    report = load_report("v1/installation-en")
    photos = corpus_photos()
    del photos[report.content["photos"][0]["sha256"]]
    photos[report.content["photos"][1]["sha256"]] = b"no picture"
    text = text_of(press.print(report, dummy_issue(report), photos=photos))
    assert "photo not received" in text
    assert "photo cannot be shown" in text


def test_a_photo_is_shrunk_to_print_size_without_its_metadata() -> None:
    small = shrink_photo(next(iter(corpus_photos().values())))
    assert small is not None
    assert len(small) < 40_000
    assert b"Exif" not in small


def test_rare_characters_are_shown_and_impossible_ones_written_out(press: CardPress) -> None:
    report = load_report("v1/minimal-en")
    report.content["customer"]["name"] = "𠮷𬭎 Ωμ\U000f0000\u202e"
    text = text_of(print_card(press, report))
    assert "𠮷𬭎 Ωμ[U+F0000][U+202E]" in text


@pytest.mark.parametrize("address", ["http://127.0.0.1:21300/x.png", "file:///etc/hostname", "//example.org/a.png"])
def test_a_paper_may_fetch_nothing_that_it_was_not_given(address: str, press: CardPress) -> None:
    with pytest.raises(RefusedResourceError):
        press._press.print(
            f"<html lang='en'><body><img src='{address}' alt=''/></body></html>",
            resources={},
            source=b"{}",
            source_name="report.json",
        )


def test_text_of_a_report_cannot_become_markup(press: CardPress) -> None:
    report = load_report("v1/minimal-en")
    report.content["customer"]["address"] = "<img src='http://127.0.0.1/x'><b>bold</b>"
    assert "<b>bold</b>" in text_of(print_card(press, report))


def test_both_languages_say_the_same_things() -> None:
    labels = load_labels()
    assert labels["zh"].keys() == labels["en"].keys()
    for key in labels["zh"]:
        assert labels["zh"][key].count("{}") == labels["en"][key].count("{}"), key
