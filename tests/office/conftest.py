"""Somebody of the office in a browser, and reports that have arrived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.accounts.models import Center, User
from backend.cards.models import Card
from backend.infrastructure.clock import utc_now
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import storage
from backend.reports.operations import Author, accept_report
from backend.reports.projection import project_report, read_report
from tests.factories import (
    create_center,
    create_dispatcher,
    create_technician,
    digest_of,
    dummy_content,
    dummy_report_body,
    sign_in,
)
from tests.factories.storing import next_number, store


@dataclass
class Browser:
    """A signed-in browser; `post` carries the CSRF token as a page's form does."""

    client: FlaskClient
    token: str

    def get(self, address: str) -> TestResponse:
        return self.client.get(address)

    def post(self, address: str, **form: Any) -> TestResponse:
        return self.client.post(address, data={"csrf_token": self.token} | form)

    def page(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text


def browse(app: Flask, user: User) -> Browser:
    client = app.test_client()
    return Browser(client, next(iter(sign_in(client, user).values())))


@pytest.fixture
def center(app: Flask) -> Center:
    return create_center(name_en="Binjiang", name_zh="滨江")


@pytest.fixture
def dispatcher(center: Center) -> User:
    return create_dispatcher(center=center, language="en", name="Zhou Lan")


@pytest.fixture
def technician(center: Center) -> User:
    return create_technician(center=center, name="Ding Li")


@pytest.fixture
def office(app: Flask, dispatcher: User) -> Browser:
    return browse(app, dispatcher)


@pytest.fixture
def deliver(technician: User) -> Callable[..., UUID]:
    """A report of the technician that has arrived and was projected; keywords as in dummy_content."""

    def delivered(*, by: User | None = None, body: bytes | None = None, **content: Any) -> UUID:
        author = by or technician
        told = dummy_content(technician=author, **content)
        report_id = UUID(told["report_id"])
        sent = body or dummy_report_body(content=told)
        with transaction():
            accept_report(report_id, sent, author=Author(user_id=author.id, center_id=author.center_id), now=utc_now())
        with transaction():
            project_report(read_report(report_id), now=utc_now())
        return report_id

    return delivered


def seal(report_id: UUID, center: Center, *, pdf: bytes = b"%PDF-1.7 a card", at: datetime | None = None) -> Card:
    """A card in the register and its bytes in the store, without rendering one."""
    number, unique = next_number(), pdf + b" %d" % next_number()
    storage().put(content_key("cards", digest_of(unique)), unique)
    return store(
        Card(
            report_id=report_id, center_id=center.id, edition=1, number=f"AH-T-{number:06}",
            verification_code=f"{number:026}", content_digest="0" * 64, sha256=digest_of(unique), size=len(unique),
            language="zh", template_version="1", sealed_at=at or utc_now(),
        )
    )  # fmt: skip
