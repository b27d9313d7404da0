"""Photos arrive by offset, whole only when their hash says so, and only from their report's author."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.infrastructure.database import db
from backend.infrastructure.storage import FolderStorage, content_key
from backend.reports.models import Report, ReportBlob
from tests.reports.test_accepting_reports import Phone

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 40
OTHER = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10


class Uploading(Phone):
    """A phone whose report, naming two photos, is stored."""

    def __init__(self, client: FlaskClient) -> None:
        super().__init__(client)
        photos = [self.photo(JPEG, "image/jpeg"), self.photo(OTHER, "image/png")]
        self.report_id, body = self.body(photos=photos)
        self.receipt = self.put(self.report_id, body).json

    @staticmethod
    def photo(data: bytes, media_type: str) -> dict[str, Any]:
        return {
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "media_type": media_type,
            "width": 800,
            "height": 600,
            "role": "before",
            "caption": "",
            "taken_at": "2026-11-22T08:00:00Z",
        }

    def url(self, data: bytes) -> str:
        return f"/api/v1/reports/{self.report_id}/blobs/{hashlib.sha256(data).hexdigest()}"

    def patch(self, data: bytes, offset: int, piece: bytes, **headers: str) -> Any:
        return self.client.patch(
            self.url(data), data=piece, headers=self.token | {"Upload-Offset": str(offset)} | headers
        )


@pytest.fixture
def phone(client: FlaskClient) -> Uploading:
    return Uploading(client)


def storage(app: Flask) -> FolderStorage:
    return app.extensions["fuwuka_storage"]


def completed() -> bool:
    return db.session.scalar(select(Report.completed_at)) is not None


def test_a_report_is_complete_when_its_last_photo_is_on_disk(app: Flask, phone: Uploading) -> None:
    assert len(phone.receipt["blobs_missing"]) == 2
    whole = phone.patch(JPEG, 0, JPEG)
    assert (whole.status_code, whole.headers["Upload-Offset"]) == (204, str(len(JPEG)))
    assert not completed()
    assert phone.patch(OTHER, 0, OTHER).status_code == 204
    assert completed()
    assert storage(app).get(content_key("blobs", hashlib.sha256(JPEG).hexdigest())) == JPEG


def test_a_photo_goes_on_where_it_stopped(app: Flask, phone: Uploading) -> None:
    assert phone.client.head(phone.url(JPEG), headers=phone.token).headers["Upload-Offset"] == "0"
    assert phone.patch(JPEG, 0, JPEG[:4000]).headers["Upload-Offset"] == "4000"
    assert phone.client.head(phone.url(JPEG), headers=phone.token).headers["Upload-Offset"] == "4000"
    wrong = phone.patch(JPEG, 0, JPEG[:100])
    assert (wrong.status_code, wrong.json["code"], wrong.json["offset"]) == (409, "wrong_offset", 4000)
    assert phone.patch(JPEG, 4000, JPEG[4000:7000]).status_code == 204
    assert phone.patch(JPEG, 7000, JPEG[7000:]).status_code == 204
    assert storage(app).get(content_key("blobs", hashlib.sha256(JPEG).hexdigest())) == JPEG
    assert not (storage(app).root / "parts").exists(), "pieces are forgotten once the photo is whole"


def test_the_last_piece_again_is_no_error(phone: Uploading) -> None:
    assert phone.patch(JPEG, 0, JPEG).status_code == 204
    assert phone.patch(JPEG, len(JPEG), b"").status_code == 204
    again = phone.patch(JPEG, 0, JPEG)
    assert (again.status_code, again.json["offset"]) == (409, len(JPEG))


def test_a_photo_with_another_hash_starts_anew(phone: Uploading) -> None:
    broken = JPEG[:-1] + b"!"
    phone.patch(JPEG, 0, broken[:5000])
    answer = phone.patch(JPEG, 5000, broken[5000:])
    assert (answer.status_code, answer.json["code"]) == (422, "wrong_hash")
    assert phone.client.head(phone.url(JPEG), headers=phone.token).headers["Upload-Offset"] == "0"
    assert phone.patch(JPEG, 0, JPEG).status_code == 204


def test_what_is_no_photo_is_refused_even_with_the_right_hash(client: FlaskClient) -> None:
    phone = Phone(client)
    page = b"<html>" + b"x" * 300
    report_id, body = phone.body(photos=[Uploading.photo(page, "image/jpeg")])
    phone.put(report_id, body)
    url = f"/api/v1/reports/{report_id}/blobs/{hashlib.sha256(page).hexdigest()}"
    answer = client.patch(url, data=page, headers=phone.token | {"Upload-Offset": "0"})
    assert (answer.status_code, answer.json["code"]) == (422, "wrong_hash")


@pytest.mark.parametrize("piece", [b"", JPEG + b"more"])
def test_a_piece_that_cannot_fit_is_refused(phone: Uploading, piece: bytes) -> None:
    assert phone.patch(JPEG, 0, piece).status_code in (413, 422)
    assert phone.patch(JPEG, 0, JPEG).status_code == 204


@pytest.mark.parametrize("offset", ["", "-1", "x"])
def test_a_missing_or_strange_offset_is_refused(phone: Uploading, offset: str) -> None:
    answer = phone.client.patch(phone.url(JPEG), data=JPEG, headers=phone.token | {"Upload-Offset": offset})
    assert (answer.status_code, answer.json["field"]) == (422, "Upload-Offset")


def test_a_hash_that_the_report_does_not_name_is_not_found(phone: Uploading) -> None:
    unnamed = b"\xff\xd8\xff unnamed"
    assert phone.patch(unnamed, 0, unnamed).status_code == 404


def test_another_technicians_report_takes_no_photo_of_mine(phone: Uploading, client: FlaskClient) -> None:
    stranger = Uploading(client)
    answer = client.patch(phone.url(JPEG), data=JPEG, headers=stranger.token | {"Upload-Offset": "0"})
    assert answer.status_code == 404
    assert client.head(phone.url(JPEG), headers=stranger.token).status_code == 404


def test_each_author_sends_their_own_bytes(phone: Uploading, client: FlaskClient) -> None:
    phone.patch(JPEG, 0, JPEG)
    other = Uploading(client)
    assert hashlib.sha256(JPEG).hexdigest() in other.receipt["blobs_missing"]
    assert other.patch(JPEG, 0, JPEG).status_code == 204


def test_two_last_photos_at_once_complete_the_report(app: Flask, phone: Uploading) -> None:
    def send(data: bytes) -> int:
        with app.app_context():
            headers = phone.token | {"Upload-Offset": "0"}
            return app.test_client().patch(phone.url(data), data=data, headers=headers).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, (JPEG, OTHER))) == [204, 204]
    db.session.expire_all()
    assert completed()


def test_five_uploads_of_one_photo_at_once_store_it_once(app: Flask, phone: Uploading) -> None:
    def send(_: int) -> int:
        with app.app_context():
            headers = phone.token | {"Upload-Offset": "0"}
            return app.test_client().patch(phone.url(JPEG), data=JPEG, headers=headers).status_code

    with ThreadPoolExecutor(5) as pool:
        answers = sorted(pool.map(send, range(5)))
    assert answers.count(204) >= 1
    assert set(answers) <= {204, 409}
    db.session.expire_all()
    assert db.session.scalar(
        select(ReportBlob.received_at).where(ReportBlob.sha256 == hashlib.sha256(JPEG).hexdigest())
    )
