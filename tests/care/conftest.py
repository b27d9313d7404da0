"""A visit that has arrived, its customer with the private page, and the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.accounts.models import Center, User
from backend.care.keys import hash_key, new_key
from backend.care.links import open_link
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction as in_transaction
from backend.reports.operations import Author, accept_report
from backend.reports.projection import project_report, read_report
from tests.factories import create_center, create_dispatcher, create_technician, dummy_content, dummy_report_body
from tests.office.conftest import Browser, browse

Deliver = Callable[..., UUID]


@pytest.fixture
def center(app: Flask) -> Center:
    return create_center(name_en="Binjiang", name_zh="滨江")


@pytest.fixture
def technician(center: Center) -> User:
    return create_technician(center=center, name="Ding Li")


@pytest.fixture
def dispatcher(center: Center) -> User:
    return create_dispatcher(center=center, language="en", name="Zhou Lan")


@pytest.fixture
def office(app: Flask, dispatcher: User) -> Browser:
    return browse(app, dispatcher)


@pytest.fixture
def customer(app: Flask) -> FlaskClient:
    """The customer's own phone: no cookies, no session."""
    return app.test_client()


def answered(content: dict[str, Any], **answers: str) -> dict[str, Any]:
    """The content with other answers to the five: `answered(content, C="not_done")`."""
    given = [each | {"answer": answers.get(each["service"], "done")} for each in content["confirmations"]]
    return content | {"confirmations": given}


@pytest.fixture
def deliver(technician: User) -> Deliver:
    """A report that has arrived and was projected. `answers`: to the five; `attestations`; else as dummy_content."""

    def delivered(
        *, answers: dict[str, str] | None = None, attestations: list[dict[str, Any]] | None = None, **content: Any
    ) -> UUID:
        told = answered(dummy_content(**{"technician": technician, "language": "en"} | content), **answers or {})
        report_id = UUID(told["report_id"])
        author = Author(user_id=technician.id, center_id=technician.center_id)
        with in_transaction():
            accept_report(
                report_id,
                dummy_report_body(content=told, attestations=attestations),
                author=author,
                now=utc_now(),
            )
        project(report_id)
        return report_id

    return delivered


def project(report_id: UUID) -> None:
    with in_transaction():
        project_report(read_report(report_id), now=utc_now())


def link_to(report_id: UUID, purpose: LinkPurpose = LinkPurpose.CUSTOMER) -> str:
    """The path of a new private link."""
    key = new_key()
    with in_transaction():
        open_link(report_id, purpose, key_hash=hash_key(key), now=utc_now())
    return f"/{'c' if purpose is LinkPurpose.CUSTOMER else 's'}/{key}"
