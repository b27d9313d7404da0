"""Accepting a report: bytes first, everything else afterwards. Callers commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from backend.domain.canonical import bytes_of_parsed, parse_strict, sha256_hex
from backend.domain.errors import ConflictError, InvalidInputError, TooManyRequestsError
from backend.domain.satisfaction import Rating
from backend.domain.vocabulary import FeedbackVia, JobState, ReceiptState, ReviewReason, SignedDocument, Signer
from backend.infrastructure.database import db
from backend.infrastructure.events import publish
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import after_commit
from backend.infrastructure.upsert import insert_new
from backend.infrastructure.wiring import queue
from backend.reports.content_v1 import AttestationV1
from backend.reports.content_v2 import AttestationV2
from backend.reports.events import AttestationAccepted
from backend.reports.examination import Examined, examine, holds_nul
from backend.reports.models import Attestation, Feedback, Report, ReportBlob, ReportConflict, ReportSummary, ReviewItem
from backend.reports.queries import blobs_of, body_of, find_report, holds_conflict, quarantined_by, standing_of_jobs

QUARANTINE_ITEMS = 50
QUARANTINE_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who sent it, from which phone."""

    user_id: UUID
    center_id: UUID | None
    device_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Proof of storage. `created` tells 201 from 200; `conflict` asks the edge for 409 after the commit."""

    report: Report
    blobs_missing: tuple[str, ...]
    created: bool
    conflict: ConflictError | None = None


def accept_report(report_id: UUID, data: bytes, *, author: Author, now: datetime) -> Receipt:
    """Store a report's bytes with its receipt, once. Raises ConflictError, TooManyRequestsError.

    The digest of the whole body is its identity. Business conflicts never refuse it: they make the
    receipt `needs_review`; bytes that cannot be read become `quarantined`.
    """
    digest = sha256_hex(data)
    examined = examine(data, report_id=report_id, author_id=author.user_id)
    reasons = [] if examined.quarantine else business_conflicts(examined, author=author)
    state = (
        ReceiptState.QUARANTINED
        if examined.quarantine
        else ReceiptState.NEEDS_REVIEW
        if reasons
        else ReceiptState.ACCEPTED
    )
    # What is stored already gets its receipt again, even when the quarantine is full.
    if state is ReceiptState.QUARANTINED and find_report(report_id) is None:
        check_quarantine(author)
    row = {
        "id": report_id,
        "author_id": author.user_id,
        "device_id": author.device_id,
        "digest": digest,
        "body": data,
        "size": len(data),
        "version": examined.version,
        "receipt": state.value,
        "why": (examined.quarantine or ", ".join(reason.value for reason in reasons))[:500],
        "received_at": now,
        "completed_at": None if examined.blobs else now,
        "projection_error": "",
    }
    if not insert_new(Report, **row):
        return _again(report_id, data, digest, author=author, now=now)
    _store_parts(report_id, examined, reasons, author=author, now=now)
    # The row as it was inserted, not read back: a receipt needs no third statement.
    return Receipt(report=Report(**row), blobs_missing=tuple(blob.sha256 for blob in examined.blobs), created=True)


def _store_parts(
    report_id: UUID, examined: Examined, reasons: list[ReviewReason], *, author: Author, now: datetime
) -> None:
    if examined.blobs:
        db.session.connection().execute(
            insert(ReportBlob),
            [
                {
                    "report_id": report_id,
                    "sha256": blob.sha256,
                    "size": blob.size,
                    "media_type": blob.media_type,
                    "received_bytes": 0,
                }
                for blob in examined.blobs
            ],
        )
    opened: list[tuple[ReviewReason, dict[str, Any]]] = [(reason, {}) for reason in reasons]
    if examined.quarantine:
        opened = [(ReviewReason.QUARANTINED, {"why": examined.quarantine})]
    for reason, detail in opened:
        open_review(report_id, reason, center_id=author.center_id, detail=detail, now=now)
    after_commit(queue().hint)


def _again(report_id: UUID, data: bytes, digest: str, *, author: Author, now: datetime) -> Receipt:
    """The id is taken: a replay gets its receipt, other bytes are kept beside it, a stranger learns nothing."""
    db.session.expire_all()
    report = find_report(report_id)
    assert report is not None, "the insert met a row"  # noqa: S101 - a fact for the type checker
    if report.author_id != author.user_id:
        raise ConflictError
    if report.digest == digest:
        return Receipt(report=report, blobs_missing=_missing(report), created=False)
    if not holds_conflict(report_id, digest):  # what is kept already gets its answer again, as above
        check_quarantine(author)
        _keep_beside(report, data, digest, author=author, now=now)
    conflict = ConflictError(
        code="digest_mismatch",
        zh="服务器上同一编号已有另一份内容，两份都已保存，请网点核对。",
        en="The server holds other content under this id. Both are kept; the office will compare them.",
        extra={"stored_digest": report.digest},
    )
    return Receipt(report=report, blobs_missing=(), created=False, conflict=conflict)


def _keep_beside(report: Report, data: bytes, digest: str, *, author: Author, now: datetime) -> None:
    kept = insert_new(
        ReportConflict,
        id=new_id(),
        report_id=report.id,
        author_id=author.user_id,
        device_id=author.device_id,
        digest=digest,
        body=data,
        received_at=now,
    )
    if kept:
        detail = {"stored": report.digest, "other": digest}
        open_review(
            report.id, ReviewReason.DIGEST_MISMATCH, key=digest, center_id=author.center_id, detail=detail, now=now
        )


def business_conflicts(examined: Examined, *, author: Author) -> list[ReviewReason]:
    """Why a person should look, as known from the jobs the report names. Never a refusal."""
    wanted = [UUID(job["id"]) for job in examined.content["jobs"]]
    jobs = standing_of_jobs(wanted)
    reasons: set[ReviewReason] = set()
    for job_id in wanted:
        job = jobs.get(job_id)
        if job is None:
            reasons.add(ReviewReason.JOB_UNKNOWN)
        elif job.state == JobState.CANCELLED:
            reasons.add(ReviewReason.JOB_CANCELLED)
        elif job.technician_id != author.user_id:
            reasons.add(ReviewReason.JOB_REASSIGNED)
        elif job.report_id is not None and examined.content["supersedes"] is None:
            reasons.add(ReviewReason.JOB_COMPLETED)
    return sorted(reasons)


def check_quarantine(author: Author) -> None:
    """Raises TooManyRequestsError when a phone has filled its share of bytes that only the office can judge."""
    count, size = quarantined_by(author_id=author.user_id, device_id=author.device_id)
    if count >= QUARANTINE_ITEMS or size >= QUARANTINE_BYTES:
        raise TooManyRequestsError(
            retry_after=3600,
            zh="这部手机有太多无法读取或内容不一致的报告，请联系网点。",
            en="Too many unreadable or contradictory reports came from this phone. Call the service center.",
        )


def open_review(
    report_id: UUID,
    reason: ReviewReason,
    *,
    center_id: UUID | None,
    now: datetime,
    key: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Ask a person to look; asking twice for the same thing makes one item."""
    insert_new(
        ReviewItem,
        id=new_id(),
        report_id=report_id,
        center_id=center_id,
        reason=reason.value,
        key=key,
        detail=detail or {},
        opened_at=now,
        resolution="",
    )


