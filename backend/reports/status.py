"""What became of reports, as their author's phone asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.domain.vocabulary import ReceiptState, ReportState, ReviewReason
from backend.infrastructure.database import db
from backend.reports.models import Report, ReviewItem
from backend.reports.queries import blobs_of

# These hold a report up until a person has looked; others are only noted.
HOLDING = (ReviewReason.DIGEST_MISMATCH, ReviewReason.PROJECTION_FAILED, ReviewReason.CARD_FAILED)


def report_states(
    asked: Sequence[Mapping[str, Any]], *, author_id: UUID, cards: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """One answer per asked `{id, digest}`. `cards` maps report ids to card numbers."""
    ids = [item["id"] for item in asked]
    reports = {
        report.id: report
        for report in db.session.scalars(select(Report).where(Report.id.in_(ids), Report.author_id == author_id))
    }
    blobs = blobs_of(list(reports))
    held = dict(
        db.session.execute(
            select(ReviewItem.report_id, ReviewItem.reason).where(
                ReviewItem.report_id.in_(list(reports)),
                ReviewItem.resolved_at.is_(None),
                ReviewItem.reason.in_([reason.value for reason in HOLDING]),
            )
        ).all()
    )
    return [
        _answer(item, reports.get(item["id"]), held=held.get(item["id"]), blobs=blobs, card=cards.get(item["id"]))
        for item in asked
    ]


def _answer(
    item: Mapping[str, Any],
    report: Report | None,
    *,
    held: str | None,
    blobs: Mapping[UUID, Sequence[Any]],
    card: str | None,
) -> dict[str, Any]:
    if report is None:
        return {
            "id": item["id"],
            "state": ReportState.UNKNOWN.value,
            "why": "",
            "digest_matches": False,
            "blobs_missing": [],
            "card_number": None,
        }
    missing = [blob.sha256 for blob in blobs[report.id] if blob.received_at is None]
    state = _state(report, held=held, missing=bool(missing), card=card)
    return {
        "id": report.id,
        "state": state.value,
        "why": held or report.why,
        "digest_matches": report.digest == item["digest"],
        "blobs_missing": missing,
        "card_number": card,
    }


def _state(report: Report, *, held: str | None, missing: bool, card: str | None) -> ReportState:
    if report.receipt == ReceiptState.QUARANTINED:
        return ReportState.QUARANTINED
    if missing:
        return ReportState.STORED
    if card:
        return ReportState.SEALED
    if held:
        return ReportState.HELD
    return ReportState.COMPLETE if report.completed_at else ReportState.STORED
