"""The golden corpus of every payload version is accepted, read and indexed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from backend.catalog.operations import publish_seed
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.reports.models import Report, ReportSummary
from backend.reports.operations import Author, accept_report
from backend.reports.projection import project_due
from tests.factories import canonical, create_technician, digest_of

CORPUS = Path(__file__).parents[1] / "vectors" / "reports"
NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in CORPUS.glob("v*/*.json"))


def sent_by(name: str, technician_id: UUID) -> dict[str, Any]:
    """The golden body as this technician's phone would have sent it."""
    body: dict[str, Any] = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    content = body["content"]
    content["technician"] |= {"id": str(technician_id)}
    bound = [each | {"content_digest": digest_of(content)} for each in body["attestations"]]
    return body | {"attestations": bound}


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_report_is_accepted_read_and_indexed(app: Flask, name: str) -> None:
    technician = create_technician()
    with transaction():
        publish_seed(utc_now())
    body = sent_by(name, technician.id)
    content, author = body["content"], Author(user_id=technician.id, center_id=technician.center_id)
    report_id = UUID(content["report_id"])
    with transaction():
        accept_report(report_id, canonical(body), author=author, now=utc_now())
    assert project_due(utc_now()) == 1
    db.session.expire_all()
    report = db.session.get_one(Report, report_id)
    assert report.receipt != "quarantined"
    assert report.projected_at is not None
    summary = db.session.scalars(select(ReportSummary)).one()
    assert summary.content_digest == digest_of(content)
    assert summary.customer_name == content["customer"]["name"]
    assert summary.total == content["charges"]["total"]