def _missing(report: Report) -> tuple[str, ...]:
    return tuple(blob.sha256 for blob in blobs_of([report.id])[report.id] if blob.received_at is None)


def signs_report(attestation: Mapping[str, Any]) -> bool:
    """A signature under the hazard notice says nothing about the report; version 1 knew no other document."""
    return bool(attestation.get("document", SignedDocument.REPORT) == SignedDocument.REPORT)


def accept_attestation(
    report: Report, attestation_id: UUID, data: bytes, *, author: Author | None, now: datetime
) -> tuple[Attestation, bool]:
    """Store a signature that came after its report, once. Raises InvalidInputError, ConflictError.

    `author`: whose phone sent it; None for the customer, who signs through a link of their own.
    """
    try:
        body = parse_strict(data)
    except ValueError as error:
        raise InvalidInputError(en=f"The attestation is not readable: {error}") from None
    if isinstance(body, dict):
        schema = AttestationV2() if "document" in body else AttestationV1()
        problems = schema.validate(body)
    else:
        problems = {"_schema": ["an object is needed"]}
    if problems:
        raise InvalidInputError(extra={"errors": problems})
    if body["id"] != str(attestation_id):
        raise InvalidInputError(en="The body names another id.", zh="内容中的编号不一致。", field="id")
    if body["content_digest"] != _content_digest(report.id):
        raise InvalidInputError(
            code="other_content",
            zh="这个签名签的不是这份报告的内容。",
            en="This signature was given for other content than this report's.",
            field="content_digest",
        )
    if holds_nul(data):
        raise InvalidInputError(en="A text holds a NUL character.", zh="内容中有无法保存的字符。")
    digest = sha256_hex(data)
    db.session.get_one(Report, report.id, with_for_update=True)  # the report may be read at this moment: one waits
    created = insert_new(
        Attestation,
        id=attestation_id,
        report_id=report.id,
        author_id=author.user_id if author else None,
        digest=digest,
        body=data,
        received_at=now,
    )
    stored = db.session.get(Attestation, attestation_id, populate_existing=True)
    if stored is None or stored.report_id != report.id or stored.digest != digest:
        raise ConflictError(code="digest_mismatch")
    if created:
        if body["who"] == Signer.CUSTOMER and signs_report(body):
            signed = {"customer_signed": body["how"]}
            db.session.execute(update(ReportSummary).where(ReportSummary.report_id == report.id).values(signed))
        publish(AttestationAccepted(report_id=report.id, at=now))
    return stored, created


def _content_digest(report_id: UUID) -> str:
    """Of the stored bytes; empty when they are quarantined and cannot be read."""
    try:
        body = parse_strict(body_of(report_id))
    except ValueError:
        return ""
    content = body.get("content") if isinstance(body, dict) else None
    return sha256_hex(bytes_of_parsed(content)) if isinstance(content, dict) else ""


def accept_feedback(report: Report, rating: Rating, *, via: FeedbackVia, now: datetime) -> None:
    """The customer's rating. The phone's first one stays; what they say unseen on their own page replaces any.

    A skip replaces nothing: somebody who has rated has not skipped.
    """
    values = {
        "scores": dict(rating.scores),
        "comment": rating.comment,
        "skipped": rating.skipped,
        "via": via.value,
        "received_at": now,
    }
    inserted = insert_new(Feedback, report_id=report.id, **values)
    if inserted or via is FeedbackVia.PHONE or rating.skipped:
        return
    stored = db.session.get_one(Feedback, report.id, populate_existing=True)
    for name, value in values.items():
        setattr(stored, name, value)
    db.session.flush()
