"""What card tests share: the golden corpus, a press and a seal made once, and a report's way to the worker."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from backend.accounts.models import User
from backend.cards.making import seal_card
from backend.cards.models import Card, HazardNotice
from backend.cards.operations import lease_card
from backend.cards.presentation import Issue
from backend.cards.render import CardPress
from backend.cards.seal import Seal, open_seal
from backend.domain.canonical import canonical_bytes
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings as current_settings
from backend.reports.models import Report
from backend.reports.operations import Author, accept_attestation
from backend.reports.projection import project_due
from backend.reports.versions import SignedReport, read_signed
from tests.factories.people import create_technician
from tests.factories.reports import canonical, digest_header, dummy_attestation, dummy_photo, dummy_report_body
from tests.factories.signing_in import upload_header

CORPUS = Path(__file__).parents[1] / "vectors" / "reports"
NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in CORPUS.glob("v*/*.json"))


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> CardPress:
    return CardPress(tmp_path_factory.mktemp("press"))


def body_of(name: str) -> dict[str, Any]:
    """The body of a golden report, such as `v1/repair-zh`."""
    body: dict[str, Any] = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    return body


def load_report(name: str) -> SignedReport:
    return signed_of(body_of(name))


def signed_of(body: dict[str, Any]) -> SignedReport:
    """A body that may have been changed by a test, as the server reads it from its store."""
    return read_signed(canonical_bytes(body))


def corpus_photos() -> dict[str, bytes]:
    files = (path.read_bytes() for path in (CORPUS / "v1" / "photos").iterdir())
    return {hashlib.sha256(data).hexdigest(): data for data in files}


def dummy_issue(report: SignedReport, **overrides: Any) -> Issue:
    values: dict[str, Any] = {
        "number": "AH-HZ-261122-0001",
        "edition": 1,
        "sealed_at": datetime(2026, 11, 22, 12, 30, tzinfo=UTC),
        "received_at": datetime(2026, 11, 22, 12, 29, tzinfo=UTC),
        "content_digest": report.content_digest,
        "verify_url": "https://card.example/verify",
        "certificate": "Anhe Electronic Seal",
    }
    return Issue(**(values | overrides))


def text_of(pdf: bytes) -> str:
    """The words of a PDF on one line: pages break lines where they like."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@dataclass
class Visit:
    """A technician whose phone sends reports, and a worker that makes their cards."""

    app: Flask
    client: FlaskClient
    press: CardPress
    technician: User

    @property
    def seal(self) -> Seal:
        return open_seal(current_settings())

    def send(
        self,
        *,
        photos: int = 0,
        arrived: bool = True,
        make: Callable[..., bytes] = dummy_report_body,
        **content: Any,
    ) -> tuple[UUID, dict[str, Any]]:
        """A report on the server, with `photos` photos that have arrived or not; its id and its body."""
        pictures = [dummy_photo() for _ in range(photos)]
        raw = make(technician=self.technician, photos=[said for said, _ in pictures], **content)
        body = json.loads(raw)
        report_id = UUID(body["content"]["report_id"])
        answer = self.client.put(
            f"/api/v1/reports/{report_id}", data=raw, headers=digest_header(raw) | upload_header(self.technician)
        )
        assert answer.status_code == 201, answer.text
        self.photos = {said["sha256"]: data for said, data in pictures}
        if arrived:
            self.deliver_photos(report_id)
        project_due(utc_now())
        return report_id, body

    def deliver_photos(self, report_id: UUID) -> None:
        for sha256, data in self.photos.items():
            answer = self.client.patch(
                f"/api/v1/reports/{report_id}/blobs/{sha256}",
                data=data,
                headers={"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
                | upload_header(self.technician),
            )
            assert answer.status_code < 300, answer.text

    def sign_later(self, report_id: UUID, body: dict[str, Any], *, now: datetime) -> None:
        """The customer's signature arrives on its own; `now` is when the server began to store it."""
        signature = dummy_attestation(body["content"])
        author = Author(user_id=self.technician.id, center_id=self.technician.center_id)
        with transaction():
            report = db.session.get_one(Report, report_id)
            accept_attestation(report, UUID(signature["id"]), canonical(signature), author=author, now=now)

    def make_cards(self, *, later: timedelta = timedelta()) -> list[Card]:
        """Let a worker make every card that is due."""
        made = []
        now = utc_now() + later
        while True:
            with transaction():
                report_id = lease_card(now)
            if report_id is None:
                return made
            card = seal_card(report_id, now, press=self.press, seal=self.seal)
            if card is not None:
                made.append(card)

    def make_card(self, **content: Any) -> tuple[Card, bytes]:
        """One sealed card and its file."""
        self.send(**content)
        (card,) = self.make_cards()
        return card, self.file_of(card)

    def file_of(self, card: Card | HazardNotice) -> bytes:
        data: bytes = self.app.extensions["fuwuka_storage"].get(content_key("cards", card.sha256))
        return data


@pytest.fixture
def visit(app: Flask, client: FlaskClient, press: CardPress) -> Visit:
    visit = Visit(app=app, client=client, press=press, technician=create_technician())
    db.session.commit()
    return visit


@pytest.fixture
def verify(client: FlaskClient) -> Callable[..., dict[str, Any]]:
    """Ask the public page as a machine: by code, or with a file."""

    def ask(code: str | None = None, *, file: bytes | None = None) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        if file is None:
            answer = client.get(f"/verify/{code}", headers=headers)
        else:
            answer = client.post("/verify/", data=file, headers=headers | {"Content-Type": "application/pdf"})
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.get_json()
        return body

    return ask
