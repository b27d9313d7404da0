"""Reading the register of cards, and what a card is made from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.cards.models import NOTICE_SUFFIX, Card, CardWork, HazardNotice
from backend.domain.vocabulary import ReceiptState
from backend.infrastructure.database import db
from backend.reports.models import Attestation, Report, ReportBlob, ReportSummary
from backend.reports.versions import latest_attestation

Paper = Card | HazardNotice


def latest_card(report_id: UUID) -> Card | None:
    return db.session.scalar(select(Card).where(Card.report_id == report_id).order_by(Card.edition.desc()).limit(1))


def find_edition(report_id: UUID, edition: int) -> Card | None:
    return db.session.scalar(select(Card).where(Card.report_id == report_id, Card.edition == edition))


def latest_notice(report_id: UUID) -> HazardNotice | None:
    query = select(HazardNotice).where(HazardNotice.report_id == report_id)
    return db.session.scalar(query.order_by(HazardNotice.edition.desc()).limit(1))


def find_notice_edition(report_id: UUID, edition: int) -> HazardNotice | None:
    return db.session.scalar(
        select(HazardNotice).where(HazardNotice.report_id == report_id, HazardNotice.edition == edition)
    )


def find_by_file(sha256: str) -> Paper | None:
    return _latest(Card, Card.sha256 == sha256) or _latest(HazardNotice, HazardNotice.sha256 == sha256)


def find_by_code(code: str, paper: type[Paper] = Card) -> Paper | None:
    """The latest edition under a verification code, which a card shares with its hazard notice."""
    return _latest(paper, paper.verification_code == code)


def find_by_number(number: str) -> Paper | None:
    paper = HazardNotice if number.endswith(NOTICE_SUFFIX) else Card
    return _latest(paper, paper.number == number)


def find_by_content(content_digest: str, paper: type[Paper] = Card) -> Paper | None:
    return _latest(paper, paper.content_digest == content_digest)


def latest_of(paper: Paper) -> Paper | None:
    """The latest edition of the same paper of the same report."""
    return _latest(type(paper), type(paper).report_id == paper.report_id)


def _latest(paper: type[Paper], condition: Any) -> Paper | None:
    query: Any = select(paper).where(condition).order_by(paper.edition.desc()).limit(1)
    found: Paper | None = db.session.scalar(query)
    return found


def is_being_made(code: str) -> bool:
    """A report with this code has arrived and its card is on the way."""
    query = select(CardWork.report_id).join(ReportSummary, ReportSummary.report_id == CardWork.report_id)
    return db.session.scalar(query.where(ReportSummary.verification_code == code)) is not None


def corrected_on(report_id: UUID) -> date | None:
    """The day of the report that supersedes this one."""
    return db.session.scalar(select(ReportSummary.visit_date).where(ReportSummary.supersedes_id == report_id))


def photos_of(report_id: UUID) -> tuple[list[str], int]:
    """SHA-256 of the photos that are here, and how many are still missing."""
    rows = db.session.execute(
        select(ReportBlob.sha256, ReportBlob.received_at).where(ReportBlob.report_id == report_id)
    ).all()
    here = [row.sha256 for row in rows if row.received_at]
    return here, len(rows) - len(here)


def later_attestations(report_id: UUID) -> Sequence[dict[str, Any]]:
    """Signatures that came on their own, in the order of their arrival."""
    query = select(Attestation.body).where(Attestation.report_id == report_id)
    bodies = db.session.scalars(query.order_by(Attestation.received_at, Attestation.id))
    return [latest_attestation(json.loads(body)) for body in bodies]


def is_edition_due(report_id: UUID) -> bool:
    """Whether a report may have a card, and has none or has photos or signatures that its last edition lacks.

    Counted, not compared by time: what has an earlier time may be committed after a card was sealed.
    """
    receipt = db.session.scalar(select(Report.receipt).where(Report.id == report_id))
    if receipt in (None, ReceiptState.QUARANTINED):
        return False
    latest = latest_card(report_id)
    signatures = select(func.count()).where(Attestation.report_id == report_id)
    return (
        latest is None
        or latest.photos_missing != photos_of(report_id)[1]
        or latest.later_signatures != db.session.scalar(signatures)
    )


def is_card_due(report_id: UUID) -> bool:
    """A card is on the way: asked for, or its report is whole and will be read in a moment."""
    if db.session.get(CardWork, report_id) is not None:
        return True
    report = db.session.get(Report, report_id)
    return report is not None and report.receipt != "quarantined"
