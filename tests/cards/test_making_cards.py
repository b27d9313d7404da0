"""From a stored report to a sealed edition in the register."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import stat
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from backend.accounts.models import Center
from backend.cards.keys import local_keys
from backend.cards.making import _next_number
from backend.cards.models import Card, CardWork
from backend.cards.operations import due_cards, lease_card, request_card
from backend.cards.presentation import Issue
from backend.cards.render import CardPress
from backend.config import Settings
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.reports.models import Report, ReviewItem
from backend.reports.versions import SignedReport
from tests.cards.conftest import Visit, text_of
from tests.factories.people import create_dispatcher, create_manager, create_technician
from tests.factories.reports import digest_of
from tests.factories.signing_in import bearer_header, upload_header


def test_a_whole_report_becomes_a_sealed_card_of_its_content(visit: Visit) -> None:
    report_id, body = visit.send(photos=1)
    (card,) = visit.make_cards()
    pdf = visit.file_of(card)
    assert hashlib.sha256(pdf).hexdigest() == card.sha256
    assert card.report_id == report_id
    assert card.content_digest == digest_of(body["content"])
    assert re.fullmatch(r"AH-\w+-\d{6}-0001", card.number)
    assert (card.edition, card.photos_missing, card.language) == (1, 0, "zh")
    assert digest_of(PdfReader(io.BytesIO(pdf)).attachments["report.json"][0]) == card.content_digest
    assert visit.make_cards() == []


@pytest.mark.parametrize("tool", ["pdfsig"])
def test_an_independent_reader_finds_the_seal_valid_over_the_whole_file(
    visit: Visit, tool: str, tmp_path: Path
) -> None:
    program = shutil.which(tool)
    assert program, "poppler-utils is a system package of the tests: install it"
    _, pdf = visit.make_card()
    file = tmp_path / "card.pdf"
    file.write_bytes(pdf)
    said = subprocess.run([program, str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_asking_again_makes_no_second_edition(visit: Visit) -> None:
    report_id, _ = visit.send(photos=1)
    visit.make_cards()
    with transaction():
        request_card(report_id, now=utc_now())
    assert due_cards(utc_now()) == 1
    assert visit.make_cards() == []
    assert due_cards(utc_now()) == 0


def test_a_card_waits_a_day_for_its_photos_then_says_that_they_are_missing(visit: Visit) -> None:
    report_id, _ = visit.send(photos=1, arrived=False)
    assert visit.make_cards(later=timedelta(hours=23)) == []
    (first,) = visit.make_cards(later=timedelta(hours=25))
    assert first.photos_missing == 1
    assert "照片尚未收到" in text_of(visit.file_of(first))
    visit.deliver_photos(report_id)
    (second,) = visit.make_cards(later=timedelta(hours=26))
    assert (second.edition, second.photos_missing, second.number) == (2, 0, first.number)
    assert "照片尚未收到" not in text_of(visit.file_of(second))
    assert visit.file_of(first) != visit.file_of(second)


def test_two_workers_never_hold_one_card(visit: Visit) -> None:
    visit.send()
    visit.send()
    now = utc_now()
    with transaction():
        first = lease_card(now)
    with transaction():
        second = lease_card(now)
    with transaction():
        third = lease_card(now)
    assert len({first, second, None}) == 3
    assert third is None


def test_a_card_whose_worker_died_is_taken_by_another(visit: Visit) -> None:
    report_id, _ = visit.send()
    with transaction():
        assert lease_card(utc_now()) == report_id
    assert visit.make_cards() == []
    assert [card.report_id for card in visit.make_cards(later=timedelta(minutes=6))] == [report_id]


def test_eight_at_once_get_eight_numbers(app: Flask, visit: Visit) -> None:
    center_id, now = visit.technician.center_id, utc_now()
    db.session.commit()

    def take(_each: int) -> str:
        with app.app_context(), transaction():
            return _next_number(db.session.get_one(Center, center_id), now)

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(take, range(8)))
    assert sorted(int(number[-4:]) for number in numbers) == list(range(1, 9))


def test_a_card_that_cannot_be_made_is_tried_again_and_then_shown_to_a_person(visit: Visit) -> None:
    report_id, _ = visit.send()
    with transaction() as session:
        session.get_one(Report, report_id).body = b'{"v": 1}'
    for hours in range(6):
        visit.make_cards(later=timedelta(hours=hours))
    work = db.session.get_one(CardWork, report_id, populate_existing=True)
    assert "KeyError" in work.last_error
    item = db.session.scalars(select(ReviewItem).where(ReviewItem.reason == "card_failed")).one()
    assert item.report_id == report_id
    assert item.center_id == visit.technician.center_id


def test_the_sealing_key_is_for_its_owner_alone(visit: Visit, settings: Settings) -> None:
    folder = local_keys(settings)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())


def test_the_author_fetches_the_card_and_keeps_it_by_its_tag(visit: Visit, client: FlaskClient) -> None:
    report_id, _ = visit.send()
    address, headers = f"/api/v1/reports/{report_id}/card.pdf", bearer_header(visit.technician)
    waiting = client.get(address, headers=headers)
    assert waiting.status_code == 202
    assert int(waiting.headers["Retry-After"]) > 0
    (card,) = visit.make_cards()
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer.data == visit.file_of(card)
    assert card.number in answer.headers["Content-Disposition"]
    assert answer.headers["ETag"] == f'"{card.sha256}"'
    again = client.get(address, headers=headers | {"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"{address}?edition=1", headers=headers).status_code == 200
    assert client.get(f"{address}?edition=2", headers=headers).status_code == 404
    assert client.get(f"{address}?edition=x", headers=headers).status_code == 422


def test_a_card_is_for_its_author_and_the_offices_of_its_center(visit: Visit, client: FlaskClient) -> None:
    report_id, _ = visit.send()
    visit.make_cards()
    address = f"/api/v1/reports/{report_id}/card.pdf"
    center = db.session.get_one(Center, visit.technician.center_id)
    near, far = create_dispatcher(center=center), create_manager()
    other = create_technician()
    assert client.get(address, headers=bearer_header(near)).status_code == 200
    assert client.get(address, headers=bearer_header(far)).status_code == 404
    assert client.get(address, headers=bearer_header(other)).status_code == 404
    assert client.get(address, headers=upload_header(visit.technician)).status_code == 403
    assert client.get(address).status_code == 401


def test_there_is_no_card_of_an_unknown_report(client: FlaskClient, visit: Visit) -> None:
    nobody = UUID("00000000-0000-7000-8000-000000000000")
    answer = client.get(f"/api/v1/reports/{nobody}/card.pdf", headers=bearer_header(visit.technician))
    assert answer.status_code == 404
    assert db.session.scalars(select(Card)).all() == []


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_phone_whose_clock_stands_at_the_calendar_s_end_gets_its_card(visit: Visit, instant: str) -> None:
    _, body = visit.send()
    told = body["content"]["visit"] | {"arrived_at": instant, "finished_at": instant, "time_zone": "Asia/Shanghai"}
    visit.send(visit=told)
    assert len(visit.make_cards()) == 2


def test_a_signature_on_its_way_while_the_card_is_sealed_gets_another_edition(
    visit: Visit,
) -> None:
    report_id, body = visit.send()
    (first,) = visit.make_cards()
    begun = first.sealed_at - timedelta(seconds=1)  # came before the seal, is committed after it
    visit.sign_later(report_id, body, now=begun)
    (second,) = visit.make_cards()
    assert (second.edition, second.later_signatures, first.later_signatures) == (2, 1, 0)
    assert visit.make_cards() == []


def test_a_signature_that_comes_while_the_card_is_printed_gets_another_edition(visit: Visit) -> None:
    report_id, body = visit.send()

    class Interrupted(CardPress):
        def __init__(self) -> None:
            pass

        def print(self, report: SignedReport, issue: Issue, *, photos: Mapping[str, bytes]) -> bytes:
            if issue.edition == 1:
                visit.sign_later(report_id, body, now=issue.sealed_at)
            return visit.press.print(report, issue, photos=photos)

    interrupted = replace(visit, press=Interrupted())
    first, second = interrupted.make_cards()
    assert [(card.edition, card.later_signatures) for card in (first, second)] == [(1, 0), (2, 1)]
    assert interrupted.make_cards() == []
