"""What the public page answers for genuine, altered, superseded and unknown cards."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader, PdfWriter

from backend.cards.inspection import inspect_pdf
from backend.cards.verification import normal_code
from backend.cards.verify_wording import TEXTS, load_texts
from backend.infrastructure.serving import MAX_BODY, MAX_FILE
from backend.infrastructure.storage import content_key
from tests.cards.conftest import Visit
from tests.factories.reports import dummy_photo

Verify = Callable[..., dict[str, Any]]


def outcomes(answer: dict[str, Any]) -> dict[str, str]:
    return {check["question"]: check["outcome"] for check in answer["checks"]}


def test_the_very_file_is_genuine_on_every_count(visit: Visit, verify: Verify) -> None:
    card, pdf = visit.make_card()
    answer = verify(file=pdf)
    assert answer["state"] == "genuine"
    assert outcomes(answer) == dict.fromkeys(("registered", "seal", "whole", "content"), "pass")
    assert answer["card"]["number"] == card.number
    assert answer["current"] is True


def test_a_code_is_found_however_it_is_typed_and_claims_nothing_of_a_file(visit: Visit, verify: Verify) -> None:
    card, _ = visit.make_card()
    code = card.verification_code
    typed = "-".join(code[at : at + 4] for at in range(0, 26, 4)).lower().replace("1", "l").replace("0", "o")
    answer = verify(typed)
    assert answer["state"] == "genuine"
    assert answer["card"]["number"] == card.number
    assert set(outcomes(answer).values()) == {"untested"}


def reasons(answer: dict[str, Any]) -> dict[str, str]:
    return {check["question"]: check["reason"] for check in answer["checks"]}


@pytest.mark.parametrize("part", ["a page", "the seal", "padding"])
def test_one_changed_byte_is_an_altered_file(visit: Visit, verify: Verify, part: str) -> None:
    card, pdf = visit.make_card()
    signature = pdf.index(b"/Contents <")
    place = {"a page": pdf.index(b"stream") + 40, "the seal": signature + 200, "padding": signature + 8100}[part]
    changed = bytearray(pdf)
    changed[place] = ord("1") if part == "padding" else changed[place] ^ 1
    answer = verify(file=bytes(changed))
    assert answer["state"] == "altered"
    assert outcomes(answer)["registered"] == "fail"
    if part == "padding":
        assert outcomes(answer)["whole"] == "fail"
        assert answer["card"]["number"] == card.number


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_that_came_incomplete_is_called_damaged_and_not_forged(
    visit: Visit, client: FlaskClient, verify: Verify, language: str
) -> None:
    _, pdf = visit.make_card()
    cut = pdf[: pdf.rindex(b"%%EOF") - 40]
    answer = verify(file=cut)
    assert (answer["state"], answer["reason"], answer["current"]) == ("altered", "file_damaged", None)
    assert outcomes(answer) == {"registered": "fail", "seal": "untested", "whole": "untested", "content": "untested"}
    texts = load_texts(language)
    page = client.post(
        f"/verify/?lang={language}", data={"file": (io.BytesIO(cut), "card.pdf")}, content_type="multipart/form-data"
    ).text
    assert texts["do_fetch_again"] in page
    assert texts["altered_title"] not in page


def test_an_appended_revision_is_an_altered_file(visit: Visit, verify: Verify) -> None:
    card, pdf = visit.make_card()
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.add_metadata({"/Title": "Paid"})
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    answer = verify(file=out.getvalue())
    assert answer["state"] == "altered"
    assert outcomes(answer) == {"registered": "fail", "seal": "pass", "whole": "fail", "content": "pass"}
    assert answer["card"]["number"] == card.number


def test_a_forgery_around_a_true_report_is_altered(visit: Visit, verify: Verify) -> None:
    _, pdf = visit.make_card()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("report.json", PdfReader(io.BytesIO(pdf)).attachments["report.json"][0])
    out = io.BytesIO()
    writer.write(out)
    answer = verify(file=out.getvalue())
    assert answer["state"] == "altered"
    assert outcomes(answer)["seal"] == "fail"
    assert reasons(answer)["whole"] == "whole_none"


def test_a_corrected_card_stays_genuine_but_is_superseded(visit: Visit, verify: Verify) -> None:
    card, pdf = visit.make_card()
    visit.make_card(supersedes=str(card.report_id), supersedes_reason="typed wrongly")
    for answer in (verify(file=pdf), verify(card.verification_code)):
        assert answer["state"] == "superseded"
        assert answer["current"] is False
        assert answer["corrected_on"]


def test_an_earlier_edition_stays_genuine_and_names_the_later_one(visit: Visit, verify: Verify) -> None:
    from datetime import timedelta

    report_id, _ = visit.send(photos=1, arrived=False)
    (first,) = visit.make_cards(later=timedelta(hours=25))
    pdf = visit.file_of(first)
    visit.deliver_photos(report_id)
    visit.make_cards(later=timedelta(hours=26))
    answer = verify(file=pdf)
    assert (answer["state"], answer["newer_edition"]) == ("genuine", 2)


def test_unknown_codes_and_foreign_files_are_unknown(visit: Visit, verify: Verify) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    foreign = io.BytesIO()
    writer.write(foreign)
    _, photo = dummy_photo()
    assert verify("0" * 26)["reason"] == "no_such_code"
    assert verify("U" * 26)["reason"] == "malformed_code"
    assert verify(file=foreign.getvalue())["reason"] == "not_ours"
    assert verify(file=photo)["reason"] == "not_a_card"


def test_a_report_whose_card_is_on_the_way_is_told_so(visit: Visit, verify: Verify) -> None:
    _, body = visit.send()
    assert verify(body["content"]["verification_code"])["reason"] == "being_made"


def test_the_page_speaks_both_languages_and_names_nobody(visit: Visit, client: FlaskClient) -> None:
    _, body = visit.send()
    visit.make_cards()
    content = body["content"]
    code = content["verification_code"]
    zh = client.get(f"/verify/{code}?lang=zh").text
    en = client.get(f"/verify/{code}", headers={"Accept-Language": "en"}).text
    assert "真实，现行有效" in zh
    assert "Genuine and current" in en
    for page in (zh, en):
        assert content["appliance"]["category_text"] in page
        for private in ("name", "phone", "address"):
            assert content["customer"][private] not in page
        assert content["technician"]["name"] not in page
        assert "<style" not in page
        assert "style=" not in page


def test_the_form_takes_a_code_and_a_file(visit: Visit, client: FlaskClient) -> None:
    card, pdf = visit.make_card()
    assert "<form" in client.get("/verify/").text
    assert "真实，现行有效" in client.post("/verify/", data={"code": card.verification_code, "lang": "zh"}).text
    sent = {"file": (io.BytesIO(pdf), "card.pdf"), "lang": "en"}
    assert "Genuine and current" in client.post("/verify/", data=sent).text
    assert client.post("/verify/", data={"code": ""}).status_code == 422


def test_the_pages_assets_and_the_root_certificate_are_served_by_us(visit: Visit, client: FlaskClient) -> None:
    assert client.get("/verify/assets/verify.css").mimetype == "text/css"
    assert client.get("/verify/assets/verify.js").status_code == 200
    assert client.get("/verify/root.pem").text.startswith("-----BEGIN CERTIFICATE-----")


def upload_of(size: int) -> dict[str, Any]:
    """A form with one file of `size` bytes, as a browser sends it."""
    head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="card.pdf"\r\n\r\n%PDF-'
    return {
        "data": head + bytes(size - 5) + b"\r\n--cut--\r\n",
        "content_type": "multipart/form-data; boundary=cut",
    }


@pytest.mark.parametrize("size", [MAX_FILE + 1, MAX_BODY + 1], ids=["the file", "the whole body"])
@pytest.mark.parametrize(("language", "words"), [("zh", "文件超过 10 MB"), ("en", "The file is over 10 MB")])
def test_a_file_over_the_limit_is_refused_on_the_page_itself(
    client: FlaskClient, visit: Visit, size: int, language: str, words: str
) -> None:
    answer = client.post(f"/verify/?lang={language}", **upload_of(size))
    assert answer.status_code == 413
    assert words in answer.text
    assert 'name="file"' in answer.text, "another file can be chosen at once"


def test_a_file_of_just_the_size_that_the_page_names_is_compared(client: FlaskClient, visit: Visit) -> None:
    assert "10 MB" in client.get("/verify/").text
    answer = client.post("/verify/?lang=en", **upload_of(10 * 1024 * 1024))
    assert answer.status_code == 200
    assert "No such card" in answer.text


def test_a_code_answers_for_the_stored_file_too(visit: Visit, verify: Verify) -> None:
    card, pdf = visit.make_card()
    storage, key = visit.app.extensions["fuwuka_storage"], content_key("cards", card.sha256)
    sentences = {check["question"]: check["detail"] for check in verify(card.verification_code)["checks"]}
    assert sentences["registered"] == load_texts("zh")["need_file_stored"]

    storage.put(key, pdf[:-1] + b"!")
    damaged = verify(card.verification_code)
    assert (damaged["state"], damaged["reason"], damaged["current"]) == ("unknown", "stored_damaged", None)
    assert outcomes(damaged)["registered"] == "fail"
    assert verify(file=pdf)["state"] == "genuine", "the customer's own file proves itself"

    storage.delete(key)
    assert verify(card.verification_code)["state"] == "genuine", "the register's proof outlives the file"


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "现在无法证实这张卡"), ("en", "We cannot confirm this card now")]
)
def test_the_page_does_not_vouch_for_a_damaged_file(
    visit: Visit, client: FlaskClient, language: str, words: str
) -> None:
    card, pdf = visit.make_card()
    visit.app.extensions["fuwuka_storage"].put(content_key("cards", card.sha256), pdf + b" ")
    page = client.get(f"/verify/{card.verification_code}?lang={language}").text
    assert words in page
    assert load_texts(language)["do_upload"] in page
    assert load_texts(language)["genuine_title"] not in page


def test_a_hostile_file_costs_little(visit: Visit) -> None:
    bomb = zlib.compress(bytes(300_000_000), 9)
    pdf = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Type/Filespec/EF<</F 4 0 R>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
        + str(len(bomb)).encode()
        + b">>stream\n"
        + bomb
        + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"
    )
    found = inspect_pdf(pdf, [])
    assert found.content_digest == ""
    assert not found.trusted


def test_guessing_is_slowed_down(visit: Visit, client: FlaskClient) -> None:
    codes = [client.get("/verify/" + "0" * 26).status_code for _ in range(31)]
    assert codes[-1] == 429
    assert set(codes[:-1]) == {200}


def test_a_code_has_26_characters_without_lookalikes() -> None:
    assert normal_code("oil0-" * 6 + "0a") == "0110" * 6 + "0A"
    assert normal_code("U" * 26) is None
    assert normal_code("A" * 25) is None


def test_both_languages_say_the_same_things() -> None:
    zh, en = load_texts("zh"), load_texts("en")
    assert zh.keys() == en.keys(), TEXTS
    for key in zh:
        assert zh[key].count("{}") == en[key].count("{}"), key
