"""A report of the golden corpus as a printed card."""

from __future__ import annotations

import copy
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from backend.cards.presentation import present_card
from backend.cards.render import CardPress, shrink_photo
from backend.cards.wording import load_labels
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.infrastructure.pdf import RefusedResourceError
from backend.reports.content_v1 import ReportBodyV1
from tests.cards.conftest import CORPUS, NAMES, corpus_photos, dummy_issue, load_report, text_of
from tests.qr import decoded


def print_card(press: CardPress, name: str, **issue: Any) -> bytes:
    content, attestations = load_report(name)
    return press.print(content, attestations, dummy_issue(content, **issue), photos=corpus_photos())


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_corpus_is_valid_and_its_signatures_are_bound_to_it(name: str) -> None:
    body = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    assert ReportBodyV1().validate(body) == {}
    digest = sha256_hex(canonical_bytes(body["content"]))
    assert all(each["content_digest"] == digest for each in body["attestations"])


@pytest.mark.parametrize("name", NAMES)
def test_every_report_prints_with_its_names_readings_verdicts_and_source(name: str, press: CardPress) -> None:
    content, attestations = load_report(name)
    issue = dummy_issue(content)
    pdf = press.print(content, attestations, issue, photos=corpus_photos())
    text = text_of(pdf).replace(" ", "")
    labels = load_labels()[content["language"]]
    expected = [content["customer"]["name"], content["technician"]["name"], issue.number, labels["title"]]
    expected += [reading["value_text"] for reading in content["safety"]["readings"] if reading["taken"]]
    expected += [labels[reading["verdict"]["level"]] for reading in content["safety"]["readings"]]
    expected += [row["name"] for row in content["charges"]["rows"]]
    expected += [labels[f"answer_{each['answer']}"] for each in content["confirmations"]]
    for words in expected:
        assert words.replace(" ", "") in text, words
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.attachments["report.json"] == [canonical_bytes(content)]
    assert reader.trailer["/Root"]["/Lang"] == labels["lang"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert len(reader.pages) <= 2


def test_the_rating_and_whole_phone_numbers_are_not_printed(press: CardPress) -> None:
    text = text_of(print_card(press, "repair-zh"))
    assert "138****6027" in text
    assert "评价" not in text


def test_not_tested_never_reads_as_passed(press: CardPress) -> None:
    content, attestations = load_report("repair-zh")
    for reading in content["safety"]["readings"]:
        reading |= {"taken": False, "value": None, "value_text": "", "not_taken_reason": "客户不同意"}
        reading["verdict"]["level"] = "pass"
    context = present_card(content, attestations, dummy_issue(content), photos={})
    rows = [row for group in context["test"]["groups"] for row in group["rows"]]
    assert {row["word"] for row in rows} == {"未测"}
    assert "未测不等于合格" in context["test"]["notes"][0]["text"]


def test_a_failure_that_was_put_right_stays_in_the_table_but_not_in_the_headline() -> None:
    content, attestations = load_report("repair-zh")
    context = present_card(content, attestations, dummy_issue(content), photos={})
    assert (context["strip"]["verdict"], context["strip"]["verdict_counts"]) == ("合格", "1 项建议，1 项未测")
    words = [(row["title"], row["word"]) for group in context["test"]["groups"] for row in group["rows"]]
    assert ("绝缘电阻，500 V（电热）", "不合格") in words
    assert ("绝缘电阻，500 V（电热），复测", "合格") in words


def test_a_drawn_signature_is_a_vector_and_an_absent_one_is_said(press: CardPress) -> None:
    content, attestations = load_report("second-visit-zh")
    context = present_card(content, attestations, dummy_issue(content), photos={})
    customer, technician = context["signatures"]
    assert customer["drawing"] is None
    assert customer["state"] == "签名时不在场"
    assert technician["drawing"].path.startswith("M")
    assert "签名时不在场" in text_of(print_card(press, "second-visit-zh"))


@pytest.mark.parametrize(("name", "words"), [("second-visit-zh", "通过链接"), ("installation-en", "by link")])
def test_a_signature_by_link_is_printed_as_what_it_is(name: str, words: str) -> None:
    content, attestations = load_report(name)
    absent = attestations[0] | {"how": "absent", "strokes": [], "pad": None, "at": "2099-01-01T00:00:00.000Z"}
    drawn = next(each for each in attestations if each["strokes"])
    by_link = drawn | {"who": "customer", "how": "by_link", "at": content["frozen_at"]}
    context = present_card(content, [absent, *attestations[1:], by_link], dummy_issue(content), photos={})
    box = context["signatures"][0]
    assert box["drawing"] is not None
    assert words in box["fine"]
    assert ("一次性链接" if name.endswith("zh") else "works once") in context["proof"]["text"]


@pytest.mark.parametrize("spoil", ["other content", "no strokes", "nobody"])
def test_a_box_without_a_valid_signature_never_looks_signed(spoil: str) -> None:
    content, attestations = load_report("installation-en")
    signed = copy.deepcopy(attestations)
    if spoil == "other content":
        signed[0]["content_digest"] = "0" * 64
    elif spoil == "no strokes":
        signed[0]["strokes"] = []
    else:
        signed = signed[1:]
    box = present_card(content, signed, dummy_issue(content), photos={})["signatures"][0]
    assert box["drawing"] is None
    assert box["state"] in ("Not signed", "This signature is not of this report and is not shown")


@pytest.mark.parametrize("name", NAMES)
def test_a_camera_reads_the_card_s_address_from_its_printed_page(name: str, press: CardPress, tmp_path: Path) -> None:
    paper = tmp_path / "card.pdf"
    paper.write_bytes(print_card(press, name))
    subprocess.run(["pdftoppm", "-png", "-r", "150", str(paper), str(tmp_path / "page")], check=True)
    found = [text for page in sorted(tmp_path.glob("page*.png")) for text in decoded(page.read_bytes())]
    code = load_report(name)[0]["verification_code"]
    assert found
    assert set(found) == {f"https://card.example/verify/{code}"}


def test_a_photo_that_did_not_come_is_said(press: CardPress) -> None:
    content, attestations = load_report("installation-en")
    photos = corpus_photos()
    del photos[content["photos"][0]["sha256"]]
    photos[content["photos"][1]["sha256"]] = b"no picture"
    text = text_of(press.print(content, attestations, dummy_issue(content), photos=photos))
    assert "photo not received" in text
    assert "photo cannot be shown" in text


def test_a_photo_is_shrunk_to_print_size_without_its_metadata() -> None:
    small = shrink_photo(next(iter(corpus_photos().values())))
    assert small is not None
    assert len(small) < 40_000
    assert b"Exif" not in small


def test_rare_characters_are_shown_and_impossible_ones_written_out(press: CardPress) -> None:
    content, attestations = load_report("minimal-en")
    content["customer"]["name"] = "𠮷𬭎 Ωμ\U000f0000\u202e"
    text = text_of(press.print(content, attestations, dummy_issue(content), photos={}))
    assert "𠮷𬭎 Ωμ[U+F0000][U+202E]" in text


@pytest.mark.parametrize("address", ["http://127.0.0.1:21300/x.png", "file:///etc/hostname", "//example.org/a.png"])
def test_a_paper_may_fetch_nothing_that_it_was_not_given(address: str, press: CardPress) -> None:
    with pytest.raises(RefusedResourceError):
        press._press.print(
            f"<html lang=en><img src='{address}'>", resources={}, source=b"{}", source_name="report.json"
        )


def test_text_of_a_report_cannot_become_markup(press: CardPress) -> None:
    content, attestations = load_report("minimal-en")
    content["customer"]["address"] = "<img src='http://127.0.0.1/x'><b>bold</b>"
    assert "<b>bold</b>" in text_of(press.print(content, attestations, dummy_issue(content), photos={}))


def test_both_languages_say_the_same_things() -> None:
    labels = load_labels()
    assert labels["zh"].keys() == labels["en"].keys()
    for key in labels["zh"]:
        assert labels["zh"][key].count("{}") == labels["en"][key].count("{}"), key
