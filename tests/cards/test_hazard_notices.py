"""The hazard notice: a sealed paper of its own beside the card of a report that tells of dangers."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from backend.cards.listing import ReportFilter, all_reports
from backend.cards.models import HazardNotice
from backend.cards.notice import present_notice
from backend.cards.render import CardPress
from backend.cards.zip import stream_cards
from backend.infrastructure.database import db
from backend.infrastructure.wiring import storage
from backend.reports.versions import SignedReport
from tests.cards.conftest import Visit, corpus_photos, dummy_issue, load_report, signed_of, text_of
from tests.factories.people import create_technician
from tests.factories.reports import canonical, digest_header, digest_of
from tests.factories.reports_v2 import (
    dummy_attestation_v2,
    dummy_content_v2,
    dummy_hazard_v2,
    dummy_report_body_v2,
)
from tests.factories.signing_in import bearer_header, upload_header

Verify = Callable[..., dict[str, Any]]


def report_with(*hazards: dict[str, Any], **content: Any) -> SignedReport:
    return signed_of(json.loads(dummy_report_body_v2(hazards=hazards, **content)))


def context_of(report: SignedReport) -> dict[str, Any]:
    return present_notice(report, dummy_issue(report, number="AH-HZ-261122-0001-H"), photos={})


def send_dangerous(visit: Visit, **content: Any) -> tuple[Any, dict[str, Any]]:
    return visit.send(make=dummy_report_body_v2, hazards=[dummy_hazard_v2()], **content)


def only_notice() -> HazardNotice:
    return db.session.scalars(select(HazardNotice)).one()


def test_a_notice_says_what_is_wrong_what_it_leads_to_and_what_must_be_done(press: CardPress) -> None:
    report = load_report("v2/refused-with-hazard-zh")
    issue = dummy_issue(report, number="AH-HZ-261122-0001-H", with_number="AH-HZ-261122-0001")
    pdf = press.print_notice(report, issue, photos=corpus_photos())
    text = text_of(pdf).replace(" ", "")
    for hazard in report.content["hazards"]:
        for key in ("hazard", "reading_text", "limit_text", "standard", "consequence", "remedy", "deadline"):
            assert hazard[key].replace(" ", "") in text, hazard[key]
    for words in (
        "未作业，先整改",
        "已断电隔离",
        "预约处理",
        "客户不处理",
        "拒绝签名",
        "要先问房东",
        "400-000-0105",
        issue.number,
    ):
        assert words in text, words
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.attachments["report.json"] == [report.signed]
    assert len(reader.pages) == 1


def test_a_notice_tells_nobody_of_charges_or_of_the_rest_of_the_home(press: CardPress) -> None:
    report = report_with(dummy_hazard_v2())
    text = text_of(press.print_notice(report, dummy_issue(report), photos={}))
    assert "208.00" not in text
    assert "冰箱" not in text


@pytest.mark.parametrize(
    ("hazard", "title"),
    [
        ({"refuses_work": True}, "未作业，先整改"),
        ({"refuses_work": False, "urgency": "C1"}, "立即停用"),
        ({"refuses_work": False, "urgency": "C2"}, "限期整改"),
        ({"refuses_work": True, "urgency": "C1", "measure": "fixed"}, "已当场排除"),
    ],
)
def test_the_banner_says_the_one_thing_to_know(hazard: dict[str, Any], title: str) -> None:
    assert context_of(report_with(dummy_hazard_v2(**hazard)))["stop"]["title"] == title


def test_only_a_signature_on_the_notice_signs_the_notice() -> None:
    report = report_with(dummy_hazard_v2())
    customer, technician = context_of(report)["signatures"]
    assert customer["drawing"] is not None
    assert technician["fine"] == "手写签名，签于整份报告"
    unsigned = [each for each in report.attestations if each["document"] == "report"]
    context = context_of(replace(report, attestations=unsigned))
    assert context["signatures"][0]["state"] == "未签名"
    assert "没有在本告知书上手写签名" in context["proof"]["text"]


def test_why_the_customer_signed_nothing_at_all_is_said() -> None:
    content = dummy_content_v2(hazards=[dummy_hazard_v2()])
    absent = dummy_attestation_v2(content, how="absent", strokes=[], pad=None, reason="外出")
    body = json.loads(dummy_report_body_v2(content=content, attestations=[absent]))
    box = context_of(signed_of(body))["signatures"][0]
    assert (box["state"], box["fine"]) == ("未签名", "服务卡上：签名时不在场·外出")


@pytest.mark.parametrize(
    ("how", "words"), [("unable", "不便签名"), ("only_minor", "现场只有未成年人，未签名"), ("refused", "拒绝签名")]
)
def test_who_could_not_sign_is_not_said_to_have_refused(how: str, words: str) -> None:
    content = dummy_content_v2(hazards=[dummy_hazard_v2()])
    said = dummy_attestation_v2(content, how=how, strokes=[], pad=None, reason="右手骨折")
    body = json.loads(dummy_report_body_v2(content=content, attestations=[said]))
    box = context_of(signed_of(body))["signatures"][0]
    assert (box["state"], box["fine"]) == ("未签名", f"服务卡上：{words}·右手骨折")


def test_without_hazards_there_is_no_notice() -> None:
    with pytest.raises(ValueError, match="without hazards"):
        context_of(load_report("v1/repair-zh"))


def test_a_dangerous_report_becomes_a_card_and_a_notice_of_the_same_content(visit: Visit) -> None:
    _report_id, body = send_dangerous(visit)
    (card,) = visit.make_cards()
    notice = only_notice()
    assert notice.number == f"{card.number}-H"
    assert notice.content_digest == card.content_digest == digest_of(body["content"])
    assert notice.verification_code == card.verification_code
    assert notice.number in text_of(visit.file_of(card))
    assert card.number in text_of(visit.file_of(notice))
    assert visit.make_cards() == []


def test_a_signature_that_comes_later_makes_another_edition_of_the_notice(visit: Visit, client: FlaskClient) -> None:
    content = dummy_content_v2(technician=visit.technician, hazards=[dummy_hazard_v2()])
    report_id, _ = visit.send(
        make=lambda **_: dummy_report_body_v2(
            content=content, attestations=[dummy_attestation_v2(content, who="technician")]
        )
    )
    visit.make_cards()
    assert "未签名" in text_of(visit.file_of(only_notice()))
    later = dummy_attestation_v2(content, document="hazard_notice")
    body = canonical(later)
    answer = client.put(
        f"/api/v1/reports/{report_id}/attestations/{later['id']}",
        data=body,
        headers=upload_header(visit.technician) | digest_header(body),
    )
    assert answer.status_code < 300, answer.text
    visit.make_cards()
    second = db.session.scalars(select(HazardNotice).where(HazardNotice.edition == 2)).one()
    assert "未签名" not in text_of(visit.file_of(second))


def test_a_file_tells_which_paper_it_is_though_both_share_a_code(visit: Visit, verify: Verify) -> None:
    send_dangerous(visit)
    (card,) = visit.make_cards()
    notice = only_notice()
    of_notice, of_card = verify(file=visit.file_of(notice)), verify(file=visit.file_of(card))
    assert (of_notice["state"], of_notice["card"]["document"]) == ("genuine", "hazard_notice")
    assert {check["outcome"] for check in of_notice["checks"]} == {"pass"}
    assert (of_card["card"]["document"], of_card["card"]["number"]) == ("card", card.number)
    assert verify(card.verification_code)["card"]["number"] == card.number


def test_an_altered_notice_is_recognised_as_one(visit: Visit, verify: Verify) -> None:
    send_dangerous(visit)
    visit.make_cards()
    notice = only_notice()
    answer = verify(file=visit.file_of(notice) + b"\n% altered\n")
    assert answer["state"] == "altered"
    assert answer["card"]["number"] == notice.number


def test_the_verify_page_names_the_paper_and_the_other_one(visit: Visit, client: FlaskClient) -> None:
    send_dangerous(visit)
    (card,) = visit.make_cards()
    page = client.get(f"/verify/{card.verification_code}?lang=en").text
    assert "Appliance service card" in page
    assert f"{card.number}-H" in page


def test_the_author_fetches_the_notice_as_they_fetch_the_card(visit: Visit, client: FlaskClient) -> None:
    report_id, _ = send_dangerous(visit)
    address, headers = f"/api/v1/reports/{report_id}/hazard-notice.pdf", bearer_header(visit.technician)
    assert client.get(address, headers=headers).status_code == 202
    visit.make_cards()
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer.data == visit.file_of(only_notice())
    assert only_notice().number in answer.headers["Content-Disposition"]
    assert client.get(f"{address}?edition=2", headers=headers).status_code == 404
    assert client.get(address, headers=bearer_header(create_technician())).status_code == 404
    safe, _ = visit.send(make=dummy_report_body_v2)
    visit.make_cards()
    assert client.get(f"/api/v1/reports/{safe}/hazard-notice.pdf", headers=headers).status_code == 404


def test_the_zip_holds_the_notice_beside_its_card(visit: Visit) -> None:
    report_id, _ = send_dangerous(visit)
    (card,) = visit.make_cards()
    counted: list[int] = []
    rows = all_reports(None, ReportFilter(ids=[report_id]))
    data = b"".join(stream_cards(rows, storage=storage(), finished=counted.append))
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(archive.namelist())
    assert [name.split()[0] for name in names] == [card.number, f"{card.number}-H", "index.csv"]
    (row,) = csv.DictReader(archive.read("index.csv").decode("utf-8-sig").splitlines())
    assert (row["file"], row["hazard_notice"]) == (names[0], names[1])
    assert counted == [1]
